"""No key leads through a wall, and no value that is taken tells that it is."""

from __future__ import annotations

import secrets
from collections import defaultdict

import psycopg
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from safehold.apps.documents.models import Document
from safehold.apps.jobs.models import Job
from tests.walls import catalogue
from tests.walls.catalogue import BY_TABLE, ORGANISATION, Key
from tests.walls.houses import Street

Row = dict[str, object]


def keys_between_walls() -> list[Key]:
    return [key for key in catalogue.foreign_keys() if ORGANISATION in key.columns]


def spare(model: type[Model], organisation_id: int) -> None:
    """Have a document and a job that nothing leads to yet."""
    if model in (Document, Job):
        row = a_row(model, organisation_id)
        only = secrets.token_hex(32)
        row |= {"sha256": only} if model is Document else {"key": only}
        model._base_manager.create(**row)


def a_row(model: type[Model], organisation_id: int) -> Row:
    there = model._base_manager.filter(organisation_id=organisation_id)
    row: Row = dict(there.order_by("pk").values()[0])
    del row["id"]
    return row


def is_refused_as_crossing(key: Key, street: Street) -> bool:
    """Test if a row of the home's may not lead to a thing of the other's."""
    model, target = BY_TABLE[key.table], BY_TABLE[key.target]
    here, there = street.home.organisation_id, street.other.organisation_id
    spare(target, there)
    # A job is led to by the act that tends it, too, which is the same everywhere.
    [column] = [one for one in key.columns if one not in (ORGANISATION, "act")]
    used = set(model._base_manager.values_list(column, flat=True))
    theirs = set(
        target._base_manager.filter(organisation_id=there).values_list("pk", flat=True)
    )
    # One that nothing leads to, or else it is refused for being led to twice.
    foreign_id = min(theirs - used or theirs)
    row = a_row(model, here) | {column: foreign_id}
    return is_refused_by(key.name, changing(key.table, column, foreign_id, here)) or (
        # What is kept for ever cannot be led elsewhere; it may still come in wrong.
        is_refused_by(key.name, adding(key.table, row))
    )


def changing(table: str, column: str, foreign_id: object, here: int) -> psycopg.sql.SQL:
    return psycopg.sql.SQL(
        "UPDATE {table} SET {column} = {foreign} WHERE id = "
        "(SELECT min(id) FROM {table} WHERE organisation_id = {here})"
    ).format(
        table=psycopg.sql.Identifier(table),
        column=psycopg.sql.Identifier(column),
        foreign=psycopg.sql.Literal(foreign_id),
        here=psycopg.sql.Literal(here),
    )


def adding(table: str, row: Row) -> psycopg.sql.SQL:
    values = [
        psycopg.types.json.Jsonb(value) if isinstance(value, dict) else value
        for value in row.values()
    ]
    return psycopg.sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        psycopg.sql.Identifier(table),
        psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, row)),
        psycopg.sql.SQL(", ").join(map(psycopg.sql.Literal, values)),
    )


def is_refused_by(constraint: str, statement: psycopg.sql.SQL) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name == constraint
    except DatabaseError:
        return False
    raise AssertionError("it leads through the wall")


class TestAKey:
    def test_to_what_is_anothers_is_refused_even_to_the_service(
        self, street: Street
    ) -> None:
        keys = keys_between_walls()

        crossing = [key for key in keys if not is_refused_as_crossing(key, street)]

        assert keys
        assert crossing == []

    def test_of_the_one_column_alone_is_never_the_only_one(
        self, street: Street
    ) -> None:
        """What the framework makes besides looks past policies, and is not enough."""
        held = {
            (key.table, column)
            for key in keys_between_walls()
            for column in key.columns
        }

        assert {
            (key.table, *key.columns)
            for key in catalogue.foreign_keys()
            if ORGANISATION not in key.columns
        } <= held


class TestAUniqueValue:
    def test_of_one_organisation_is_free_in_another(self, street: Street) -> None:
        """Both have done the same with the same words, and neither was refused."""
        taken = [
            unique.name
            for unique in catalogue.uniques()
            if ORGANISATION in unique.columns
            and not unique.columns & {"id", "person_id"}
            and not stands_in_both(unique, street)
        ]

        assert taken == []


def stands_in_both(unique: catalogue.Unique, street: Street) -> bool:
    """Test if the same values stand in rows of both organisations."""
    columns = sorted(unique.columns - {ORGANISATION})
    rows = BY_TABLE[unique.table]._base_manager.values_list(ORGANISATION, *columns)
    where: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for organisation_id, *values in rows:
        # A record's key begins with whose it is.
        same = (str(value).removeprefix(f"{organisation_id}|") for value in values)
        where[tuple(same)].add(organisation_id)
    both = {street.home.organisation_id, street.other.organisation_id}
    return any(found >= both for found in where.values())
