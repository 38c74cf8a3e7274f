"""What came in, what was read and what was done stays, whoever asks for a change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from safehold.apps.audit.context import SETTING
from safehold.apps.audit.models import AuditChange, AuditEvent, AuditLink
from safehold.apps.documents.models import Document, Fact, Finding, Original
from safehold.engine.findings import Finding as Found
from tests import cast
from tests.build import paper
from tests.cast import Cast
from tests.conftest import AS_THE_SERVICE

# What a person says later, of what is kept.
MAY_CHANGE: dict[type[Model], set[str]] = {
    AuditEvent: set(),
    AuditChange: set(),
    AuditLink: set(),
    Document: set(),
    Original: set(),
    Fact: {
        "verdict",
        "corrected_value",
        "reason",
        "reviewed_at",
        "reviewed_by_id",
        "record_key",
    },
    Finding: {"status", "reason", "worked_at", "worked_by_id"},
}
TABLES = {model._meta.db_table: model for model in MAY_CHANGE}

TRIGGERS = """
    SELECT tgname, tgrelid::regclass::text FROM pg_trigger
    WHERE tgfoid = 'safehold_refuse_change'::regproc ORDER BY tgname
"""


def update(table: str, column: str) -> str:
    return f'UPDATE {table} SET "{column}" = "{column}"'


def columns(table: str, *, kept: bool) -> list[str]:
    """Return the columns that are kept for ever, or those that are not."""
    model = TABLES[table]
    return [
        str(field.column)
        for field in model._meta.local_fields
        if (field.column not in MAY_CHANGE[model]) is kept
    ]


def attempts(table: str) -> list[str]:
    """Return every way to change what is kept of the table."""
    kept = [update(table, column) for column in columns(table, kept=True)]
    return [*kept, f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"]


def write(people: Cast) -> None:
    """Have a row in every table that is kept."""
    found = Found("tables.out", "The column is out.", "REF-01")
    paper().mentions(9_000).doubts(found).store(
        by=people.amara, organisation_id=people.commissioner_id
    )


@pytest.fixture
def rows(people: Cast) -> None:
    write(people)


@pytest.fixture
def committed(transactional_db: None) -> None:
    write(cast.assemble())


@contextmanager
def refused_as_kept(table: str) -> Iterator[None]:
    with (
        pytest.raises(
            DatabaseError,
            match=f"{table} is kept as it was|permission denied for table {table}",
        ),
        transaction.atomic(),
    ):
        yield


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


class TestTheApplication:
    @pytest.mark.parametrize("table", TABLES)
    def test_changes_no_column_of_what_is_kept(self, rows: None, table: str) -> None:
        for column in columns(table, kept=True):
            with refused_as_kept(table):
                execute(update(table, column))

    @pytest.mark.parametrize("table", TABLES)
    def test_deletes_no_row(self, rows: None, table: str) -> None:
        with refused_as_kept(table):
            execute(f"DELETE FROM {table}")

    @pytest.mark.parametrize("table", TABLES)
    def test_may_still_say_what_it_makes_of_it(self, rows: None, table: str) -> None:
        for column in columns(table, kept=False):
            execute(update(table, column))


class TestTheOwner:
    """May change the tables, and so drop a trigger; but not by mistake."""

    def test_changes_nothing_that_is_kept_either(
        self, committed: None, owner_connection: psycopg.Connection
    ) -> None:
        look_behind_the_walls(owner_connection)
        for table in TABLES:
            for attempt in attempts(table):
                with pytest.raises(
                    psycopg.errors.IntegrityConstraintViolation,
                    match="is kept as it was",
                ):
                    owner_connection.execute(attempt.encode())

    def test_is_held_back_by_every_one_of_the_triggers(
        self, committed: None, owner_connection: psycopg.Connection
    ) -> None:
        look_behind_the_walls(owner_connection)
        for trigger, table in owner_connection.execute(TRIGGERS).fetchall():
            held_back = [
                attempt
                for attempt in attempts(table)
                if is_held_back(owner_connection, trigger, table, attempt)
            ]
            assert held_back, f"nothing needs {trigger}"


def look_behind_the_walls(owner: psycopg.Connection) -> None:
    """Let the owner see rows at all: the walls hold the owner back too."""
    owner.execute(
        "SELECT set_config(%s, %s, false)", [SETTING, AS_THE_SERVICE.as_json()]
    )


def is_held_back(
    owner: psycopg.Connection, trigger: str, table: str, attempt: str
) -> bool:
    """Test if the trigger refuses the attempt by itself; take it all back."""
    off = [f"ALTER TABLE {each} DISABLE TRIGGER USER" for each in TABLES]
    on = f"ALTER TABLE {table} ENABLE TRIGGER {trigger}"
    with owner.transaction(force_rollback=True):
        for statement in (*off, on):
            owner.execute(statement.encode())
        try:
            owner.execute(attempt.encode())
        except psycopg.errors.IntegrityConstraintViolation:
            return True
        except psycopg.errors.ForeignKeyViolation:
            return False
    return False


class TestTheTriggers:
    def test_stand_on_what_is_kept_and_on_nothing_else(self, rows: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TRIGGERS)
            tables = {table for _, table in cursor.fetchall()}

        assert tables == set(TABLES)

    def test_are_always_on(self, rows: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT tgenabled FROM pg_trigger WHERE NOT tgisinternal"
            )
            assert cursor.fetchall() == [("O",)]
