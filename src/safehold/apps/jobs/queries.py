"""Questions about background jobs: whose are they, and how far is each?"""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet

# Named again for the signatures of those who ask these questions.
from safehold.apps.jobs.models import Job as Job
from safehold.apps.jobs.models import JobProgress, WaitingFile
from safehold.apps.jobs.states import LIVE, TENDED_BY, JobKind, JobState
from safehold.apps.people import queries as people
from safehold.engine import access
from safehold.engine.actors import Actor, Purpose

WITH_FILE = frozenset({JobKind.IMPORT_DOCUMENT})


def visible_to(by: Actor) -> QuerySet[Job]:
    """Return the jobs this person may know of, for what they are doing now.

    Their own, while they hold a role at the organisation; and the ones of a kind of
    work that is theirs there, whoever asked.
    """
    at_home = {organisation_id for organisation_id, _ in by.roles}
    seen = Q(asked_by_id=by.person_id, organisation_id__in=at_home)
    for kind, act in TENDED_BY.items():
        where = access.scope(by, act)
        tended = Q(kind=kind.value)
        if not where.everywhere:
            tended &= Q(organisation_id__in=where.organisation_ids)
        seen |= tended
    return Job.objects.filter(seen, purpose=by.purpose.value)


def with_progress(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return the jobs with how far each is and who asked for it."""
    return jobs.select_related("progress", "asked_by")


def dead(by: Actor) -> QuerySet[Job]:
    """Return the jobs this person may know of that nobody tries any more."""
    return visible_to(by).filter(state__in=[JobState.DEAD, JobState.FAILED])


def same(organisation_id: int, kind: JobKind, key: str) -> Job | None:
    """Return the job that was asked for by that key and stands, or None."""
    standing = [*LIVE, JobState.DONE]
    jobs = Job.objects.filter(organisation_id=organisation_id, kind=kind.value, key=key)
    return jobs.filter(state__in=standing).first()


def is_cancel_asked(job_id: int) -> bool:
    """Test if somebody wants the job stopped."""
    asked = JobProgress.objects.filter(job_id=job_id, cancel_asked_at__isnull=False)
    return asked.exists()


def asker(job: Job, *, on: datetime.date) -> Actor | None:
    """Return whoever asked for the job, with the roles of the day; None once they left.

    Roles are never kept with a job, so it may do no more than they may now.
    Source: SEC-26.
    """
    purpose = Purpose(job.purpose)
    return people.actor_with_id(job.asked_by_id, purpose=purpose, on=on)


def overdue(by_when: datetime.datetime) -> tuple[int, ...]:
    """Return the jobs that wait and should have been begun by then."""
    waiting = Job.objects.filter(state=JobState.WAITING, next_attempt_at__lte=by_when)
    return tuple(waiting.order_by("next_attempt_at", "pk").values_list("pk", flat=True))


def file_of(job: Job) -> bytes:
    """Return the file that the job is about.

    Raises: WaitingFile.DoesNotExist, once it was thrown away.
    """
    return bytes(WaitingFile.objects.get(job=job).content)


def has_file(job: Job) -> bool:
    """Test if the file that the job is about still waits."""
    return WaitingFile.objects.filter(job=job).exists()


def files_left(before: datetime.datetime) -> QuerySet[WaitingFile]:
    """Return the files of jobs that ended without being done before then."""
    left = WaitingFile.objects.filter(job__finished_at__lt=before)
    return left.defer("content").select_related("job").order_by("pk")
