"""Personal data of every type that a line might be given, each with its own mark."""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass
from fractions import Fraction

import structlog
from hypothesis import strategies as st

from safehold.apps.people.models import Person
from safehold.config import logs
from safehold.engine.actors import Actor

# Whatever is personal below holds one of these, and no line may.
MARKS = (
    "Ada Lovelace",
    "ada@tests.example",
    "07700 900123",
    "447700900123",
    "E17 4JF",
    "QQ123456C",
    "next=/people/ada",
    "1815-12-10",
)


@dataclass(frozen=True)
class Told:
    """A value of a class that nobody thought of."""

    words: str


class QuotesItself(str):
    """Words in a class of their own."""


PERSON = Person(pk=4711, email=MARKS[1], name=MARKS[0])
ACTOR = Actor(person_id=4711, name=MARKS[0], roles=frozenset())

WORDS = st.sampled_from(MARKS)
SINGLE = st.one_of(
    WORDS,
    WORDS.map(str.encode),
    WORDS.map(Told),
    WORDS.map(QuotesItself),
    WORDS.map(ValueError),
    st.sampled_from([PERSON, ACTOR, 447700900123, 447700900123.0]),
    st.just(Fraction(447700900123)),
    st.just(datetime.date(1815, 12, 10)),
)
VALUES = st.recursive(
    SINGLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(WORDS, inner, max_size=3),
    ),
    max_leaves=5,
)


class Kept(logging.Handler):
    """Keeps the lines that the service would write."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logs.line())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def line_of(level: int, words: object, *args: object, **options: object) -> str:
    """Return the line that comes of calling a logger of the standard library."""
    logger = logging.getLogger("django.request")
    kept = Kept()
    logger.addHandler(kept)
    try:
        logger.log(level, words, *args, **options)  # type: ignore[arg-type]
    finally:
        logger.removeHandler(kept)
    [line] = kept.lines
    return line


def line_told(event: object, **facts: object) -> str:
    """Return the line that comes of calling a logger of structlog's."""
    kept = Kept()
    logger = logging.getLogger("safehold")
    logger.addHandler(kept)
    try:
        structlog.stdlib.get_logger("safehold").error(event, **facts)
    finally:
        logger.removeHandler(kept)
    [line] = kept.lines
    return line


def personal(line: str) -> list[str]:
    """Return the marks that a line shows."""
    return [mark for mark in MARKS if mark in line]
