"""Every rule names a source that is explained, and every source is used by a rule."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, SRC, name, python_files, syntax_of, text_of

PAGE = ROOT / "docs" / "sources.md"
CODE = python_files(SRC)

KEY = r"[A-Z]{2,6}-[0-9]{1,2}(?:\.[0-9]{1,2})?"
LISTED = re.compile(rf"^\| `?({KEY})`? \|", re.MULTILINE)
NAMED = re.compile(rf"\bSources?: ((?:(?:, | and )?{KEY})+)")
WHOLE = re.compile(KEY)

# What takes a source among its arguments.
RULES = {"Finding", "Refusal", "Check", "Clock"}


def keys_of(path: Path) -> Iterator[str]:
    """Return the keys that the file names as sources."""
    for named in NAMED.finditer(text_of(path)):
        yield from WHOLE.findall(named[1])
    for node in ast.walk(syntax_of(path)):
        match node:
            case ast.Call(func=ast.Name(id=rule)) if rule in RULES:
                yield from _keys_among(node)
            case _:
                pass


def _keys_among(call: ast.Call) -> Iterator[str]:
    for given in (*call.args, *(keyword.value for keyword in call.keywords)):
        match given:
            case ast.Constant(value=str(words)) if WHOLE.fullmatch(words):
                yield words
            case _:
                pass


def test_every_source_that_code_names_is_explained() -> None:
    listed = set(LISTED.findall(PAGE.read_text()))

    unknown = {
        f"{name(path)}: {key}"
        for path in CODE
        for key in keys_of(path)
        if key not in listed
    }

    assert not sorted(unknown)


def test_every_source_is_used_by_code() -> None:
    listed = LISTED.findall(PAGE.read_text())
    used = {key for path in CODE for key in WHOLE.findall(text_of(path))}

    assert len(listed) > 50
    assert len(listed) == len(set(listed))
    assert not [key for key in listed if key not in used]


def test_every_rule_names_its_source() -> None:
    unnamed = [
        f"{name(path)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(syntax_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Refusal", "Check"}
        and not list(_keys_among(node))
    ]

    assert not unnamed
