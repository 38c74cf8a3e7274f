"""What a check looks at: the reading, its text, and the sentences of that text."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from safehold.engine.documents import sentences, spacing
from safehold.engine.documents.checks.grids import Grid, grid_of
from safehold.engine.documents.reading import (
    Amount,
    OrganisationMention,
    Reading,
    Section,
    StatedPeriod,
)
from safehold.engine.organisations import council_of
from safehold.engine.periods import FinancialYear, Period
from safehold.engine.spans import Span


class Phrase:
    """Words to look for, in small or capital letters, which a line break may part.

    An apostrophe fits the straight and the curly one. The pattern is written in
    small letters, and starts at a word.
    """

    def __init__(self, pattern: str) -> None:
        words = spacing.phrase(pattern.replace("'", "['’‘]"))
        self._exact = re.compile(rf"\b(?:{words})", re.IGNORECASE)
        # Without the word boundary and the ignoring of case, the search for a
        # place to look at is some twenty times as fast.
        self._rough = re.compile(words)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._exact.search(text, start)

    def match(self, text: str, start: int) -> re.Match[str] | None:
        return self._exact.match(text, start)

    def places(self, text: str, lowered: str) -> Iterator[Span]:
        """Yield where it stands; `lowered` is the text, letter by letter."""
        for rough in self._rough.finditer(lowered):
            found = self._exact.match(text, rough.start())
            if found is not None:
                yield Span(found.start(), found.end())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as printed, line breaks and all: where it stands, and as which."""

    text: str
    span: Span
    number: int

    def find(self, phrase: Phrase, after: int = 0) -> Span | None:
        """Return where the phrase first stands, at or after a place in the text."""
        start = self.span.start
        found = phrase.search(self.text, max(0, after - start))
        return Span(start + found.start(), start + found.end()) if found else None

    def has(self, phrase: Phrase) -> bool:
        return phrase.search(self.text) is not None

    def follows(self, phrase: Phrase, place: int) -> bool:
        """Test if the phrase stands at a place in the text, after any blanks."""
        at = place - self.span.start
        rest = len(self.text[at : at + 20]) - len(self.text[at : at + 20].lstrip())
        return phrase.match(self.text, at + rest) is not None


class Placed(Protocol):
    """Anything that was read from a stretch of the text."""

    @property
    def span(self) -> Span: ...


ThingT = TypeVar("ThingT", bound=Placed)


class InOrder(Generic[ThingT]):
    """Things read from one text, by position, so that a stretch is searched fast."""

    def __init__(self, things: Iterable[ThingT]) -> None:
        self._things = tuple(sorted(things, key=lambda thing: thing.span.start))
        self._starts = [thing.span.start for thing in self._things]

    def __iter__(self) -> Iterator[ThingT]:
        return iter(self._things)

    def within(self, span: Span, most: int | None = None) -> tuple[ThingT, ...]:
        """Return those that start inside the span, in order: all, or the first few."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return self._things[first : last if most is None else min(last, first + most)]


class Evidence:
    """One reading with its text; the rest is worked out once, when first asked for."""

    def __init__(self, reading: Reading, text: str) -> None:
        self.reading = reading
        self.text = text

    @cached_property
    def _lowered(self) -> str:
        """The text in small letters, each in its place."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(
            letter.lower() if len(letter.lower()) == 1 else letter
            for letter in self.text
        )

    @cached_property
    def _sentence_spans(self) -> tuple[Span, ...]:
        return sentences.find_sentences(self.text).spans

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self._sentence_spans]

    def places(self, phrase: Phrase) -> Iterator[Span]:
        """Yield wherever the phrase stands in the text."""
        return phrase.places(self.text, self._lowered)

    def find(self, phrase: Phrase) -> Span | None:
        """Return where the phrase first stands in the text."""
        return next(self.places(phrase), None)

    def has(self, phrase: Phrase) -> bool:
        return self.find(phrase) is not None

    def sentences_with(self, rarest: Phrase, *others: Phrase) -> Iterator[Sentence]:
        """Yield the sentences in which all of the phrases stand, the rarest first."""
        last = -1
        for place in self.places(rarest):
            number = bisect_right(self._sentence_starts, place.start) - 1
            if number <= last:
                continue
            last = number
            sentence = self._sentence(number)
            if sentence.has(rarest) and all(sentence.has(other) for other in others):
                yield sentence

    def before(self, sentence: Sentence, most: int) -> tuple[Sentence, ...]:
        """Return the few sentences that stand just before, in order."""
        first = max(0, sentence.number - most)
        return tuple(map(self._sentence, range(first, sentence.number)))

    def after(self, sentence: Sentence, most: int) -> tuple[Sentence, ...]:
        """Return the few sentences that stand just after, in order."""
        last = min(len(self._sentence_spans), sentence.number + 1 + most)
        return tuple(map(self._sentence, range(sentence.number + 1, last)))

    def _sentence(self, number: int) -> Sentence:
        span = self._sentence_spans[number]
        return Sentence(self.text[span.start : span.end], span, number)

    def words(self, span: Span) -> str:
        """Return the words of a stretch, white space folded, for a message."""
        return spacing.fold(self.text[span.start : span.end])

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Every table with its columns of figures."""
        return tuple(map(grid_of, self.reading.tables))

    @cached_property
    def amounts(self) -> InOrder[Amount]:
        return InOrder(self.reading.amounts)

    @cached_property
    def periods(self) -> InOrder[StatedPeriod]:
        return InOrder(self.reading.periods)

    @cached_property
    def organisations(self) -> InOrder[OrganisationMention]:
        return InOrder(self.reading.organisations)

    @cached_property
    def bodies(self) -> InOrder[OrganisationMention]:
        """Every body named, a borough that stands alone as its council."""
        bodies = self.reading.organisations
        taken = {place for body in bodies for place in (body.span.start, body.span.end)}
        boroughs = (
            OrganisationMention(council_of(area.gss_code).name, area.printed, area.span)
            for area in self.reading.areas
            if not {area.span.start, area.span.end} & taken
        )
        return InOrder((*bodies, *boroughs))

    def section(self, heading: Phrase) -> Section | None:
        """Return the first section whose heading the phrase stands in."""
        for section in self.reading.sections:
            if heading.search(section.heading):
                return section
        return None


def year_of(period: Period) -> FinancialYear | None:
    """Return the financial year that the whole period lies in, if it lies in one."""
    year = FinancialYear.holding(period.start)
    return year if year.period.contains(period) else None


def written(day: datetime.date) -> str:
    """Write a day as a sentence does: 7 August 2023."""
    return f"{day.day} {day:%B %Y}"


def and_list(names: Iterable[str]) -> str:
    """Write names as a sentence does: a, b and c.

    Where a name has an "and" of its own, a comma parts it from the last.
    """
    *first, last = names
    if not first:
        return last
    comma = "," if any(" and " in name for name in (*first, last)) else ""
    return f"{', '.join(first)}{comma} and {last}"
