"""The life of a background job. docs/rules/ is generated from this table."""

import datetime
from enum import StrEnum
from typing import NamedTuple

from safehold.engine.access import Act


class JobKind(StrEnum):
    """What can be done in the background; each has its work in some app's `jobs.py`."""

    IMPORT_DOCUMENT = "import_document"
    SEND_INVITATION = "send_invitation"


# Whoever may do this sees and tends the jobs of that kind at the organisation. It is
# kept with each job, too, where the walls and the record read it.
TENDED_BY = {
    JobKind.IMPORT_DOCUMENT: Act.REVIEW_DOCUMENTS,
    JobKind.SEND_INVITATION: Act.MANAGE_PEOPLE,
}


class JobState(StrEnum):
    """Where a background job has got to."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DEAD = "dead"


class JobMove(NamedTuple):
    """One permitted move of a job."""

    verb: str
    source: JobState
    target: JobState


# What is refused fails for good, since asking again gives the same answer. What goes
# wrong is postponed, until enough is enough: then it is dead, and a person decides.
JOB_MOVES = (
    JobMove("start", JobState.WAITING, JobState.RUNNING),
    JobMove("cancel", JobState.WAITING, JobState.CANCELLED),
    JobMove("finish", JobState.RUNNING, JobState.DONE),
    JobMove("refuse", JobState.RUNNING, JobState.FAILED),
    JobMove("postpone", JobState.RUNNING, JobState.WAITING),
    JobMove("give_up", JobState.RUNNING, JobState.DEAD),
    JobMove("cancel", JobState.RUNNING, JobState.CANCELLED),
    JobMove("rescue", JobState.RUNNING, JobState.WAITING),
    JobMove("retry", JobState.FAILED, JobState.WAITING),
    JobMove("retry", JobState.DEAD, JobState.WAITING),
)

LIVE = (JobState.WAITING, JobState.RUNNING)
OVER = tuple(state for state in JobState if state not in LIVE)

MOST_ATTEMPTS = 5
FIRST_PAUSE = datetime.timedelta(seconds=30)


def job_target(verb: str, source: JobState) -> JobState | None:
    """Return where the verb leads from the state, or None if nowhere."""
    for move in JOB_MOVES:
        if (move.verb, move.source) == (verb, source):
            return move.target
    return None


def pause_after(attempts: int) -> datetime.timedelta:
    """Return how long to wait after so many attempts: each time four times as long.

    Source: SEC-28.
    """
    assert attempts >= 1, "nothing has been tried yet"
    times: int = 4 ** (attempts - 1)
    return FIRST_PAUSE * times


def mermaid() -> str:
    """Return the moves as a Mermaid state diagram."""
    lines = [f"    {move.source} --> {move.target}: {move.verb}" for move in JOB_MOVES]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {JOB_MOVES[0].source}", *lines])
