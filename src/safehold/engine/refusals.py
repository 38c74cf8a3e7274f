"""Why something may not be done, as a value rather than an exception."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule that says no.

    Attributes:
        code: Stable name, `area.reason`; tests and logs use it.
        message: One sentence for the person who was refused.
        source: Key into docs/sources.md, where the rule comes from.
    """

    code: str
    message: str
    source: str


class Refused(Exception):
    """An action was attempted against a Refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


def require(refusal: Refusal | None) -> None:
    """Raise Refused unless the policy found no reason to refuse."""
    if refusal is not None:
        raise Refused(refusal)
