"""Every table stands behind a wall, or on the list of those that need none."""

from __future__ import annotations

import re

import pytest

from safehold.engine.access import PERMISSIONS
from tests.walls import catalogue
from tests.walls.listed import EMPTY, OPEN, UNIQUE_EVERYWHERE

pytestmark = pytest.mark.django_db

# The owner keeps what the database itself writes (SECURITY DEFINER).
OWNER = "safehold_owner"
COMMANDS = {"SELECT", "INSERT", "UPDATE", "DELETE"}
# The application has no right at all to change these, so no policy lets it.
ADDED_TO_ONLY = {"audit_auditevent": {"SELECT", "INSERT"}}
WRITTEN_BY_THE_DATABASE = {"audit_auditchange": {"SELECT"}}
RIGHTS = ADDED_TO_ONLY | WRITTEN_BY_THE_DATABASE

# How PostgreSQL writes what it asks once and then compares each row with.
ONCE = ("ARRAY( SELECT ", "( SELECT safehold_")


def of_the_application() -> list[catalogue.Policy]:
    return [each for each in catalogue.policies() if each.roles != [OWNER]]


def without_what_is_asked_once(condition: str) -> str:
    """Return what is left to ask of each row, once its brackets are taken out."""
    for beginning in ONCE:
        while (start := condition.find(beginning)) >= 0:
            end = start + beginning.index("(") + 1
            depth = 1
            while depth:
                depth += {"(": 1, ")": -1}.get(condition[end], 0)
                end += 1
            condition = condition[:start] + condition[end:]
    return condition


def test_every_table_is_walled_or_listed_as_open() -> None:
    tables = set(catalogue.relations("rp"))

    assert tables - catalogue.walled_tables() == set(OPEN)


def test_what_belongs_to_an_organisation_is_walled() -> None:
    walled = catalogue.walled_tables()

    assert catalogue.tables_with_organisation() == walled
    assert set(catalogue.BY_TABLE) == walled


def test_what_is_listed_as_empty_is() -> None:
    for table in EMPTY:
        assert catalogue.rows(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_no_view_goes_round_a_wall() -> None:
    # Its rows stand outside every policy.
    assert catalogue.relations("m") == []
    # Else it reads with its owner's rights.
    with_owners_rights = catalogue.rows(
        "SELECT relname FROM pg_class WHERE relkind = 'v' "
        "AND relnamespace = 'public'::regnamespace "
        "AND NOT COALESCE(reloptions::text[] && ARRAY['security_invoker=true'], false)"
    )
    assert with_owners_rights == []
    assert catalogue.relations("f") == []


def test_every_wall_has_a_policy_for_each_thing_one_may_do() -> None:
    found: dict[str, set[str]] = {}
    for policy in of_the_application():
        found.setdefault(policy.table, set()).add(policy.command)

    assert found == {
        table: RIGHTS.get(table, COMMANDS) for table in catalogue.walled_tables()
    }


def test_what_has_no_policy_the_application_has_no_right_to() -> None:
    for table, commands in RIGHTS.items():
        for command in COMMANDS:
            [(has,)] = catalogue.rows(
                "SELECT has_table_privilege(%s, %s)", table, command
            )
            assert has is (command in commands), (table, command)


def test_policies_ask_once_for_a_statement_and_not_for_each_row() -> None:
    """A question for each row made a list a hundred times slower (walls, measured)."""
    for policy in of_the_application():
        for condition in policy.conditions:
            of_each_row = without_what_is_asked_once(condition)
            assert of_each_row != condition, policy
            assert "safehold_" not in of_each_row, policy
            assert not re.search(r"\bIN \( SELECT", condition), policy


def test_no_policy_leans_on_a_question_for_each_row_alone() -> None:
    """An EXISTS may narrow what a wall lets through, never stand in its place."""
    for policy in of_the_application():
        for condition in policy.conditions:
            narrowed = re.sub(
                r"= ANY \(\)\)+ AND \(EXISTS ",
                "",
                without_what_is_asked_once(condition),
            )
            assert "EXISTS" not in narrowed, policy


def test_every_policy_lets_through_and_none_is_for_everybody() -> None:
    for policy in of_the_application():
        assert "true" not in policy.conditions, policy
    restrictive = "SELECT polname FROM pg_policy WHERE NOT polpermissive"
    assert catalogue.rows(restrictive) == []


def test_every_key_from_wall_to_wall_holds_both_to_one_organisation() -> None:
    keys = catalogue.foreign_keys()
    composite = {
        (key.table, key.target, column)
        for key in keys
        if catalogue.ORGANISATION in key.columns and not key.is_deferrable
        for column in key.columns
    }

    crossing = [
        key
        for key in keys
        if catalogue.ORGANISATION not in key.columns
        and (key.table, key.target, *key.columns) not in composite
    ]

    assert keys
    assert crossing == []


def test_what_is_unique_is_so_for_one_organisation() -> None:
    """Otherwise a value that is refused tells that another has it."""
    behind_the_same_wall = {
        (key.table, column)
        for key in catalogue.foreign_keys()
        if catalogue.ORGANISATION in key.columns
        for column in key.columns
    }

    telling = [
        unique.name
        for unique in catalogue.uniques()
        if not unique.columns & {"id", catalogue.ORGANISATION}
        and not any(
            (unique.table, column) in behind_the_same_wall for column in unique.columns
        )
    ]

    assert telling == sorted(UNIQUE_EVERYWHERE)


def test_the_database_has_the_same_permissions_as_the_engine() -> None:
    found = catalogue.rows("SELECT act, role, purpose, reach FROM people_permission")

    assert set(found) == {
        (each.act.value, each.role.value, each.purpose.value, each.reach.value)
        for each in PERMISSIONS
    }


def test_the_permissions_cannot_be_written_by_the_application() -> None:
    for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
        assert catalogue.rows(
            "SELECT has_table_privilege('people_permission', %s)", right
        ) == [(False,)]


def test_every_function_that_passes_round_the_walls_is_known() -> None:
    """With its owner's rights, and a search path that nobody else can put things on."""
    found = catalogue.rows(
        "SELECT proname, proconfig::text[] FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1"
    )

    assert {str(name) for name, _ in found} == {
        "safehold_capture_change",
        "safehold_link",
        "safehold_roles",
        "safehold_scope",
        "safehold_transaction",
        "safehold_walls",
    }
    assert {tuple(config) for _, config in found} == {  # type: ignore[arg-type] # an array
        ("search_path=public, pg_temp",)
    }
