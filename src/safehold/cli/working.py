"""What does the worker do, and when? The clock of every background job is read here.

The queue only says which job to look at. What there is to do, and whether, stands in
the job's own row.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from procrastinate import App
from procrastinate.contrib.django.utils import connector_params
from procrastinate.job_context import JobContext
from procrastinate.jobs import DeleteJobCondition, Status
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from safehold.apps.jobs import actions as jobs
from safehold.apps.jobs.jobs import Tell, carry_out
from safehold.engine.actors import SYSTEM
from safehold.gateways import queue
from safehold.gateways.logs import lines
from safehold.gateways.logs.lines import Event

EACH_MINUTE = "* * * * *"
EACH_HOUR = "17 * * * *"
EACH_NIGHT = "41 3 * * *"

# Less than the time in which whoever started the worker ends it by force.
STOPS_WITHIN_SECONDS = 8
LOOKS_EVERY_SECONDS = 5


def work(ready: Callable[[], object]) -> None:
    """Do jobs until a signal ends it. `ready` is called once it can begin.

    Raises: SystemExit, where it cannot go on, for instance without a database; it has
            said so by then, without the words of the failure.
    """
    try:
        _until_stopped(ready)
    except Exception:
        lines.tell(Event.JOB, level=logging.ERROR, exc_info=True)
        sys.exit(1)


def _until_stopped(ready: Callable[[], object]) -> None:
    autodiscover_modules("jobs")
    rescue()
    connections.close_all()
    lines.tell(Event.START, process_id=os.getpid())
    ready()
    asyncio.run(_work())


async def _work() -> None:
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
    app = _app(connector)
    async with app.open_async():
        await app.run_worker_async(
            name="worker",
            # What is over leaves nothing behind here.
            delete_jobs=DeleteJobCondition.ALWAYS,
            fetch_job_polling_interval=LOOKS_EVERY_SECONDS,
            shutdown_graceful_timeout=STOPS_WITHIN_SECONDS,
            task_middleware=[let_go],
        )


def _app(connector: PsycopgConnector) -> App:
    """Return what the worker knows to do: jobs, and what comes by the clock."""
    app = App(connector=connector)
    app.task(name=queue.RUN)(run)
    for name, cron, act in (
        ("jobs.rescue", EACH_MINUTE, rescue),
        ("jobs.clear_files", EACH_NIGHT, clear_files),
        ("sessions.clear", EACH_HOUR, clear_sessions),
    ):
        task = app.task(name=name, queueing_lock=name)(_by_the_clock(act))
        app.periodic(cron=cron)(task)
    left_behind = app.task(
        name="queue.clear", queueing_lock="queue.clear", pass_context=True
    )(clear_queue)
    app.periodic(cron=EACH_HOUR)(left_behind)
    return app


def let_go(
    call_next: Callable[[], object], _context: JobContext, _worker: Worker
) -> object:
    """Keep no connection of Django's from one task to the next: threads come and go."""
    try:
        return call_next()
    finally:
        connections.close_all()


def _by_the_clock(act: Callable[[], None]) -> Callable[[int], None]:
    def task(timestamp: int) -> None:
        del timestamp
        act()

    return task


def run(job_id: int) -> None:
    """Do the job, where there is anything to do, and say how it ended."""
    attempt = jobs.start(job_id, by=SYSTEM, at=timezone.now())
    if attempt is None:
        return
    started = time.monotonic()
    try:
        with telling() as tell:
            carry_out(job_id, attempt, tell=tell, clock=timezone.now)
        milliseconds = round((time.monotonic() - started) * 1000)
        lines.tell(Event.JOB, job_id=job_id, attempt=attempt, milliseconds=milliseconds)
    except Exception:
        lines.tell(
            Event.JOB,
            level=logging.ERROR,
            job_id=job_id,
            attempt=attempt,
            exc_info=True,
        )
        jobs.fail(job_id, attempt, by=SYSTEM, at=timezone.now())


@contextmanager
def telling() -> Iterator[Tell]:
    """Have a way to tell how far a job is, beside the transaction that does it.

    It is a thread of its own, and so a connection of its own: what is told on the
    job's own connection nobody would see before its end.
    """
    with ThreadPoolExecutor(1, "telling") as thread:

        def tell(job_id: int, done: int, total: int) -> bool:
            return thread.submit(_tell, job_id, done, total).result()

        try:
            yield tell
        finally:
            thread.submit(connections.close_all).result()


def _tell(job_id: int, done: int, total: int) -> bool:
    return jobs.report_progress(job_id, done, total, by=SYSTEM, at=timezone.now())


def rescue() -> None:
    """Put back what was left behind by a worker that is no more."""
    jobs.rescue(by=SYSTEM, at=timezone.now())


def clear_files() -> None:
    """Throw away the files that nobody tries to import any more."""
    jobs.clear_files(by=SYSTEM, at=timezone.now())


def clear_sessions() -> None:
    """Throw away the sessions that have run out."""
    call_command("clearsessions")


async def clear_queue(context: JobContext, timestamp: int) -> None:
    """Throw away the queue's rows that workers left behind who are no more."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.finish_job(job, Status.FAILED, delete_job=True)
    await manager.delete_old_jobs(
        nb_hours=1,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
