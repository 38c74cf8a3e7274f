"""Every decision is numbered once, named for what it decides, and short."""

import re
from itertools import count
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, name, text_of

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
HEADING = re.compile(r"# (\d{4})\. (.+)")
PARTS = ("## Context", "## Decision", "## Consequences", "## Revisit when")
LONGEST_LINES = 40


def test_there_are_decisions_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers
    assert numbers == [number for number, _ in zip(count(1), numbers, strict=False)]


@pytest.mark.parametrize("path", DECISIONS, ids=name)
class TestEveryDecision:
    def test_has_one_name_as_file_and_as_heading(self, path: Path) -> None:
        heading = HEADING.fullmatch(text_of(path).splitlines()[0])

        assert heading is not None
        words = re.findall(r"[a-z0-9.]+", heading[2].lower().replace("'", ""))
        assert path.stem == "-".join([heading[1], *words])

    def test_says_when_and_whether_it_stands(self, path: Path) -> None:
        assert re.search(
            r"^\d{4}-\d{2}-\d{2} · (?:accepted|replaced by \d{4})$",
            text_of(path),
            re.MULTILINE,
        )

    def test_has_the_four_parts_in_order(self, path: Path) -> None:
        headings = re.findall(r"^## .+$", text_of(path), re.MULTILINE)

        assert tuple(headings) == PARTS

    def test_is_short(self, path: Path) -> None:
        assert len(text_of(path).splitlines()) <= LONGEST_LINES


def test_only_decisions_that_exist_are_named() -> None:
    numbers = {path.name[:4] for path in DECISIONS}

    named = {
        number
        for path in (ROOT / "src").rglob("*.py")
        for number in re.findall(r"\b[Dd]ecision (\d{4})\b", text_of(path))
    }

    assert named <= numbers
