"""A worker in a process of its own: it is killed, and nothing is lost or done twice."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from safehold.apps.audit.models import AuditEvent
from safehold.apps.jobs import actions
from safehold.apps.jobs.models import WaitingFile
from safehold.cli import working
from safehold.config.embedded import roles
from safehold.engine.actors import SYSTEM
from tests import cast
from tests.apps.jobs.works import ONE_MINUTE, Bench, documents, eventually, job
from tests.database import ThrowawayDatabase

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 60
# The worker's clock is the machine's: whatever that says, this is over.
LONG_AGO = datetime.datetime(2025, 7, 2, 12, tzinfo=datetime.UTC)

# The real worker, but each import stops half-way, once all of it is written.
SLOW = """
import time
import django
django.setup()
from safehold.apps.intake import jobs as intake
from safehold.apps.jobs import jobs as works
from safehold.cli import working

def slow(job, *, by, at, progress):
    result = intake.import_document(job, by=by, at=at, progress=progress)
    print("half", flush=True)
    time.sleep(600)
    return result

works._works[works.JobKind.IMPORT_DOCUMENT] = slow
working.work(lambda: None)
"""


@pytest.fixture
def bench(transactional_db: None) -> Bench:
    return Bench(cast.assemble(), at=LONG_AGO)


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(throwaway_database: ThrowawayDatabase) -> Iterator[Start]:
    url = roles.address(throwaway_database.cluster, roles.APPLICATION).as_url()
    started: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(
                [sys.executable, *words],
                env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": "src:."},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def verbs(job_id: int) -> list[str]:
    events = AuditEvent.objects.filter(subject=f"job:{job_id}").order_by("pk")
    return [event.verb for event in events]


class TestTheWorker:
    def test_does_what_waits_and_ends_in_order(
        self, bench: Bench, start: Start
    ) -> None:
        before = bench.ask(b"Asked for before there was a worker.")
        process = start("-W", "error", "-m", "django", "worker")
        assert process.stdout is not None
        assert process.stdout.readline() == "The worker is ready.\n"
        after = bench.ask(b"Asked for while it looks out.")

        eventually(lambda: {job(before).state, job(after).state} == {"done"})
        process.send_signal(signal.SIGTERM)

        _, said = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, said
        assert "Warning" not in said
        assert documents() == 2

    def test_killed_in_the_middle_of_a_job_leaves_it_to_be_done_once(
        self, bench: Bench, start: Start
    ) -> None:
        job_id = bench.ask()
        process = start("-c", SLOW)
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        assert documents() == 0

        process.kill()
        process.wait()
        eventually(lambda: rescued_long_after(job_id) == 1)
        working.run(job_id)
        working.run(job_id)

        assert (job(job_id).state, job(job_id).attempts) == ("done", 2)
        assert documents() == 1
        assert verbs(job_id).count("jobs.finish") == 1

    def test_killed_leaves_no_row_behind_in_the_queue(
        self, bench: Bench, start: Start
    ) -> None:
        bench.ask()
        process = start("-c", SLOW)
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.wait()
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_workers SET last_heartbeat = %s", [LONG_AGO]
            )

        start("-c", CLEARING).wait(SECONDS)

        assert in_the_queue("doing") == 0

    def test_that_hears_of_a_job_of_another_version_leaves_it(
        self, bench: Bench, start: Start
    ) -> None:
        working.run(10**12)

        assert documents() == 0


def rescued_long_after(job_id: int) -> int:
    started = job(job_id).started_at
    assert started is not None
    return actions.rescue(by=SYSTEM, at=started + ONE_MINUTE)


CLEARING = """
import asyncio
import django
django.setup()
from types import SimpleNamespace
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector
from safehold.cli import working

async def clear():
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=1)
    app = working._app(connector)
    async with app.open_async():
        await working.clear_queue(SimpleNamespace(app=app), 0)

asyncio.run(clear())
"""


def in_the_queue(status: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = %s", [status]
        )
        (number,) = cursor.fetchone()
    return int(number)


class TestWhatGoesWrong:
    def test_with_the_database_ends_the_worker_without_a_word_of_it(
        self, throwaway_database: ThrowawayDatabase
    ) -> None:
        address = "postgresql://amara:secret@127.0.0.1:1/grants"
        done = subprocess.run(
            [sys.executable, "-m", "django", "worker"],
            env={**os.environ, "DATABASE_URL": address, "PYTHONPATH": "src:."},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

        assert done.returncode == 1
        assert '"level": "error"' in done.stderr
        assert "amara" not in done.stderr
        assert "Traceback" not in done.stderr

    def test_is_told_without_its_words_and_tried_again(
        self,
        bench: Bench,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def falls_over(*_: object, **__: object) -> None:
            raise RuntimeError("Amara's file")

        monkeypatch.setattr(working, "carry_out", falls_over)
        job_id = bench.ask()

        working.run(job_id)

        assert job(job_id).state == "waiting"
        assert job(job_id).failure_code == "jobs.went_wrong"
        assert "Amara" not in capsys.readouterr().err


class TestByTheClock:
    def test_sessions_that_have_run_out_go(self, bench: Bench) -> None:
        over = SessionStore()
        over.set_expiry(LONG_AGO)
        over.save()

        working.clear_sessions()

        assert not SessionStore().exists(over.session_key)

    def test_files_that_nobody_imports_any_more_go(self, bench: Bench) -> None:
        bench.give_up(bench.ask())

        working.clear_files()

        assert not WaitingFile.objects.exists()

    def test_what_a_worker_left_behind_is_put_back(self, bench: Bench) -> None:
        job_id = bench.ask()
        bench.start(job_id)

        working.rescue()

        assert job(job_id).state == "waiting"
