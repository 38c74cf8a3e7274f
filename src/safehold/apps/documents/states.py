"""The life of a fact and of a finding. docs/rules/ is generated from these tables."""

import datetime
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What a reviewer has said of a fact as read."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DISCARDED = "discarded"


class FindingStatus(StrEnum):
    """Where the work on a finding has got to; none is ever hidden."""

    OPEN = "open"
    EXPLAINED = "explained"
    ACCEPTED = "accepted"


# The state of a fact or a finding that a page showed to whoever judges it; None where
# they looked at no page.
Seen = str | None


def as_shown(word: str, at: datetime.datetime | None) -> str:
    """Return a state with the moment it began: what a page shows, to tell it by."""
    return word if at is None else f"{word} {at.isoformat()}"


class FactMove(NamedTuple):
    """One permitted move of a fact."""

    verb: str
    source: Verdict
    target: Verdict


class FindingMove(NamedTuple):
    """One permitted move of a finding."""

    verb: str
    source: FindingStatus
    target: FindingStatus


# A verdict may always be thought better of; one that departs from what was read
# gives a reason.
FACT_MOVES = (
    FactMove("confirm", Verdict.UNREVIEWED, Verdict.CONFIRMED),
    FactMove("confirm", Verdict.CORRECTED, Verdict.CONFIRMED),
    FactMove("confirm", Verdict.DISCARDED, Verdict.CONFIRMED),
    FactMove("correct", Verdict.UNREVIEWED, Verdict.CORRECTED),
    FactMove("correct", Verdict.CONFIRMED, Verdict.CORRECTED),
    FactMove("correct", Verdict.CORRECTED, Verdict.CORRECTED),
    FactMove("correct", Verdict.DISCARDED, Verdict.CORRECTED),
    FactMove("discard", Verdict.UNREVIEWED, Verdict.DISCARDED),
    FactMove("discard", Verdict.CONFIRMED, Verdict.DISCARDED),
    FactMove("discard", Verdict.CORRECTED, Verdict.DISCARDED),
)

FINDING_MOVES = (
    FindingMove("explain", FindingStatus.OPEN, FindingStatus.EXPLAINED),
    FindingMove("explain", FindingStatus.EXPLAINED, FindingStatus.EXPLAINED),
    FindingMove("accept", FindingStatus.OPEN, FindingStatus.ACCEPTED),
    FindingMove("accept", FindingStatus.EXPLAINED, FindingStatus.ACCEPTED),
    FindingMove("reopen", FindingStatus.EXPLAINED, FindingStatus.OPEN),
    FindingMove("reopen", FindingStatus.ACCEPTED, FindingStatus.OPEN),
)


def fact_target(verb: str, source: Verdict) -> Verdict | None:
    """Return where the verb leads from the verdict, or None if nowhere."""
    for move in FACT_MOVES:
        if (move.verb, move.source) == (verb, source):
            return move.target
    return None


def finding_target(verb: str, source: FindingStatus) -> FindingStatus | None:
    """Return where the verb leads from the status, or None if nowhere."""
    for move in FINDING_MOVES:
        if (move.verb, move.source) == (verb, source):
            return move.target
    return None


def mermaid(moves: tuple[FactMove, ...] | tuple[FindingMove, ...]) -> str:
    """Return the moves as a Mermaid state diagram."""
    lines = [f"    {move.source} --> {move.target}: {move.verb}" for move in moves]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {moves[0].source}", *lines])
