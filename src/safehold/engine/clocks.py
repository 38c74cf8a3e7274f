"""By when: working days, and the deadlines that are counted in them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import holidays

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5

# The right to information began on 1 January 2005, and the calendar package
# stops in 2100. Outside these years a bank holiday would count as a working day.
FIRST_YEAR, LAST_YEAR = 2005, 2099


class Calendar(StrEnum):
    """Whose bank holidays are left out of the count."""

    ANY_PART_OF_THE_UK = "any_part_of_the_uk"
    ENGLAND = "england"


_PARTS = {
    "ENG": "England",
    "WLS": "Wales",
    "SCT": "Scotland",
    "NIR": "Northern Ireland",
}
_PARTS_OF = {
    Calendar.ANY_PART_OF_THE_UK: tuple(_PARTS),
    Calendar.ENGLAND: ("ENG",),
}


class NoCalendar(ValueError):
    """The bank holidays of the year are not known, so nothing can be counted."""


class DayNotCounted(NamedTuple):
    """A day that the count passes over, and why."""

    day: datetime.date
    reason: str


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, and every day on the way that did not count.

    `received` is day 0 and may itself be a day that does not count.
    """

    received: datetime.date
    due: datetime.date
    days_not_counted: tuple[DayNotCounted, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline counted in working days after something arrives."""

    name: str
    working_days: int
    calendar: Calendar
    description: str
    source: str


CLOCKS = {
    clock.name: clock
    for clock in (
        Clock(
            "foi",
            20,
            Calendar.ANY_PART_OF_THE_UK,
            "Answer a request under the Freedom of Information Act 2000",
            "PUB-08",
        ),
        Clock(
            "accessible_format",
            5,
            Calendar.ENGLAND,
            "Reply to a request for a document in an accessible format",
            "PUB-05",
        ),
        Clock(
            "call_in",
            5,
            Calendar.ENGLAND,
            "Call in an executive decision before it is carried out",
            "PUB-16",
        ),
    )
}


def due(clock: Clock, received: datetime.date) -> Due:
    """Count the clock's working days from the day after receipt.

    Raises: NoCalendar, where the count leaves the years that are known.
    Source: PUB-08.
    """
    day, left, passed_over = received, clock.working_days, []
    while left:
        day = _next_day(day)
        reason = why_not_working(day, clock.calendar)
        if reason is None:
            left -= 1
        else:
            passed_over.append(DayNotCounted(day, reason))
    return Due(received, day, tuple(passed_over))


def foi_due(received: datetime.date) -> Due:
    """Return the 20th working day after a request for information arrived.

    Raises: NoCalendar, where the count leaves the years that are known.
    Source: PUB-08.
    """
    return due(CLOCKS["foi"], received)


def working_days_between(
    calendar: Calendar, start: datetime.date, end: datetime.date
) -> int:
    """Count the working days after `start` up to and including `end`.

    Raises: NoCalendar, where the count leaves the years that are known.
    """
    day, counted = start, 0
    while day < end:
        day = _next_day(day)
        counted += why_not_working(day, calendar) is None
    return counted


def why_not_working(day: datetime.date, calendar: Calendar) -> str | None:
    """Return why the day does not count, or None where it is a working day.

    Raises: NoCalendar, where the year's bank holidays are not known.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NoCalendar(
            f"Bank holidays are known for {FIRST_YEAR} to {LAST_YEAR} only."
        )
    if day.weekday() >= _SATURDAY:
        return "Saturday" if day.weekday() == _SATURDAY else "Sunday"
    kept = {
        _PARTS[part]: _bank_holidays(part, day.year)[day]
        for part in _PARTS_OF[calendar]
        if day in _bank_holidays(part, day.year)
    }
    if not kept:
        return None
    name = next(iter(kept.values()))
    everywhere = len(kept) == len(_PARTS_OF[calendar])
    return name if everywhere else f"{name} ({_and(tuple(kept))})"


def _next_day(day: datetime.date) -> datetime.date:
    if day == datetime.date.max:
        raise NoCalendar("There is no day after the last of the calendar.")
    return day + _ONE_DAY


def _and(parts: tuple[str, ...]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


@cache
def _bank_holidays(part: str, year: int) -> dict[datetime.date, str]:
    """Return the days and their names; a day in lieu says what it stands for."""
    found = holidays.country_holidays("GB", subdiv=part, years=year)
    return {
        day: name.replace(" (observed)", ", day in lieu") for day, name in found.items()
    }
