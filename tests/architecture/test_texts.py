"""The published texts lend us facts and figures: no sentence, and no person."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.tree import name, project_files, text_of
from tests.sources import CABINET, DRIVE, HOUSING, REQUEST, RESTART, real_text

NUMBERS = (RESTART, CABINET, DRIVE, HOUSING, REQUEST)

# A dozen words in a row are somebody's sentence. A figure, a stop, a tab or the next
# bullet ends it: tables and lists of facts are no sentences.
LONG = 12
STOP = re.compile(r"[.:;?!•|\d\t]|\n\s*\n|\n\s*[-*]")
WORD = re.compile(r"[a-z]+")

# Words that are as long and belong to nobody: a form's heading, offices, statutes.
EVERYBODYS = (
    "non confidential facts and advice to the deputy mayor for policing and crime dmpc",
    "in consultation with the portfolio lead member for children and young people and",
    "from the mayor s office for policing and crime mopac and foundations",
    "marriage and civil partnership pregnancy and maternity race religion or belief "
    "sex and sexual orientation",
    "have due regard to the need to eliminate discrimination advance equality of "
    "opportunity and foster good relations",
    "services intended by the local policing body to help victims or witnesses of or "
    "other persons affected by offences and anti social behaviour",
    # One of the texts leaves a word of the statute out, and its specimen does so too.
    "intended by the local policing body to victims or witnesses of or other persons "
    "affected by offences and anti social behaviour",
)

# Where a person of the texts is named: as a member, an author, a signer, an address.
PEOPLE = (
    re.compile(r"Councillor\s+([A-Z][a-z]+)\s+([A-Z][a-z]+)"),
    re.compile(r"Contact details\s+([A-Z][a-z]+)\s+([A-Z][a-z]+)"),
    re.compile(r"Decision by:\s+([A-Z][a-z]+)\s+([A-Z][a-z]+)"),
    re.compile(r"\b([A-Z][a-z]+)\.([A-Z][a-z]+)@"),
)


def runs(text: str) -> Iterator[str]:
    """Return every dozen words that stand in one sentence of the text."""
    for sentence in STOP.split(text):
        words = WORD.findall(sentence.lower())
        for start in range(len(words) - LONG + 1):
            yield " ".join(words[start : start + LONG])


@cache
def their_words() -> frozenset[str]:
    return frozenset(
        run
        for number in NUMBERS
        for run in runs(real_text(number))
        if not any(run in words for words in EVERYBODYS)
    )


@cache
def their_people() -> frozenset[tuple[str, str]]:
    return frozenset(
        found
        for number in NUMBERS
        for pattern in PEOPLE
        for found in pattern.findall(real_text(number))
    )


def ours() -> list[Path]:
    return [path for path in project_files() if path.suffix != ".lock"]


def test_no_sentence_of_theirs_is_ours() -> None:
    theirs = their_words()

    taken = {
        f"{name(path)}: {run}"
        for path in ours()
        for run in runs(text_of(path))
        if run in theirs
    }

    assert len(theirs) > 3_000
    assert not sorted(taken)


def test_none_of_their_people_is_named() -> None:
    people = their_people()

    named = {
        name(path)
        for path in ours()
        for first, last in people
        if last in text_of(path)
        and re.search(rf"\b(?:{first}\W+{last}|{last},?\W+{first})\b", text_of(path))
    }

    assert len(people) >= 4
    assert not sorted(named)
