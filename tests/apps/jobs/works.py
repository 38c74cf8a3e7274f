"""A worker of the tests: it takes a job step by step, and stands in for the clock."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection

from safehold.apps.documents.models import Document
from safehold.apps.intake import actions as intake
from safehold.apps.intake import jobs as intake_jobs
from safehold.apps.invitations import jobs as invitation_jobs
from safehold.apps.jobs import actions
from safehold.apps.jobs import jobs as works
from safehold.apps.jobs.models import Job
from safehold.apps.jobs.states import JobKind, JobState
from safehold.apps.people import queries
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import SYSTEM, Actor, Role
from tests import cast
from tests.cast import NOON, TODAY, Cast

assert intake_jobs, "its work has a name by now"
assert invitation_jobs, "its work has a name by now"

TEXT = b"PCD 9001\nThe Lantern pilot.\n"
SECONDS = 60
ONE_MINUTE = datetime.timedelta(minutes=1)
Tell = Callable[[int, int, int], bool]


def goes_on(job_id: int, done: int, total: int) -> bool:
    return True


def tell_in_the_same_transaction(job_id: int, done: int, total: int) -> bool:
    return actions.report_progress(job_id, done, total, by=SYSTEM, at=NOON)


@dataclass
class Bench:
    """Where a test asks for jobs and does them."""

    people: Cast
    at: datetime.datetime = NOON
    told: list[tuple[int, int]] = field(default_factory=list)

    def ask(
        self, content: bytes = TEXT, *, by: Actor | None = None, name: str = "a.txt"
    ) -> int:
        return intake.ask_import(
            content,
            name=name,
            organisation_id=self.people.commissioner_id,
            by=by or self.people.amara,
            at=self.at,
        )

    def start(self, job_id: int) -> int | None:
        return actions.start(job_id, by=SYSTEM, at=self.at)

    def carry_out(self, job_id: int, attempt: int, *, tell: Tell = goes_on) -> None:
        works.carry_out(job_id, attempt, tell=tell, clock=lambda: self.at)

    def run(self, job_id: int, *, tell: Tell = goes_on) -> None:
        attempt = self.start(job_id)
        if attempt is not None:
            self.carry_out(job_id, attempt, tell=tell)

    def fail(self, job_id: int) -> None:
        """Have one attempt go wrong."""
        attempt = self.start(job_id)
        assert attempt is not None
        actions.fail(job_id, attempt, by=SYSTEM, at=self.at)

    def give_up(self, job_id: int) -> Job:
        """Have every attempt go wrong."""
        while job(job_id).state == JobState.WAITING:
            self.fail(job_id)
        return job(job_id)


def job(job_id: int) -> Job:
    return Job.objects.select_related("progress").get(pk=job_id)


def documents() -> int:
    return Document.objects.count()


@contextmanager
def work_is(work: works.Work) -> Iterator[None]:
    """Have every import do this instead."""
    before = works._works[JobKind.IMPORT_DOCUMENT]
    works._works[JobKind.IMPORT_DOCUMENT] = work
    try:
        yield
    finally:
        works._works[JobKind.IMPORT_DOCUMENT] = before


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def queued() -> list[int]:
    """Return the jobs that the worker will hear of, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'job_id')::int FROM procrastinate_jobs "
            "WHERE status = 'todo' ORDER BY id"
        )
        return [number for (number,) in cursor.fetchall()]


def end_roles(person_id: int, *, on: datetime.date) -> None:
    Membership.objects.filter(person_id=person_id).update(to_date=on)


def shut_out(person_id: int) -> None:
    Person.objects.filter(pk=person_id).update(is_active=False)


def change_role(person_id: int, role: str) -> None:
    Membership.objects.filter(person_id=person_id).update(role=role)


def another_grants_manager(people: Cast) -> Actor:
    """Return a colleague of Amara's."""
    someone = cast.person("Ayo")
    cast.member(someone, Role.GRANTS_MANAGER, people.commissioner_id)
    return queries.actor(someone.pk, name="Ayo", on=TODAY)
