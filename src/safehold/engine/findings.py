"""What does not add up, as a value: nothing is ever corrected silently."""

from __future__ import annotations

from dataclasses import dataclass

from safehold.engine.money import Money
from safehold.engine.spans import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a document or a set of figures that someone should look at.

    Attributes:
        code: Stable name, `area.what_is_wrong`.
        message: One sentence for the person who works through the findings.
        source: Key into docs/sources.md, where the rule comes from.
        printed: The figure as it stands, where the finding is about one.
        computed: The figure that the rest of the document gives.
        span: The words it is about; None where it is about something absent.
    """

    code: str
    message: str
    source: str
    printed: Money | None = None
    computed: Money | None = None
    span: Span | None = None

    @property
    def difference(self) -> Money | None:
        """Return printed less computed, or None where either is missing."""
        if self.printed is None or self.computed is None:
            return None
        return self.printed - self.computed
