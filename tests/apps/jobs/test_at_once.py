"""Two workers and one job, and somebody who cancels what is being finished."""

from __future__ import annotations

import datetime
import threading
from functools import partial

import pytest
from django.db import connection

from safehold.apps.audit import context
from safehold.apps.jobs import actions, queries
from safehold.apps.jobs.models import Job, JobProgress
from safehold.apps.jobs.queries import Job as SeenJob
from safehold.cli import working
from safehold.engine.actors import SYSTEM, Actor
from tests import cast
from tests.apps.jobs.works import (
    ONE_MINUTE,
    Bench,
    documents,
    eventually,
    job,
    queued,
    work_is,
)
from tests.apps.test_at_once import at_once, meet_after
from tests.cast import NOON


@pytest.fixture
def bench(transactional_db: None) -> Bench:
    return Bench(cast.assemble())


class TestTwoWorkers:
    def test_who_hear_of_one_job_do_it_once(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        job_id = bench.ask()
        meet_after(monkeypatch, actions, "start")

        at_once(lambda: bench.run(job_id), lambda: bench.run(job_id))

        assert (job(job_id).state, job(job_id).attempts) == ("done", 1)
        assert documents() == 1

    def test_who_do_the_same_attempt_do_it_once(self, bench: Bench) -> None:
        job_id = bench.ask()
        attempt = bench.start(job_id)
        assert attempt is not None

        at_once(*[lambda: bench.carry_out(job_id, attempt)] * 2)

        assert job(job_id).state == "done"
        assert documents() == 1

    def test_leave_a_job_alone_that_one_of_them_is_doing(self, bench: Bench) -> None:
        job_id = bench.ask()
        attempt = bench.start(job_id)
        assert attempt is not None
        rescued = []

        def work(job: SeenJob, **_: object) -> str:
            at_once(lambda: rescued.append(rescue_after(ONE_MINUTE)))
            return ""

        with work_is(work):
            bench.carry_out(job_id, attempt)

        assert rescued == [0]
        assert job(job_id).state == "done"


def rescue_after(time: datetime.timedelta) -> int:
    return actions.rescue(by=SYSTEM, at=NOON + time)


class TestCancelling:
    def test_what_is_running_waits_for_nobody_and_stops_it(self, bench: Bench) -> None:
        job_id = bench.ask()
        answers: list[bool] = []

        def work(job: SeenJob, **_: object) -> str:
            at_once(lambda: answers.append(cancel(bench, job.pk)))
            return "document:1"

        with work_is(work):
            bench.run(job_id)

        assert answers == [False]
        assert (job(job_id).state, job(job_id).result) == ("cancelled", "")
        assert job(job_id).progress.cancel_asked_by_id == bench.people.amara.person_id

    def test_what_is_being_finished_is_done_or_cancelled_and_never_both(
        self, bench: Bench
    ) -> None:
        for number in range(5):
            job_id = bench.ask(b"One of many: %d." % number)
            before = documents()

            at_once(partial(bench.run, job_id), partial(cancel, bench, job_id))

            is_done = job(job_id).state == "done"
            assert is_done or job(job_id).state == "cancelled"
            assert documents() - before == is_done


def cancel(bench: Bench, job_id: int) -> bool:
    return actions.cancel(job_id, by=bench.people.amara, at=NOON)


class TestAskingTwice:
    def test_at_once_is_one_job(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meet_after(monkeypatch, queries, "same")

        at_once(bench.ask, bench.ask)

        assert Job.objects.count() == 1
        assert queued() == [Job.objects.get().pk]


class TestTelling:
    def test_is_seen_by_others_before_the_work_is_done(self, bench: Bench) -> None:
        job_id = bench.ask()
        seen: list[tuple[int, int]] = []

        def look() -> None:
            with context.acting(SYSTEM, at=NOON):
                row = JobProgress.objects.get(job_id=job_id)
                seen.append((row.done, row.total))

        def work(job: SeenJob, *, by: Actor, progress: object, **_: object) -> str:
            assert callable(progress)
            progress(7, 9)
            at_once(look)
            return ""

        with work_is(work), working.telling() as tell:
            bench.run(job_id, tell=tell)

        assert seen == [(7, 9)]

    def test_leaves_no_thread_and_no_connection(self, bench: Bench) -> None:
        job_id = bench.ask()
        bench.start(job_id)

        with working.telling() as tell:
            assert tell(job_id, 1, 2)

        assert not [each for each in threading.enumerate() if "telling" in each.name]
        eventually(lambda: connections_open() == 1)


def connections_open() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user"
        )
        (number,) = cursor.fetchone()
    return int(number)
