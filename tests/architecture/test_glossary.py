"""Every word of the service stands in the glossary, once, and no banned one is used."""

import ast
import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from safehold.apps.documents.states import FACT_MOVES, FINDING_MOVES
from safehold.apps.jobs.states import JOB_MOVES
from tests.architecture.tree import (
    APPS,
    ROOT,
    SRC,
    name,
    project_files,
    public_functions,
    python_files,
    syntax_of,
    text_of,
)

PAGE = ROOT / "GLOSSARY.md"
BANNED_HEADING = "## Words we do not use"
ENTRIES, _, BANNED = PAGE.read_text().partition(BANNED_HEADING)

CODE = python_files(SRC)
WORDED = [
    path
    for path in project_files()
    if path.suffix in {".py", ".html", ".md", ".txt"}
    and path not in {PAGE, Path(__file__)}
]


def rows(page: str) -> list[list[str]]:
    """Return the cells of every row of the page's tables, without their heads."""
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in {"word", "not"}]


TERMS = [row[0] for row in rows(ENTRIES)]


def spoken(identifier: str) -> str:
    """Return a name as it is said: `ProgrammeArea` and `programme-area` are one."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", identifier)
    return re.sub(r"[-_ ]+", " ", parted).lower()


def stands(word: str) -> bool:
    return word in TERMS or word.removesuffix("s") in TERMS


def modules(package: str) -> Iterator[str]:
    found = importlib.import_module(package)
    yield package
    for each in pkgutil.walk_packages(found.__path__, f"{package}."):
        yield each.name


def closed_sets() -> set[type[StrEnum]]:
    """Return the sets of words that are ours: those stored under their own names.

    Where a member's value is something else, it stands for the words of a form.
    """
    names = [
        *modules("safehold.engine"),
        *(f"safehold.apps.{app.name}.states" for app in APPS if _has_states(app)),
    ]
    found = {
        each
        for module in names
        for each in vars(importlib.import_module(module)).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
    }
    return {
        each
        for each in found
        if all(member.value == member.name.lower() for member in each)
    }


def _has_states(app: Path) -> bool:
    return (app / "states.py").exists()


def first_segments() -> set[str]:
    """Return the words that addresses begin with."""
    return {
        route.split("/")[0].split(".")[0]
        for route in _routes(get_resolver())
        if route and not route.startswith("<")
    }


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from _routes(each, route)


class TestEveryWord:
    def test_has_one_line(self) -> None:
        twice = [word for word, lines in Counter(TERMS).items() if lines > 1]

        assert not twice

    def test_is_written_as_it_is_said_and_explained(self) -> None:
        assert not [term for term in TERMS if term != term.lower() or "_" in term]
        assert not [row[0] for row in rows(ENTRIES) if len(row) != 3 or not row[1]]

    def test_is_in_use(self) -> None:
        used = spoken(" ".join(text_of(path) for path in WORDED if path != PAGE))

        assert not [term for term in TERMS if spoken(term) not in used]


class TestTheGlossaryHas:
    def test_every_table(self) -> None:
        tables = [
            spoken(model.__name__)
            for app in APPS
            for model in apps.get_app_config(app.name).get_models()
        ]

        assert tables
        assert not [table for table in tables if not stands(table)]

    def test_every_member_of_every_closed_set(self) -> None:
        members = {spoken(member.value) for each in closed_sets() for member in each}

        assert len(members) > 50
        assert not [member for member in sorted(members) if not stands(member)]

    def test_every_verb_that_moves_a_state(self) -> None:
        moves = (*FACT_MOVES, *FINDING_MOVES, *JOB_MOVES)
        verbs = {spoken(move.verb) for move in moves}

        assert not [verb for verb in sorted(verbs) if not stands(verb)]

    @pytest.mark.parametrize("path", sorted(SRC.glob("apps/*/actions.py")), ids=name)
    def test_every_action(self, path: Path) -> None:
        actions = [spoken(action.name) for action in public_functions(path)]

        assert not [action for action in actions if not _is_spoken_for(action)]

    def test_every_word_that_an_address_begins_with(self) -> None:
        segments = {spoken(segment) for segment in first_segments()}

        assert not [segment for segment in sorted(segments) if not stands(segment)]


def _is_spoken_for(action: str) -> bool:
    """Test if the action's name has a line, or its verb and its noun have one each."""
    verb, _, noun = action.partition(" ")
    return stands(action) or (stands(verb) and stands(noun))


def banned(where: str) -> set[str]:
    return {
        word.strip()
        for row in rows(BANNED)
        if row[2] == where
        for word in row[0].split(",")
    }


def variables(path: Path) -> set[str]:
    """Return every name that the file gives to a value."""
    nodes = list(ast.walk(syntax_of(path)))
    arguments = {node.arg for node in nodes if isinstance(node, ast.arg)}
    return arguments | {
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def definitions(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(syntax_of(path))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


class TestNoBannedWord:
    def test_stands_anywhere(self) -> None:
        words = "|".join(sorted(banned("anywhere")))
        found = re.compile(rf"(?i)\b(?:{words})\b")

        used = [
            f"{name(path)}: {each[0]}"
            for path in WORDED
            for each in found.finditer(text_of(path))
        ]

        assert words
        assert not used

    def test_is_part_of_a_name(self) -> None:
        words = banned("in a name")
        names = {each for path in CODE for each in variables(path) | definitions(path)}

        used = [given for given in names if words & set(spoken(given).split())]

        assert words
        assert not used

    def test_names_a_value(self) -> None:
        words = banned("as the name of a value")
        names = {each for path in CODE for each in variables(path)}

        used = [given for given in names if given.strip("_").lower() in words]

        assert words
        assert not used
