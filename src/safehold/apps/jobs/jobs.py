"""Which work is behind each kind of job, and how is one carried out?"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Protocol

from django.utils import timezone

from safehold.apps.audit import context
from safehold.apps.jobs import actions, policies, queries
from safehold.apps.jobs.queries import Job
from safehold.apps.jobs.states import JobKind
from safehold.engine.actors import SYSTEM, Actor
from safehold.engine.refusals import Refused, require

Clock = Callable[[], datetime.datetime]
# Tells others, at once, how far a job is: job, done, total. Answers whether to go on.
Tell = Callable[[int, int, int], bool]


class Progress(Protocol):
    """How the work says how far it is."""

    def __call__(self, done: int, total: int) -> None:
        """Say that so much of all is done.

        Raises: Cancelled, where somebody wants the job stopped: let it through.
        """
        ...


class Work(Protocol):
    """What is done for a job, in the asker's name; it is part of one transaction."""

    def __call__(
        self, job: Job, *, by: Actor, at: datetime.datetime, progress: Progress
    ) -> str:
        """Do it, and return what was made, as `document:12`.

        Raises: Refused, where a rule forbids it for good; Postponed, where it may go
                through later.
        """
        ...


_works: dict[JobKind, Work] = {}


def does(kind: JobKind) -> Callable[[Work], Work]:
    """Name the function that does this kind of job."""

    def named(work: Work) -> Work:
        assert kind not in _works, f"two functions do {kind}"
        _works[kind] = work
        return work

    return named


def known() -> frozenset[JobKind]:
    """Return the kinds of job that somebody does."""
    return frozenset(_works)


def carry_out(job_id: int, attempt: int, *, tell: Tell, clock: Clock) -> None:
    """Do the work of an attempt that was started; nothing of it stands unless all does.

    Raises: whatever goes wrong in the work, for `actions.fail`.
    """

    def work(job: Job) -> actions.Outcome:
        result = _work(job, tell=tell, at=clock())
        return actions.Outcome(result, clock())

    try:
        actions.finish(job_id, attempt, work, by=SYSTEM, at=clock())
    except Refused as refused:
        actions.refuse(job_id, attempt, refused.refusal, by=SYSTEM, at=clock())
    except actions.Postponed as later:
        actions.fail(job_id, attempt, later.refusal, by=SYSTEM, at=clock())
    except actions.Cancelled:
        actions.stop(job_id, attempt, by=SYSTEM, at=clock())


def _work(job: Job, *, tell: Tell, at: datetime.datetime) -> str:
    by = queries.asker(job, on=timezone.localdate(at))
    require(policies.why_not_run(job, by=by))
    assert by is not None

    def progress(done: int, total: int) -> None:
        if not tell(job.pk, done, total):
            raise actions.Cancelled

    # The database, too, is told who acts, and lets no more through than theirs.
    with context.acting(by, at=at, verb=f"jobs.{job.kind}"):
        return _works[JobKind(job.kind)](job, by=by, at=at, progress=progress)
