"""The words of the record and the code stay together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from safehold.apps.documents.states import FINDING_MOVES
from safehold.apps.jobs.states import JobKind
from safehold.engine.actors import Purpose
from safehold.web.audit import wording
from safehold.web.audit.wording import Names, value
from tests.architecture.tree import SRC, syntax_of

VERB = re.compile(r"[a-z_]+(\.[a-z_]+)?")
TRIGGERS = """
SELECT tgrelid::regclass::text,
    string_to_array(encode(tgargs, 'escape'), '\\000') AS arguments
FROM pg_trigger WHERE tgfoid = 'safehold_capture_change'::regproc
"""


def verbs_in_code() -> set[str]:
    """Return what actions are called, and what they record themselves as."""
    written = {
        verb
        for path in SRC.glob("apps/*/actions.py")
        for verb in (*_actions(path), *_recorded(path))
    }
    by_state = {f"documents.{move.verb}_finding" for move in FINDING_MOVES}
    in_background = {f"jobs.{kind.value}" for kind in JobKind}
    at_the_edges = {
        verb for path in SRC.glob("cli/**/*.py") for verb in _said_to_database(path)
    }
    return (written - {"documents._finding"}) | by_state | in_background | at_the_edges


def _actions(path: Path) -> Iterator[str]:
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.FunctionDef) and any(
            ast.unparse(each) == "context.action" for each in node.decorator_list
        ):
            yield f"{path.parent.name}.{node.name}"


def _recorded(path: Path) -> Iterator[str]:
    """Yield each verb that is given to a function for recording."""
    for call in _calls(path):
        if "record" not in ast.unparse(call.func).rpartition(".")[2]:
            continue
        for argument in call.args:
            for node in ast.walk(argument):
                if isinstance(node, ast.Constant) and VERB.fullmatch(str(node.value)):
                    verb = str(node.value)
                    yield verb if "." in verb else f"{path.parent.name}.{verb}"


def _said_to_database(path: Path) -> Iterator[str]:
    for call in _calls(path):
        for keyword in call.keywords:
            if ast.unparse(call.func) == "context.acting" and keyword.arg == "verb":
                yield ast.literal_eval(keyword.value)


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(syntax_of(path)) if isinstance(node, ast.Call))


def captured() -> dict[str, set[str]]:
    """Return the columns that may stand in the record, by table."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        ignored = {
            table: set(arguments[2].strip("{}").split(","))
            for table, arguments in cursor.fetchall()
        }
    return {
        model._meta.db_table: {str(field.column) for field in model._meta.local_fields}
        - ignored[model._meta.db_table]
        for model in apps.get_models()
        if model._meta.db_table in ignored
    }


class TestTheWords:
    def test_say_every_verb_and_no_other(self) -> None:
        assert set(wording.VERBS) == verbs_in_code()

    def test_say_every_purpose(self) -> None:
        assert set(wording.PURPOSES) == {purpose.value for purpose in Purpose}

    @pytest.mark.django_db
    def test_say_every_table_and_no_other(self) -> None:
        assert set(wording.TABLES) == set(captured())

    @pytest.mark.django_db
    def test_say_every_column_and_no_other(self) -> None:
        columns = set().union(*captured().values())

        assert set(wording.COLUMNS) == columns
        assert columns >= wording.PEOPLE | wording.ORGANISATIONS | wording.OUR_WORDS


NAMES = Names({7: "Amara"}, {3: "Rise Mutual"})


class TestAValue:
    @pytest.mark.parametrize(
        ("column", "kept", "said"),
        [
            ("amount_pence", 12_500_00, "£12,500"),
            ("reviewed_by_id", 7, "Amara"),
            ("person_id", 8, "person 8"),
            ("organisation_id", 3, "Rise Mutual"),
            ("funder_id", 4, "organisation 4"),
            ("position", 4, "4"),
            ("is_active", True, "yes"),
            ("is_active", False, "no"),
            ("reason", "", "nothing"),
            ("to_date", None, "nothing"),
            ("to_date", "2026-07-31", "31 Jul 2026"),
            # In London, where it is summer.
            ("reviewed_at", "2026-07-01T12:00:00+00:00", "1 Jul 2026, 13:00"),
            ("reviewed_at", "not a time", "not a time"),
            ("verdict", "not_held", "not held"),
            ("name", "not_held", "not_held"),
            ("password", "[not kept]", "not kept here"),
            ("value", {"b": 1, "a": "£"}, '{"a": "£", "b": 1}'),
        ],
    )
    def test_is_told_as_a_person_reads_it(
        self, column: str, kept: object, said: str
    ) -> None:
        assert value(column, kept, NAMES) == said
