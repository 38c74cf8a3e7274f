"""Which dates a text prints, also those that leave out the year."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from safehold.engine.documents.reading import StatedDate
from safehold.engine.documents.spacing import GAP, MAYBE_GAP
from safehold.engine.spans import Span

MONTH: Final = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    r"(?![a-zA-Z])\.?"
)
_FIRST_LETTERS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"

_ORDINAL: Final = rf"(?:{MAYBE_GAP}(?:<sup>)?(?i:st|nd|rd|th)(?:</sup>)?(?![a-zA-Z]))?"
_DAY: Final = rf"(?<![0-9£.,/-])(?P<day>[0-9]{{1,2}}){_ORDINAL}"
_CENTURY: Final = r"(?:1[89]|2[01])"
_YEAR: Final = rf"(?P<year>{_CENTURY}[0-9]{{2}})(?![0-9])"
# A bare two-figure year must end the line or clause: "25 July 23 people moved".
_SHORT_YEAR: Final = r"['’]?(?P<short>[0-9]{2})(?=\s*(?:[.,;)|\n\r]|$))"
_DAY_FIRST: Final = (
    rf"{_DAY}(?:-|{MAYBE_GAP}(?:of{GAP})?)(?P<month>{MONTH})"
    rf"(?:(?:-|,?{MAYBE_GAP})(?:{_YEAR}|{_SHORT_YEAR}))?"
)
_MONTH_FIRST: Final = (
    rf"(?<![a-zA-Z0-9])(?P<month>{MONTH}){GAP}"
    rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}(?![0-9/%]|[.,][0-9])"
    rf"(?:,?{GAP}{_YEAR}|,{GAP}{_SHORT_YEAR})?"
)
_SLASHED: Final = (
    r"(?<![0-9£.,/])(?P<day>[0-9]{1,2})[ ]?/[ ]?(?P<month>[0-9]{1,2})[ ]?/[ ]?"
    rf"(?:(?P<year>{_CENTURY}[0-9]{{2}})|(?P<short>[0-9]{{2}}))(?![0-9/]|\.[0-9])"
)
_DOTTED: Final = (
    r"(?<![0-9£.,/-])(?P<day>[0-9]{1,2})(?P<mark>[.-])(?P<month>[0-9]{1,2})(?P=mark)"
    rf"{_YEAR}(?![/]|[.-][0-9])"
)
# All in pairs, so that paragraph 7.1.10 is none.
_PAIRS: Final = (
    r"(?<![0-9£.,/-])(?P<day>[0-9]{2})\.(?P<month>[0-9]{2})\.(?P<short>[0-9]{2})"
    r"(?![0-9/]|[.-][0-9])"
)
_ISO: Final = (
    rf"(?<![0-9£.,/-]){_YEAR}"
    r"-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?![0-9/-])"
)
_PATTERNS: Final = tuple(
    map(re.compile, (_ISO, _SLASHED, _DOTTED, _PAIRS, _DAY_FIRST, _MONTH_FIRST))
)
_SHORT_YEARS_START: Final = 1970
_LEADS_TO_A_DATE: Final = re.compile(
    r"(?:^|[\n(\t]|\b(?i:on|by|until|till|from|to|before|after|since|dated?|of|due"
    r"|and|received|signed|issued)[:\s])\s*$"
)
_ENDS_AFTER_A_DATE: Final = re.compile(r"\s*(?:[.,;:)\]–—|-]|\n|$)")


class Moment(NamedTuple):
    """A day or month as printed; `year` and `day` are None where not printed."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None


def find_dates(text: str) -> tuple[StatedDate, ...]:
    """Find every printed date in order; days that no calendar has are left out.

    A two-figure year is one of 1970 to 2069. Where no year is printed, `date` is
    None. A month before a day without a year ("July 25") counts only where the
    words around it show that it is a date.

    Source: REF-12.
    """
    return tuple(
        StatedDate(_date(found), text[found.start : found.end], _span(found))
        for found in find_days(text)
    )


def find_days(text: str) -> tuple[Moment, ...]:
    """Find the same dates as `find_dates`, each as the numbers it is made of."""
    found = sorted(
        (hit for pattern in _PATTERNS for hit in pattern.finditer(text)),
        key=lambda hit: (hit.start(), -hit.end()),
    )
    days: list[Moment] = []
    for hit in found:
        if days and hit.start() < days[-1].end:
            continue
        day = _read(text, hit)
        if day is not None:
            days.append(day)
    return tuple(days)


def month_number(printed: str) -> int:
    """Return 1 to 12 for a month that `MONTH` matched."""
    return _FIRST_LETTERS.index(printed[:3].lower()) // 3 + 1


def _span(found: Moment) -> Span:
    return Span(found.start, found.end)


def _date(found: Moment) -> datetime.date | None:
    if found.year is None or found.day is None:
        return None
    return datetime.date(found.year, found.month, found.day)


def _read(text: str, hit: re.Match[str]) -> Moment | None:
    printed, day = hit["month"], int(hit["day"])
    month = int(printed) if printed.isdigit() else month_number(printed)
    year = _year(hit.groupdict())
    if year is None and not _is_partial_date(text, hit):
        return None
    # A leap year stands in for the missing one, so that 29 February may be partial.
    try:
        datetime.date(2000 if year is None else year, month, day)
    except ValueError:
        return None
    return Moment(hit.start(), hit.end(), year, month, day)


def _year(parts: dict[str, str | None]) -> int | None:
    full, short = parts.get("year"), parts.get("short")
    if full:
        return int(full)
    if not short:
        return None
    century = _SHORT_YEARS_START - _SHORT_YEARS_START % 100
    year = century + int(short)
    return year if year >= _SHORT_YEARS_START else year + 100


def _is_partial_date(text: str, hit: re.Match[str]) -> bool:
    if not hit["month"][0].isupper():
        return False
    if hit.start("day") < hit.start("month"):
        return True
    return (
        _LEADS_TO_A_DATE.search(text, max(0, hit.start() - 12), hit.start()) is not None
        or _ENDS_AFTER_A_DATE.match(text, hit.end()) is not None
    )
