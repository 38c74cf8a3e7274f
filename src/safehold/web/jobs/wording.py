"""How a background job is said on a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from django.urls import reverse
from django.utils import timezone

from safehold.apps.audit import queries as audit
from safehold.apps.jobs.queries import Job
from safehold.apps.jobs.states import MOST_ATTEMPTS, JobKind, JobState
from safehold.web.commissioner.wording import Happening
from safehold.web.components.cells import Tag

COLOURS = {
    JobState.WAITING: "blue",
    JobState.RUNNING: "yellow",
    JobState.DONE: "green",
    JobState.FAILED: "red",
    JobState.CANCELLED: "grey",
    JobState.DEAD: "red",
}
WORDS = {JobState.DEAD: "given up"}
STATES = [(state.value, WORDS.get(state, state.value)) for state in JobState]

WHAT_WAS_DONE = {
    "jobs.ask": "asked for it",
    "jobs.start": "began",
    "jobs.finish": "finished",
    "jobs.refuse": "may not do it",
    "jobs.fail": "could not do it",
    "jobs.stop": "stopped",
    "jobs.cancel": "cancelled it",
    "jobs.retry": "had it tried again",
    "jobs.rescue": "put it back after it was left behind",
    "jobs.clear_file": "threw the file away",
}


class Result(NamedTuple):
    """What a job made, and where it is."""

    text: str
    href: str


def title(job: Job) -> str:
    """Return what the job is, in a few words."""
    match JobKind(job.kind):
        case JobKind.IMPORT_DOCUMENT:
            return f"Import {job.name}"
        case JobKind.SEND_INVITATION:
            return "Send an invitation"
        case kind:
            assert_never(kind)


def tag(job: Job) -> Tag:
    """Return where the job has got to, as a tag."""
    state = JobState(job.state)
    return Tag(WORDS.get(state, state.value), COLOURS[state])


def sentence(job: Job) -> str:
    """Return what is happening to the job, or what has become of it."""
    match JobState(job.state):
        case JobState.WAITING if job.failure and job.attempts:
            return f"{job.failure} {_next_attempt(job)}"
        case JobState.WAITING:
            return "It waits for its turn."
        case JobState.RUNNING if job.progress.cancel_asked_at:
            return "It is being stopped. Nothing of it will stand."
        case JobState.RUNNING:
            return "It is being done now."
        case JobState.DONE if job.progress.cancel_asked_at:
            return "It was done before it could be cancelled."
        case JobState.DONE:
            return "It is done."
        case JobState.CANCELLED:
            return "It was cancelled. Nothing of it stands."
        case JobState.FAILED:
            return job.failure
        case JobState.DEAD:
            return f"{job.failure} It was tried {MOST_ATTEMPTS} times and given up."
        case state:
            assert_never(state)


def _next_attempt(job: Job) -> str:
    assert job.next_attempt_at is not None
    when = timezone.localtime(job.next_attempt_at)
    return f"It was tried {_times(job.attempts)} and is tried again at {when:%H:%M}."


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def result(job: Job) -> Result | None:
    """Return what the job made, for a page to lead to."""
    kind, _, number = job.result.partition(":")
    if kind != "document":
        return None
    return Result("Review the document", reverse("review", args=[int(number)]))


def told(events: Iterable[audit.AuditEvent]) -> list[Happening]:
    """Return what was done to a job, each in a sentence."""
    return [
        Happening(
            event.happened_at,
            f"{event.actor_name} {WHAT_WAS_DONE[event.verb]}",
            str(event.details.get("reason", "")),
        )
        for event in events
        if event.verb in WHAT_WAS_DONE
    ]
