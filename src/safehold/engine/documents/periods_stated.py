"""Which periods a text states, in whichever spelling, and of which kind each is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final

from safehold.engine.documents.ranges import find_ranges
from safehold.engine.documents.reading import PeriodKind, StatedPeriod
from safehold.engine.documents.spacing import GAP, MAYBE_GAP
from safehold.engine.periods import FinancialYear, Period, Quarter
from safehold.engine.spans import Span

_DASH: Final = r"[-–—]"
_CENTURY: Final = r"(?:19|20)"
_TO: Final = rf"(?:{MAYBE_GAP}{_DASH}{MAYBE_GAP}|{GAP}(?i:to|until|till|through){GAP})"
_START: Final = r"(?<![0-9£.,/–—-])(?<![a-zA-Z])"
_END: Final = r"(?![0-9]|[/.,-][0-9])"

_YEARS: Final = re.compile(
    rf"""{_START}(?:FY\s?)?(?P<first>{_CENTURY}[0-9]{{2}})
    (?:[/–—-](?P<last>{_CENTURY}[0-9]{{2}}|[0-9]{{2}})
      # "in 2019 - 21 people" is no period, so two spaced figures must end a clause.
      |{MAYBE_GAP}{_DASH}{MAYBE_GAP}
       (?P<far>{_CENTURY}[0-9]{{2}}|[0-9]{{2}}(?=[).,;:]|\s*(?:\n|$)))
    ){_END}""",
    re.VERBOSE,
)
_SHORT_YEARS: Final = re.compile(
    rf"(?<![a-zA-Z])FY\s?(?P<first>[0-9]{{2}})[/-](?P<last>[0-9]{{2}}){_END}"
)
_YEARS_TO_YEARS: Final = re.compile(
    rf"""{_START}(?P<first>{_CENTURY}[0-9]{{2}})[/-](?P<first_end>[0-9]{{2}})
    {_TO}(?:{_CENTURY}(?=[0-9]{{2}}[/-]))?
    (?P<last_start>[0-9]{{2}})[/-](?P<last>[0-9]{{2}}){_END}""",
    re.VERBOSE,
)
_QUARTER: Final = rf"(?:(?i:quarter|qtr){GAP}|Q)(?P<number>[1-4])(?![0-9])"
_YEAR: Final = rf"(?:FY\s?)?(?P<year>{_CENTURY}[0-9]{{2}}[/-](?:[0-9]{{4}}|[0-9]{{2}}))"
_QUARTER_FIRST: Final = re.compile(
    rf"""\b{_QUARTER},?{GAP}(?:of{GAP}(?:the{GAP})?)?(?:(?i:financial{GAP}year){GAP})?
    {_YEAR}{_END}""",
    re.VERBOSE,
)
_YEAR_FIRST: Final = re.compile(
    rf"{_START}{_YEAR},?{MAYBE_GAP}(?:\({_QUARTER}\)|{_QUARTER.replace('number', 'n')})"
)
_LAST_TWELVE_MONTHS: Final = re.compile(
    rf"\b(?i:last|past|previous|preceding|prior){GAP}"
    rf"(?i:12(?:-|{MAYBE_GAP})|twelve{GAP})(?i:months?)\b"
)
_FUNDING_PERIOD: Final = rf"(?i:funding|grant|award){GAP}(?i:period|term)"
_NAMED: Final = re.compile(
    rf"\b(?:(?P<funding>{_FUNDING_PERIOD})|(?i:financial{GAP}years?))\b"
)
_CALLED_FUNDING_PERIOD: Final = re.compile(
    rf"\b{_FUNDING_PERIOD}:?{MAYBE_GAP}(?:(?:of|from|is|between){GAP})?\(?$"
)
_LEAD: Final = re.compile(rf":?{MAYBE_GAP}(?:(?:of|from|is|between){GAP})?\(?")
_CALLED_FINANCIAL_YEAR: Final = re.compile(rf"(?i:financial{GAP}years?){GAP}\(?")
_CALLED_SCHOOL_YEAR: Final = re.compile(
    rf"\b(?i:academic|school){GAP}(?i:years?):?{MAYBE_GAP}\(?$"
)
_APRIL: Final = 4
_SEPTEMBER: Final = 9
_LOOK_BACK: Final = 40
_MOST_YEARS: Final = 30


def find_periods(text: str) -> tuple[StatedPeriod, ...]:
    """Find every stated period in order, the longest reading of each.

    Two years stand for the days from 1 April of the first to 31 March of the last:
    one such year (2025/26) is a financial year, several (2017-21) a date range; so
    is an academic year, from 1 September. A
    range of days is a financial year too where it is one to the day. A period that
    the text calls the funding or grant period is that. `period` is None where the
    words name no dates ("last 12 months", "the financial year").

    Source: REF-03, REF-04.
    """
    dated = _longest([*_years(text), *_quarters(text), *_day_ranges(text)])
    starts = {stated.span.start for stated in dated}
    named = [
        _without_dates(found, _kind_named(found))
        for found in _NAMED.finditer(text)
        if not _leads_to(text, found, starts)
    ]
    recent = [
        _without_dates(found, PeriodKind.LAST_TWELVE_MONTHS)
        for found in _LAST_TWELVE_MONTHS.finditer(text)
    ]
    return _longest([*dated, *named, *recent])


def financial_year(text: str) -> FinancialYear | None:
    """Return the financial year that the text is, in any spelling, or None.

    Source: REF-03 (`2025/26`, `2018-19`, `FY2019-2020`, `April 2020-March 2021`).
    """
    printed = " ".join(text.split())
    called = _CALLED_FINANCIAL_YEAR.match(printed)
    printed = printed[called.end() :] if called else printed
    for spelling in (printed, f"FY{printed}"):
        stated = find_periods(spelling)
        if len(stated) == 1 and stated[0].printed == spelling:
            return _as_financial_year(stated[0].period)
    return None


def _as_financial_year(period: Period | None) -> FinancialYear | None:
    if period is None:
        return None
    year = FinancialYear.holding(period.start)
    return year if year.period == period else None


def _stated(text: str, start: int, end: int, period: Period) -> StatedPeriod:
    before = text[max(0, start - _LOOK_BACK) : start]
    if _CALLED_FUNDING_PERIOD.search(before):
        kind = PeriodKind.FUNDING_PERIOD
    elif _as_financial_year(period) is not None:
        kind = PeriodKind.FINANCIAL_YEAR
    else:
        kind = PeriodKind.DATE_RANGE
    return StatedPeriod(kind, period, text[start:end], Span(start, end))


def _without_dates(found: re.Match[str], kind: PeriodKind) -> StatedPeriod:
    return StatedPeriod(kind, None, found[0], Span(found.start(), found.end()))


def _kind_named(found: re.Match[str]) -> PeriodKind:
    return PeriodKind.FUNDING_PERIOD if found["funding"] else PeriodKind.FINANCIAL_YEAR


def _leads_to(text: str, found: re.Match[str], starts: set[int]) -> bool:
    """Test if the dates of a named period follow ("financial year 2018-19")."""
    after = _LEAD.match(text, found.end())
    return after is not None and after.end() in starts


def _longest(found: Iterable[StatedPeriod]) -> tuple[StatedPeriod, ...]:
    kept: list[StatedPeriod] = []
    for stated in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not kept or kept[-1].span.end <= stated.span.start:
            kept.append(stated)
    return tuple(kept)


def _years(text: str) -> Iterator[StatedPeriod]:
    for pattern in (_YEARS_TO_YEARS, _YEARS, _SHORT_YEARS):
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
            is_school_year = _CALLED_SCHOOL_YEAR.search(before) is not None
            period = _period_of_years(found, _SEPTEMBER if is_school_year else _APRIL)
            if period is not None:
                yield _stated(text, found.start(), found.end(), period)


def _period_of_years(found: re.Match[str], month: int) -> Period | None:
    parts = found.groupdict()
    first = _full_year(found["first"], after=2000)
    last = _full_year(found["last"] or parts["far"], after=first)
    if parts.get("first_end") and not (
        (first + 1) % 100 == int(found["first_end"])
        and (int(found["last_start"]) + 1) % 100 == last % 100
    ):
        return None
    if not 0 < last - first <= _MOST_YEARS:
        return None
    return Period(datetime.date(first, month, 1), datetime.date(last, month, 1))


def _full_year(printed: str, *, after: int) -> int:
    """Return the year; two figures mean the first such year not before `after`."""
    year = int(printed)
    return year if len(printed) == 4 else after + (year - after) % 100


def _quarters(text: str) -> Iterator[StatedPeriod]:
    for pattern in (_QUARTER_FIRST, _YEAR_FIRST):
        for found in pattern.finditer(text):
            year = financial_year(found["year"])
            if year is not None:
                number = int(found["number"] or found["n"])
                period = Quarter(year, number).period
                yield _stated(text, found.start(), found.end(), period)


def _day_ranges(text: str) -> Iterator[StatedPeriod]:
    for found in find_ranges(text):
        yield _stated(text, found.span.start, found.span.end, found.period)
