"""What PostgreSQL itself says of tables, policies and keys."""

from __future__ import annotations

from typing import NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import Model

from safehold.apps.audit.models import AuditChange, AuditEvent
from tests.apps.refusing import OURS

ORGANISATION = "organisation_id"

# Of the history, which keeps no key to an organisation, and of all that has one.
HISTORY: tuple[type[Model], ...] = (AuditEvent, AuditChange)
WALLED: tuple[type[Model], ...] = tuple(
    model
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    if any(field.attname == ORGANISATION for field in model._meta.local_concrete_fields)
)
BY_TABLE = {model._meta.db_table: model for model in WALLED}


class Policy(NamedTuple):
    """One policy, as PostgreSQL writes it."""

    table: str
    name: str
    command: str
    roles: list[str]
    using: str | None
    check: str | None

    @property
    def conditions(self) -> list[str]:
        return [said for said in (self.using, self.check) if said is not None]


class Key(NamedTuple):
    """A foreign key: these columns lead to those of another table."""

    name: str
    table: str
    columns: tuple[str, ...]
    target: str
    is_deferrable: bool


class Unique(NamedTuple):
    """A unique index, with the columns that it is over, in expressions too."""

    name: str
    table: str
    columns: frozenset[str]


def rows(query: str, *arguments: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, arguments or None)
        return list(cursor.fetchall())


def relations(kinds: str) -> list[str]:
    """Return what the schema holds of these kinds, as pg_class writes them."""
    found = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relkind::text = ANY (string_to_array(%s, NULL)) ORDER BY relname",
        kinds,
    )
    return [str(name) for (name,) in found]


def walled_tables() -> set[str]:
    """Return the tables whose walls hold everybody, their owner too."""
    found = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relrowsecurity AND relforcerowsecurity"
    )
    return {str(name) for (name,) in found}


def tables_with_organisation() -> set[str]:
    found = rows(
        "SELECT table_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name = %s",
        ORGANISATION,
    )
    return {str(name) for (name,) in found}


def policies() -> list[Policy]:
    found = rows(
        "SELECT tablename, policyname, cmd, roles::text[], qual, with_check "
        "FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2"
    )
    return [Policy(*row) for row in found]  # type: ignore[arg-type] # as pg_policies has it


def foreign_keys() -> list[Key]:
    """Return every foreign key between two walled tables."""
    found = rows(
        "SELECT conname, conrelid::regclass::text, (SELECT array_agg(attname::text "
        "ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS key (number, place) "
        "JOIN pg_attribute ON attrelid = conrelid AND attnum = number), "
        "confrelid::regclass::text, condeferrable FROM pg_constraint "
        "WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1"
    )
    keys = [
        Key(str(name), str(table), tuple(columns), str(target), bool(deferrable))  # type: ignore[arg-type] # an array
        for name, table, columns, target, deferrable in found
    ]
    walled = walled_tables()
    return [key for key in keys if {key.table, key.target} <= walled]


def uniques() -> list[Unique]:
    """Return every unique index of a walled table."""
    found = rows(
        "SELECT indexrelid::regclass::text, indrelid::regclass::text, "
        "(SELECT array_agg(DISTINCT attname::text) FROM pg_depend "
        "JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid "
        "WHERE classid = 'pg_class'::regclass AND objid = indexrelid "
        "AND refobjid = indrelid AND refobjsubid > 0), "
        "(SELECT array_agg(attname::text) FROM unnest(indkey) AS number "
        "JOIN pg_attribute ON attrelid = indrelid AND attnum = number) "
        "FROM pg_index JOIN pg_class ON pg_class.oid = indrelid "
        "WHERE indisunique AND relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    walled = walled_tables()
    return [
        Unique(str(name), str(table), frozenset([*(among or ()), *(plain or ())]))  # type: ignore[misc] # arrays
        for name, table, among, plain in found
        if table in walled
    ]
