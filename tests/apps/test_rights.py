"""What the application's role may not do, though it may do its work."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from tests.apps.refusing import OURS

TABLES = sorted(
    model._meta.db_table
    for app in OURS
    for model in apps.get_app_config(app).get_models()
)


def rows(query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def is_refused(statement: str) -> bool:
    try:
        with transaction.atomic():
            rows(statement)
    except ProgrammingError as error:
        # What PostgreSQL says of it differs from version to version.
        return isinstance(error.__cause__, InsufficientPrivilege)
    return False


@pytest.mark.django_db
class TestTheApplicationsRole:
    def test_owns_nothing_of_any_kind(self) -> None:
        owned = rows(
            "SELECT classid::regclass::text, objid FROM pg_shdepend "
            "WHERE deptype = 'o' AND refclassid = 'pg_authid'::regclass "
            "AND refobjid = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )

        assert owned == []

    def test_belongs_to_no_other_role(self) -> None:
        memberships = rows(
            "SELECT roleid FROM pg_auth_members WHERE member = "
            "(SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )

        assert memberships == []

    def test_reads_and_writes_rows_and_no_more(self) -> None:
        beyond = rows(
            "SELECT relname, privilege FROM pg_class, "
            "unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege "
            "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
            "AND has_table_privilege(pg_class.oid, privilege)"
        )

        assert beyond == []

    @pytest.mark.parametrize(
        "statement",
        [
            "TRUNCATE {table} CASCADE",
            "DROP TABLE {table} CASCADE",
            "ALTER TABLE {table} DISABLE TRIGGER ALL",
            "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE {table} OWNER TO CURRENT_USER",
        ],
    )
    def test_may_not_unmake_a_table(self, statement: str) -> None:
        assert TABLES
        for table in TABLES:
            assert is_refused(statement.format(table=table)), table

    @pytest.mark.parametrize(
        "statement",
        [
            "SET session_replication_role = replica",
            "DROP FUNCTION safehold_refuse_change CASCADE",
            "CREATE OR REPLACE FUNCTION safehold_refuse_change() RETURNS trigger "
            "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "DROP TRIGGER audit_event_never_changes ON audit_auditevent",
            "ALTER ROLE CURRENT_USER BYPASSRLS",
            "ALTER ROLE CURRENT_USER SUPERUSER",
            "CREATE ROLE mine",
        ],
    )
    def test_may_not_help_itself_to_more(self, statement: str) -> None:
        assert is_refused(statement)
