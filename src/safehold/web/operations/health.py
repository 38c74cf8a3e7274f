"""Is the process alive, and is it ready to answer people?

Told to anybody, and so in one word, with the name of the part that is not well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safehold.gateways.postgresql import queue, rights
from safehold.web.operations import metrics

# Each statement; to connect has a limit of its own (`config/database.py`).
ANSWERS_WITHIN_MILLISECONDS = 2000

TEXT = "text/plain; charset=utf-8"

logger = logging.getLogger("safehold.health")


def _answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _is_up_to_date() -> bool:
    applied = set(MigrationRecorder(connection).applied_migrations())
    return _migrations() <= applied


def _has_its_rights() -> bool:
    with connection.cursor() as cursor:
        return not rights.faults(cursor)


def _is_worked_on() -> bool:
    with connection.cursor() as cursor:
        return not queue.is_left_alone(cursor)


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Return every migration the code has; they are read from the disk once."""
    return frozenset(MigrationLoader(None).disk_migrations)


Part = tuple[str, Callable[[], bool]]

# In this order: without a database nothing else can be asked.
PARTS: tuple[Part, ...] = (
    ("database", _answers),
    ("migrations", _is_up_to_date),
    ("role", _has_its_rights),
    ("worker", _is_worked_on),
)


@transaction.non_atomic_requests
@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Answer, without asking anything of anybody else.

    Source: SEC-42.
    """
    return HttpResponse("ok\n", content_type=TEXT)


@transaction.non_atomic_requests
@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Answer whether a person's request would be answered.

    Source: SEC-42.
    """
    failing = _first_failing()
    if failing:
        return HttpResponse(
            f"not ok: {failing}\n",
            content_type=TEXT,
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    return HttpResponse("ok\n", content_type=TEXT)


def _first_failing() -> str:
    """Return the name of the first part that is not well, or nothing."""
    name = "database"
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SET LOCAL statement_timeout = {ANSWERS_WITHIN_MILLISECONDS}"
                )
            for name, is_well in PARTS:
                if not is_well():
                    return name
    except Error:
        metrics.DATABASE_FAILURES.inc()
        logger.warning("The database did not answer", exc_info=True)
        return name
    return ""
