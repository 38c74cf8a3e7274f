"""The shape of the code itself, after TigerBeetle's tidy."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import (
    ROOT,
    SRC,
    functions,
    name,
    project_files,
    public_functions,
    python_files,
    syntax_of,
    text_of,
)

CODE = python_files(SRC)
PYTHON = python_files(ROOT)
ENGINE = python_files(SRC / "engine")
ACTIONS = sorted(SRC.glob("apps/*/actions.py"))
POLICIES = sorted(SRC.glob("apps/*/policies.py"))

BANNED_NAMES = {
    *("utils", "util", "helpers", "helper", "common", "misc"),
    *("manager", "managers", "service", "services", "base", "core", "tools"),
}
LONGEST_FILE_LINES = 400
LONGEST_FUNCTION_LINES = 50

# Written in two halves, so that this file does not find itself.
UNFINISHED = tuple(first + second for first, second in (("TO", "DO"), ("FIX", "ME")))

# What opens a table, and what writes to one or locks its rows.
DOORS = {"objects", "_default_manager", "_base_manager", "get_model"}
WRITES = {
    *("save", "delete", "create", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create", "select_for_update"),
}


def place(path: Path, node: ast.AST) -> str:
    return f"{name(path)}:{getattr(node, 'lineno', 1)}"


class TestEveryFile:
    def test_is_named_for_what_it_holds(self) -> None:
        empty_names = [
            name(path)
            for path in PYTHON
            if BANNED_NAMES & {path.stem, *path.relative_to(ROOT).parts}
        ]

        assert not empty_names

    def test_can_be_read_at_one_sitting(self) -> None:
        too_long = [
            name(path)
            for path in PYTHON
            if len(text_of(path).splitlines()) > LONGEST_FILE_LINES
        ]

        assert not too_long, "there are usually two things in one"

    def test_has_functions_that_fit_on_a_screen(self) -> None:
        too_long = [
            f"{place(path, function)} {function.name}"
            for path in PYTHON
            for function in functions(syntax_of(path))
            if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION_LINES
        ]

        assert not too_long, "there are usually two things in one"

    def test_says_first_which_question_it_answers(self) -> None:
        silent = [
            name(path)
            for path in CODE
            # Django decides what stands in an app's apps.py.
            if path.stem != "apps" and not _begins_with_a_sentence(path)
        ]

        assert not silent

    def test_is_finished(self) -> None:
        unfinished = [
            name(path)
            for path in project_files()
            if any(mark in text_of(path) for mark in UNFINISHED)
        ]

        assert not unfinished


def _begins_with_a_sentence(path: Path) -> bool:
    tree = syntax_of(path)
    said = (ast.get_docstring(tree) or "").split("\n\n")[0]
    return not tree.body or said.endswith((".", "?"))


class TestEngine:
    def test_has_no_float(self) -> None:
        floats = [
            place(path, node)
            for path in ENGINE
            for node in ast.walk(syntax_of(path))
            if _is_inexact(node)
        ]

        assert not floats, "whole pence, integers and Fraction; // for a quotient"


def _is_inexact(node: ast.AST) -> bool:
    match node:
        case ast.Name(id="float") | ast.Constant(value=float()):
            return True
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return True
        case _:
            return False


class TestActions:
    def test_say_who_and_when(self) -> None:
        silent = [
            f"{place(path, action)} {action.name}"
            for path in ACTIONS
            for action in public_functions(path)
            if not {"by", "at"} <= {each.arg for each in action.args.kwonlyargs}
        ]

        assert not silent

    def test_happen_whole_or_not_at_all(self) -> None:
        open_ended = [
            f"{place(path, action)} {action.name}"
            for path, action in _recorded_actions()
            if "context.action" not in map(ast.unparse, action.decorator_list)
        ]

        assert not open_ended

    def test_leave_an_audit_record(self) -> None:
        unrecorded = [
            f"{place(path, action)} {action.name}"
            for path, action in _recorded_actions()
            if not _leaves_a_record(action, among=_private_functions(path))
        ]

        assert not unrecorded


# What a worker says every second is no event.
NO_EVENT = {"report_progress"}


def _recorded_actions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Return every action but the one that writes the record itself."""
    for path in ACTIONS:
        if path.parent.name != "audit":
            for action in public_functions(path):
                if action.name not in NO_EVENT:
                    yield path, action


def _private_functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {
        node.name: node
        for node in syntax_of(path).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_")
    }


def _leaves_a_record(
    function: ast.FunctionDef, *, among: dict[str, ast.FunctionDef]
) -> bool:
    """Test if the function records, itself or by what it calls in its own file."""
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
    }
    return "audit.record" in calls or any(
        _leaves_a_record(among[called], among=among) for called in calls & among.keys()
    )


class TestPolicies:
    def test_ask_why_not_of_somebody_and_answer_with_a_refusal(self) -> None:
        others = [
            f"{place(path, policy)} {policy.name}"
            for path in POLICIES
            for policy in public_functions(path)
            if not policy.name.startswith("why_not_")
            or policy.returns is None
            or ast.unparse(policy.returns) != "Refusal | None"
            or "by" not in {each.arg for each in policy.args.kwonlyargs}
        ]

        assert not others


# The import contracts keep gateways from every table: what they save is a file.
MAY_HOLD_TABLES = [path for path in CODE if not path.is_relative_to(SRC / "gateways")]


class TestTables:
    def test_are_opened_by_their_own_app_only(self) -> None:
        doors = [
            f"{place(path, node)} .{node.attr}"
            for path in MAY_HOLD_TABLES
            if not path.is_relative_to(SRC / "apps")
            for node in ast.walk(syntax_of(path))
            if isinstance(node, ast.Attribute) and node.attr in DOORS
        ]

        assert not doors, "ask the app's queries"

    def test_are_changed_by_actions_only(self) -> None:
        writes = [
            place(path, node)
            for path in MAY_HOLD_TABLES
            if path.stem not in {"actions", "models"}
            for node in ast.walk(syntax_of(path))
            if _writes(node)
        ]

        assert not writes, "make it an action"

    def test_are_locked_without_holding_up_what_only_refers_to_them(self) -> None:
        """What is recorded refers to rows: a lock on their keys can wait for ever."""
        locks = [
            place(path, node)
            for path in CODE
            for node in ast.walk(syntax_of(path))
            if isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith(".select_for_update")
            and "no_key=True" not in map(_given, node.keywords)
        ]

        assert not locks, "say no_key=True"


def _given(keyword: ast.keyword) -> str:
    return f"{keyword.arg}={ast.unparse(keyword.value)}"


def _writes(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=verb)) if verb in WRITES:
            return True
        # A set or a dictionary is updated with another; a table's rows with columns.
        case ast.Call(func=ast.Attribute(attr="update"), args=[], keywords=[_, *_]):
            return True
        case _:
            return False
