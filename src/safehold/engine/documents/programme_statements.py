"""What a document says of a programme, in its tables and in its prose."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from safehold.engine.areas import AREAS
from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.documents.records import slug
from safehold.engine.periods import Period
from safehold.engine.spans import Span, Words

# A longer list of names is no list of programmes, and would be slow to look for.
_MOST_NAMES: Final = 100

_PARTED: Final = re.compile(r"\s+[-–—]\s+|\s*[,:;]\s+|\s+and\s+the\s+", re.IGNORECASE)
_NOT_A_NAME: Final = re.compile(
    r"\b(?:funding|grants?|extension|proposal|programme|project|pilot)\b"
    r"|\b(?:fy ?)?20\d\d(?:\s*[-–—/]\s*(?:20)?\d\d)?\b|™",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[.;])\s+|\s-\s")
_COUNT: Final = re.compile(
    r"\b(?:in|across|to) (?P<number>[a-z]{3,9}|\d{1,2})"
    r" (?:(?P<additional>additional|more|other|further) )?(?:new )?(?:london )?"
    r"boroughs\b"
)
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        (
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ),
        start=2,
    )
}
_CEASED: Final = re.compile(r"\b(?:ceased|has ended|was closed|discontinued)\b", re.I)


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a programme is said to run: named boroughs, or only how many.

    `is_additional` says that they come on top of another programme's.
    """

    count: int
    gss_codes: frozenset[str]
    span: Span
    is_additional: bool = False


class ProgrammeStatements:
    """The programmes of one reading; worked out once, asked about often."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The programmes of the tables, and what the title may be about."""
        listed = [programme.name for programme in self._reading.programmes]
        title = self._reading.title.text if self._reading.title else ""
        parts = (_NOT_A_NAME.sub(" ", part) for part in _PARTED.split(title))
        named = [" ".join(part.split()) for part in parts]
        found = {slug(name): name for name in (*listed, *named) if slug(name)}
        return tuple(found.values())[:_MOST_NAMES]

    @cached_property
    def funded(self) -> Period | None:
        """The period that is recommended, or that all awards of the tables are for."""
        spans = [each.words.span for each in self._reading.recommendations]
        periods = [
            stated.period
            for stated in self._reading.periods
            if stated.period and any(_holds(span, stated.span) for span in spans)
        ]
        years = (award.financial_year for award in self._reading.awards)
        periods += [year.period for year in years if year is not None]
        if not periods:
            return None
        return Period(min(p.start for p in periods), max(p.end for p in periods))

    @cached_property
    def stated_on(self) -> datetime.date | None:
        """The day of the decision, letter or meeting."""
        for stated in (self._reading.signed_on, self._reading.meeting_on):
            if stated is not None and stated.date is not None:
                return stated.date
        return None

    def extent(self, name: str) -> Extent | None:
        """Return where the programme runs, if the document says one thing of it."""
        for programme in self._reading.programmes:
            if slug(programme.name) == slug(name) and programme.areas:
                codes = frozenset(programme.areas.gss_codes)
                return Extent(len(codes), codes, programme.span)
        said = [each for each in self._extents_in_prose(name) if each]
        return (
            said[0]
            if len({(each.count, each.gss_codes) for each in said}) == 1
            else None
        )

    def ceased(self, name: str) -> Span | None:
        """Return where the programme is said to have come to an end."""
        for observation in self._reading.observations:
            if slug(observation.programme) == slug(name) and _CEASED.search(
                observation.printed
            ):
                return observation.span
        return None

    def funds(self, name: str) -> Span | None:
        """Return where the document decides on money for the programme."""
        if self._reading.kind not in (
            DocumentKind.DMPC_DECISION,
            DocumentKind.CABINET_REPORT,
        ):
            return None
        words = _spoken(name)
        for each in self._reading.recommendations:
            if words in _spoken(each.words.text):
                return each.words.span
        return None

    def _extents_in_prose(self, name: str) -> list[Extent | None]:
        words = _spoken(name)
        return [
            _extent_after(words, sentence, span)
            for sentence, span in self._sentences
            if words in sentence
        ]

    @cached_property
    def _sentences(self) -> tuple[tuple[str, Span], ...]:
        reading = self._reading
        passages: list[Words] = [words for words in (reading.summary,) if words]
        passages += [paragraph.words for paragraph in reading.paragraphs]
        passages += [each.words for each in reading.recommendations]
        return tuple(
            (_spoken(sentence), words.span)
            for words in passages
            for sentence in _SENTENCE_END.split(words.text)
        )


def is_same_programme(one: str, other: str) -> bool:
    """Test if one name is the other, or its beginning ("Drive", "Drive South BCU")."""
    first, second = f"{slug(one)}-", f"{slug(other)}-"
    return first.startswith(second) or second.startswith(first)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _spoken(text: str) -> str:
    """Return the words alone, a blank on both sides: so whole names are found."""
    return f" {slug(text.replace('™', ' ')).replace('-', ' ')} "


def _extent_after(name: str, sentence: str, span: Span) -> Extent | None:
    """Return how many boroughs, or which one, the words behind the name tell of."""
    after = sentence[sentence.index(name) + len(name) - 1 :]
    counted = _COUNT.search(after)
    if counted:
        word = counted["number"]
        number = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
        is_additional = counted["additional"] is not None
        return Extent(number, frozenset(), span, is_additional) if number else None
    for area in AREAS:
        for spelt in (area.name, area.formal_name):
            if after.startswith(f" in{_spoken(spelt)}"):
                return Extent(1, frozenset({area.gss_code}), span)
    return None
