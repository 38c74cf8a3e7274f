"""Everything that changes a background job."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.db import IntegrityError, transaction

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.jobs import policies, queries
from safehold.apps.jobs.models import Job, JobProgress, WaitingFile
from safehold.apps.jobs.states import (
    MOST_ATTEMPTS,
    TENDED_BY,
    JobKind,
    JobState,
    job_target,
    pause_after,
)
from safehold.engine.actors import Actor
from safehold.engine.refusals import Refusal, require
from safehold.gateways import queue

# Between a job's start and its work nobody holds it, for far less than this.
GRACE = datetime.timedelta(seconds=10)
# For so long a job that ended badly can be tried again with the file it was about.
FILES_KEPT_FOR = datetime.timedelta(days=30)


class Asked(NamedTuple):
    """A job, and whether it was asked for just now or had been before."""

    job_id: int
    is_new: bool


class Outcome(NamedTuple):
    """What the work made, as `document:12`, and when it was ready."""

    result: str
    at: datetime.datetime


class Cancelled(Exception):
    """Somebody wants the job stopped: its work is taken back."""


class Postponed(Exception):
    """Something stood in the way that may be gone later: the work is taken back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@context.action
def ask(
    kind: JobKind,
    *,
    key: str,
    organisation_id: int,
    subject: str = "",
    name: str = "",
    file: bytes | None = None,
    by: Actor,
    at: datetime.datetime,
) -> Asked:
    """Have work done in the background; the same key asks for the same job.

    It goes with the caller's transaction: what is rolled back was never asked.

    Raises: Refused, see policies.why_not_ask. Source: SEC-25.
    """
    require(policies.why_not_ask(organisation_id=organisation_id, by=by))
    if before := queries.same(organisation_id, kind, key):
        return Asked(before.pk, is_new=False)

    job = Job(
        organisation_id=organisation_id,
        kind=kind.value,
        act=TENDED_BY[kind].value,
        key=key,
        subject=subject,
        name=name[:255],
        purpose=by.purpose.value,
        asked_at=at,
        asked_by_id=by.person_id,
        next_attempt_at=at,
    )
    if not _is_first(job):
        same = queries.same(organisation_id, kind, key)
        assert same is not None, "it was there a moment ago"
        return Asked(same.pk, is_new=False)
    JobProgress.objects.create(job=job, organisation_id=organisation_id, act=job.act)
    if file is not None:
        _keep(file, job)
    queue.ring(job.pk, when=at)

    _record("jobs.ask", job, by=by, at=at)
    return Asked(job.pk, is_new=True)


def _keep(content: bytes, job: Job) -> None:
    WaitingFile.objects.create(
        job=job,
        organisation_id=job.organisation_id,
        act=job.act,
        content=content,
    )


def _is_first(job: Job) -> bool:
    """Keep the job, unless somebody asked for the same at the same moment."""
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        if queries.same(job.organisation_id, JobKind(job.kind), job.key) is None:
            raise
        return False
    return True


@context.action
def start(job_id: int, *, by: Actor, at: datetime.datetime) -> int | None:
    """Begin an attempt and return its number, or None where there is nothing to do.

    A job may be heard of twice, and after it was cancelled; it is begun once.
    """
    job = _locked(job_id)
    if job is None or job_target("start", JobState(job.state)) is None:
        return None

    job.state = JobState.RUNNING.value
    job.attempts += 1
    job.started_at, job.next_attempt_at = at, None
    job.save(update_fields=["state", "attempts", "started_at", "next_attempt_at"])
    JobProgress.objects.filter(job=job).update(done=0, total=0, heartbeat_at=at)

    _record("jobs.start", job, by=by, at=at)
    return job.attempts


