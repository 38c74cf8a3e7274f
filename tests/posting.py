"""The worker of the tests that sends what waits to be sent."""

from __future__ import annotations

import datetime

from django.utils import timezone

from safehold.apps.invitations import jobs as invitations
from safehold.apps.jobs import actions
from safehold.apps.jobs import jobs as works
from safehold.apps.jobs.models import Job
from safehold.apps.jobs.states import JobKind, JobState
from safehold.engine.actors import SYSTEM

assert invitations, "its work has a name by now"


def deliver(*, at: datetime.datetime | None = None) -> None:
    """Try once to send every invitation that waits to be sent."""
    waiting = Job.objects.filter(
        kind=JobKind.SEND_INVITATION.value, state=JobState.WAITING.value
    )
    for job_id in waiting.order_by("pk").values_list("pk", flat=True):
        attempt(job_id, at=at or timezone.now())


def attempt(job_id: int, *, at: datetime.datetime) -> None:
    """Try once to send it."""
    number = actions.start(job_id, by=SYSTEM, at=at)
    assert number is not None, "it did not wait"
    works.carry_out(job_id, number, tell=lambda *_: True, clock=lambda: at)
