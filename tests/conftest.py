"""What every test may ask for: a real database, seen with the application's rights.

The server starts with the first test that needs it; the engine's tests start none.
"""

import os
from collections.abc import Generator, Iterator
from typing import TypeVar

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.database import ThrowawayDatabase, migrated_database

FORBID_SKIPS = os.environ.get("SAFEHOLD_FORBID_SKIPS", "") == "yes"

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
