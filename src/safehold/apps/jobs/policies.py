"""Who may ask for a job, run it, cancel it or try it again."""

from safehold.apps.jobs import queries
from safehold.apps.jobs.models import Job
from safehold.apps.jobs.states import TENDED_BY, JobKind, JobState, job_target
from safehold.engine import access
from safehold.engine.actors import Actor
from safehold.engine.refusals import Refusal

LONGEST_REASON = 300

NO_ROLE_THERE = Refusal(
    "jobs.no_role_there",
    "Whoever asks for work to be done needs a role at the organisation it is for.",
    "SEC-26",
)
ASKER_LEFT = Refusal(
    "jobs.asker_left",
    "Whoever asked for this no longer has a role at the organisation, so it was not "
    "done. Somebody who has one may try it again in their own name.",
    "SEC-26",
)
NOT_YOURS = Refusal(
    "jobs.not_yours",
    "Only whoever asked for a job, or tends that kind of work, may cancel it or try "
    "it again.",
    "SEC-26",
)
OVER_ALREADY = Refusal(
    "jobs.over_already",
    "This is over already, so it cannot be cancelled.",
    "SEC-25",
)
NOT_GIVEN_UP = Refusal(
    "jobs.not_given_up",
    "Only what has failed or been given up can be tried again.",
    "SEC-25",
)
ASKED_AGAIN = Refusal(
    "jobs.asked_again",
    "The same has been asked for again since. Look at that job instead.",
    "SEC-25",
)
FILE_GONE = Refusal(
    "jobs.file_gone",
    "The file was not kept for so long. Choose it again instead.",
    "SEC-29",
)
REASON_MISSING = Refusal(
    "jobs.reason_missing",
    f"Give a reason for trying again, in {LONGEST_REASON} characters or fewer.",
    "SEC-28",
)
WENT_WRONG = Refusal(
    "jobs.went_wrong",
    "Something went wrong in the service. Nothing has been changed.",
    "SEC-28",
)
BROKE_OFF = Refusal(
    "jobs.broke_off",
    "The service was stopped while it was doing this. Nothing has been changed.",
    "SEC-28",
)


def why_not_ask(*, organisation_id: int, by: Actor) -> Refusal | None:
    """Return the first reason `by` may not ask for work there, or None."""
    return None if _has_role(by, organisation_id) else NO_ROLE_THERE


def why_not_run(job: Job, *, by: Actor | None) -> Refusal | None:
    """Return the first reason the job may not be done in the asker's name, or None.

    What the work itself asks of a person, its own actions ask. Source: SEC-26.
    """
    if by is None or not _has_role(by, job.organisation_id):
        return ASKER_LEFT
    return None


def why_not_cancel(job: Job, *, by: Actor) -> Refusal | None:
    """Return the first reason `by` may not cancel the job, or None."""
    if not _tends(job, by):
        return NOT_YOURS
    if job_target("cancel", JobState(job.state)) is None:
        return OVER_ALREADY
    return None


def why_not_retry(job: Job, *, reason: str | None = None, by: Actor) -> Refusal | None:
    """Return the first reason `by` may not have the job tried again, or None.

    `reason` is None as long as nobody has been asked for it.
    """
    if not _tends(job, by):
        return NOT_YOURS
    if job_target("retry", JobState(job.state)) is None:
        return NOT_GIVEN_UP
    if queries.same(job.organisation_id, JobKind(job.kind), job.key) is not None:
        return ASKED_AGAIN
    if JobKind(job.kind) in queries.WITH_FILE and not queries.has_file(job):
        return FILE_GONE
    if reason is not None and not 0 < len(reason.strip()) <= LONGEST_REASON:
        return REASON_MISSING
    return None


def _has_role(by: Actor, organisation_id: int) -> bool:
    return any(held_at == organisation_id for held_at, _ in by.roles)


def _tends(job: Job, by: Actor) -> bool:
    if by.person_id == job.asked_by_id and _has_role(by, job.organisation_id):
        return True
    act = TENDED_BY[JobKind(job.kind)]
    return job.organisation_id in access.scope(by, act)