@context.action
def finish(
    job_id: int,
    attempt: int,
    work: Callable[[Job], Outcome],
    *,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Do the work and say that it is done: both or neither, and once only.

    The job's row is held from before the work until after it. Whoever comes second
    waits, and then finds nothing to do; whoever is killed lets go of all of it.

    Raises: Cancelled; Postponed; whatever the work raises. Source: SEC-25.
    """
    job = _held(job_id, attempt)
    if job is None:
        return
    if queries.is_cancel_asked(job_id):
        raise Cancelled
    outcome = work(job)
    # Asked for the last time: from here on it is too late.
    if queries.is_cancel_asked(job_id):
        raise Cancelled

    job.result = outcome.result
    job.failure_code = job.failure = ""
    _end(job, JobState.DONE, at=outcome.at)

    _record("jobs.finish", job, by=by, at=at, result=job.result)


@context.action
def report_progress(
    job_id: int, done: int, total: int, *, by: Actor, at: datetime.datetime
) -> bool:
    """Say how far the work is, for others to see at once; return whether to go on.

    It is on a connection of its own, since the work's is not committed before its end.
    """
    assert 0 <= done <= total
    del by
    progress = JobProgress.objects.filter(job_id=job_id)
    progress.update(done=done, total=total, heartbeat_at=at)
    return not queries.is_cancel_asked(job_id)


@context.action
def refuse(
    job_id: int,
    attempt: int,
    refusal: Refusal,
    *,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """End an attempt that a rule forbade: to try again would get the same answer."""
    job = _held(job_id, attempt)
    if job is None:
        return
    job.failure_code, job.failure = refusal.code, refusal.message
    _end(job, JobState.FAILED, at=at)

    _record("jobs.refuse", job, by=by, at=at, code=refusal.code)


@context.action
def fail(
    job_id: int,
    attempt: int,
    why: Refusal = policies.WENT_WRONG,
    *,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """End an attempt in which something went wrong: later again, or never more.

    Shape:  `why` is what whoever asked is told of it. Source: SEC-28.
    """
    job = _held(job_id, attempt)
    if job is None:
        return
    _put_back(job, why, after=pause_after(job.attempts), at=at)

    _record("jobs.fail", job, by=by, at=at, state=job.state)


@context.action
def stop(job_id: int, attempt: int, *, by: Actor, at: datetime.datetime) -> None:
    """End an attempt that somebody wanted stopped; its work has been taken back."""
    job = _held(job_id, attempt)
    if job is None:
        return
    _end(job, JobState.CANCELLED, at=at)

    _record("jobs.stop", job, by=by, at=at)


@context.action
def cancel(job_id: int, *, by: Actor, at: datetime.datetime) -> bool:
    """Cancel a job that waits, at once; have one that runs stop where it next tells.

    Returns whether it is cancelled already.

    Raises: Refused, see policies.why_not_cancel; Job.DoesNotExist.
    """
    jobs = queries.visible_to(by)
    # Whoever runs a job holds its row until the work is done: do not wait for that.
    free = jobs.select_for_update(no_key=True, skip_locked=True)
    held = free.filter(pk=job_id).first()
    job = held or jobs.get(pk=job_id)
    require(policies.why_not_cancel(job, by=by))

    JobProgress.objects.filter(job=job).update(
        cancel_asked_at=at, cancel_asked_by=by.person_id
    )
    is_cancelled = held is not None and held.state == JobState.WAITING
    if is_cancelled:
        _end(job, JobState.CANCELLED, at=at)

    _record("jobs.cancel", job, by=by, at=at)
    return is_cancelled


@context.action
def retry(job_id: int, *, reason: str, by: Actor, at: datetime.datetime) -> None:
    """Have a job that failed or was given up tried again, in the name of `by`.

    Raises: Refused, see policies.why_not_retry; Job.DoesNotExist.
    """
    job = queries.visible_to(by).select_for_update(no_key=True).get(pk=job_id)
    require(policies.why_not_retry(job, reason=reason, by=by))

    job.asked_at, job.asked_by_id = at, by.person_id
    job.attempts, job.started_at = 0, None
    JobProgress.objects.filter(job=job).update(
        done=0, total=0, cancel_asked_at=None, cancel_asked_by=None
    )
    _wait(job, until=at)
    job.save()

    _record("jobs.retry", job, by=by, at=at, reason=reason.strip())


@context.action
def rescue(*, by: Actor, at: datetime.datetime) -> int:
    """Put back every job that was begun and that nobody does any more.

    Whoever does a job holds its row, and the database lets go of it the moment they
    are gone; so a row that says "running" and is free was left behind. What waits
    past its time is rung for again. Returns how many jobs were put back.
    """
    free = Job.objects.select_for_update(no_key=True, skip_locked=True)
    left = free.filter(state=JobState.RUNNING, started_at__lte=at - GRACE)
    put_back = list(left.order_by("pk"))
    for job in put_back:
        _put_back(job, policies.BROKE_OFF, after=datetime.timedelta(0), at=at)
        _record("jobs.rescue", job, by=by, at=at, state=job.state)
    for job_id in queries.overdue(at - GRACE):
        queue.ring(job_id, when=at)
    return len(put_back)


@context.action
def clear_files(*, by: Actor, at: datetime.datetime) -> int:
    """Throw away the files of jobs that ended badly and that nobody tried again.

    Returns how many there were. Source: SEC-29.
    """
    left = list(queries.files_left(at - FILES_KEPT_FOR))
    for file in left:
        file.delete()
        _record("jobs.clear_file", file.job, by=by, at=at)
    return len(left)


def _locked(job_id: int) -> Job | None:
    return Job.objects.select_for_update(no_key=True).filter(pk=job_id).first()


def _held(job_id: int, attempt: int) -> Job | None:
    """Hold the job while this very attempt is under way, or return None."""
    job = _locked(job_id)
    if job is None or (job.state, job.attempts) != (JobState.RUNNING, attempt):
        return None
    return job


def _put_back(
    job: Job,
    refusal: Refusal,
    *,
    after: datetime.timedelta,
    at: datetime.datetime,
) -> None:
    job.failure_code, job.failure = refusal.code, refusal.message
    if queries.is_cancel_asked(job.pk):
        _end(job, JobState.CANCELLED, at=at)
    elif job.attempts >= MOST_ATTEMPTS:
        _end(job, JobState.DEAD, at=at)
    else:
        _wait(job, until=at + after)
        job.save()


def _wait(job: Job, *, until: datetime.datetime) -> None:
    job.state = JobState.WAITING.value
    job.next_attempt_at, job.finished_at = until, None
    queue.ring(job.pk, when=until)


def _end(job: Job, state: JobState, *, at: datetime.datetime) -> None:
    if job_target("retry", state) is None:
        WaitingFile.objects.filter(job=job).delete()
    job.state = state.value
    job.next_attempt_at, job.finished_at = None, at
    job.save()


def _record(
    verb: str, job: Job, *, by: Actor, at: datetime.datetime, **details: str
) -> None:
    audit.record(
        verb,
        subject=f"job:{job.pk}",
        organisation_id=job.organisation_id,
        read_by=TENDED_BY[JobKind(job.kind)],
        by=by,
        at=at,
        details={"attempt": job.attempts, **details},
    )
