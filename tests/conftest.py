"""What every test may ask for: a real database, seen with the application's rights.

The server starts with the first test that needs it; the engine's tests start none.
"""

import datetime
import os
import threading
from collections.abc import Generator, Iterator
from typing import TypeVar

import psycopg
import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from safehold.apps.audit import context
from safehold.engine.actors import Purpose
from tests.database import ThrowawayDatabase, migrated_database

FORBID_SKIPS = os.environ.get("SAFEHOLD_FORBID_SKIPS", "") == "yes"

AS_THE_SERVICE = context.Context(
    person_id=0,
    on=datetime.date(2026, 7, 1),
    purpose=Purpose.GRANTS,
    is_system=True,
)

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

# The browser's driver runs an event loop in the thread of the test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def throwaway_database() -> Iterator[ThrowawayDatabase]:
    with migrated_database(os.environ.get("SAFEHOLD_TEST_POSTGRES", "")) as made:
        yield made


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    throwaway_database: ThrowawayDatabase,
) -> Iterator[None]:
    """Lead Django to the throw-away database instead of letting it make its own."""
    # In place, as Django's own runner does: every thread shares this dictionary.
    connections["default"].settings_dict.update(throwaway_database.settings())

    def restore(case: TransactionTestCase) -> None:
        connections.close_all()
        throwaway_database.restore_copy()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(autouse=True)
def _the_test_acts_as_the_service(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test look behind the walls; what it drives tells the database itself.

    Only the thread of the test does: servers and threads that it starts begin with
    nobody, as they do in the service.
    """
    asked_for = {"db", "transactional_db", "live_server"} & {*request.fixturenames}
    if not asked_for and request.node.get_closest_marker("django_db") is None:
        yield
        return
    # The test's own transaction, where it has one, comes first.
    request.getfixturevalue("_django_db_helper")
    thread = threading.get_ident()

    def tell(sender: object, connection: BaseDatabaseWrapper, **_: object) -> None:
        if threading.get_ident() == thread:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config(%s, %s, false)",
                    [context.SETTING, AS_THE_SERVICE.as_json()],
                )

    connection_created.connect(tell)
    token = context._told.set(AS_THE_SERVICE)
    if connections["default"].connection is not None:
        tell(None, connections["default"])
    try:
        yield
    finally:
        context._told.reset(token)
        connection_created.disconnect(tell)


@pytest.fixture
def owner_connection(
    throwaway_database: ThrowawayDatabase,
) -> Iterator[psycopg.Connection]:
    """A connection that owns the tables; it sees only what has been committed."""
    with throwaway_database.connect_as_owner() as connection:
        yield connection


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[
    None, pytest.TestReport, pytest.TestReport
]:
    return _without_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[
    None, pytest.CollectReport, pytest.CollectReport
]:
    return _without_skip((yield))


def _without_skip(report: Report) -> Report:
    """Turn a skip into a failure where everything must have run."""
    if FORBID_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else ""
        report.outcome = "failed"
        report.longrepr = f"SAFEHOLD_FORBID_SKIPS is set, and this skipped: {reason}"
    return report
