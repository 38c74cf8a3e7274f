"""What a check is: a small question to one document, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from safehold.engine.documents.checks.evidence import Evidence
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from safehold.engine.spans import Span


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a document fails a check.

    `message` tells a person what stands there and what to do about it.
    """

    message: str
    span: Span | None = None
    printed: Money | None = None
    computed: Money | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that a single document is held against.

    Attributes:
        code: Stable name of the finding, `area.what_is_wrong`.
        source: Key into docs/sources.md.
        description: One sentence saying what holds in a sound document.
        find: Yields each place where it does not hold.
    """

    code: str
    source: str
    description: str
    find: Callable[[Evidence], Iterable[Fault]]

    def findings(self, evidence: Evidence) -> tuple[Finding, ...]:
        """Return what this check finds, under its own code and source."""
        return tuple(
            Finding(
                self.code,
                fault.message,
                self.source,
                fault.printed,
                fault.computed,
                fault.span,
            )
            for fault in self.find(evidence)
        )
