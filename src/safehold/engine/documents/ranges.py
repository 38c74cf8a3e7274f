"""Which periods a text prints as a run of days, from one through another."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from safehold.engine.documents.dates import MONTH, Moment, find_days, month_number
from safehold.engine.documents.spacing import GAP, MAYBE_GAP
from safehold.engine.periods import Period
from safehold.engine.spans import Span

_MONTH: Final = re.compile(
    rf"(?<![a-zA-Z0-9])(?P<month>{MONTH})"
    rf"(?:,?{MAYBE_GAP}(?P<year>(?:19|20)[0-9]{{2}}))?(?![0-9])"
)
_UNTIL: Final = re.compile(
    rf"{MAYBE_GAP}[-–—]{MAYBE_GAP}"
    rf"|{GAP}(?i:to|until|till|through){GAP}(?:(?i:the{GAP})?(?i:end{GAP}of){GAP})?"
)
_AND: Final = re.compile(rf"{GAP}and{GAP}")
_BETWEEN: Final = re.compile(rf"\b(?i:between){GAP}$")
_YEAR_ENDING: Final = re.compile(
    rf"\b(?i:(?:year|(?:12|twelve){GAP}months){GAP}(?:ending|ended|to)|y/e)"
    rf"{GAP}(?:(?i:in|on){GAP})?$"
)
_LOOK_BACK: Final = 40
_DECEMBER: Final = 12


class Range(NamedTuple):
    """Days printed from one through another, and where they stand."""

    period: Period
    span: Span


def find_ranges(text: str) -> tuple[Range, ...]:
    """Find ranges such as "1 April 2025 to 31 March 2026" or "Feb 2021 - Mar 2022".

    A month without a day is the whole month. A first part without a year takes the
    latest year in which it comes before the last part. "The year ending March 2023"
    is the twelve months up to the end of that month.
    """
    moments = _moments(text)
    return (*_joined(text, moments), *_years_ending(text, moments))


def _moments(text: str) -> list[Moment]:
    """Return the printed days and, between them, the months printed without a day."""
    days = find_days(text)
    months = [_month(found) for found in _MONTH.finditer(text) if found[0][0].isupper()]
    moments: list[Moment] = []
    for moment in sorted([*days, *months], key=lambda each: (each.start, -each.end)):
        if not moments or moments[-1].end <= moment.start:
            moments.append(moment)
    return moments


def _month(found: re.Match[str]) -> Moment:
    year = int(found["year"]) if found["year"] else None
    month = month_number(found["month"])
    return Moment(found.start(), found.end(), year, month, None)


def _joined(text: str, moments: list[Moment]) -> Iterator[Range]:
    for first, last in pairwise(moments):
        if last.year is None or not _are_joined(text, first, last):
            continue
        end = _day_after(last.year, last)
        start = _first_day(first, before=end)
        if start < end:
            yield Range(Period(start, end), Span(first.start, last.end))


def _are_joined(text: str, first: Moment, last: Moment) -> bool:
    if _UNTIL.fullmatch(text, first.end, last.start):
        return True
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    return (
        _AND.fullmatch(text, first.end, last.start) is not None
        and _BETWEEN.search(before) is not None
    )


def _first_day(first: Moment, *, before: datetime.date) -> datetime.date:
    day = first.day or 1
    if first.year is not None:
        return datetime.date(first.year, first.month, day)
    is_same_year = (first.month, day) < (before.month, before.day)
    return _clipped(before.year - (not is_same_year), first.month, day)


def _clipped(year: int, month: int, day: int) -> datetime.date:
    """Return the day, or 28 February where "29 February" meets a common year."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return datetime.date(year, month, 28)


def _day_after(year: int, last: Moment) -> datetime.date:
    if last.day is not None:
        return datetime.date(year, last.month, last.day) + datetime.timedelta(days=1)
    if last.month == _DECEMBER:
        return datetime.date(year + 1, 1, 1)
    return datetime.date(year, last.month + 1, 1)


def _years_ending(text: str, moments: list[Moment]) -> Iterator[Range]:
    for moment in moments:
        before = text[max(0, moment.start - _LOOK_BACK) : moment.start]
        ending = _YEAR_ENDING.search(before)
        if ending is None or moment.year is None:
            continue
        end = _day_after(moment.year, moment)
        start = _clipped(end.year - 1, end.month, end.day)
        span = Span(moment.start - len(before) + ending.start(), moment.end)
        yield Range(Period(start, end), span)
