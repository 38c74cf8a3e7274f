"""Was the request for information answered in time?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from safehold.engine import clocks
from safehold.engine.clocks import Calendar, Due
from safehold.engine.documents import dates
from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, written
from safehold.engine.documents.reading import DocumentKind, Reading, StatedDate

_NO_TIME = datetime.timedelta()
_TOO_LONG = datetime.timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class ResponseTiming:
    """When a request came, was due and was answered, by the statutory calendar.

    `working_day` is the number of the working day on which it was answered. Where
    the year of receipt is not printed, it is taken to be the only one that puts
    receipt within the twelve months before the answer, and `year_is_assumed`: a
    proposal, for a person to confirm (REF-12).
    """

    received: datetime.date
    due: datetime.date
    answered: datetime.date
    working_day: int
    on_time: bool
    year_is_assumed: bool
    explained: Due


def response_timing(reading: Reading) -> ResponseTiming | None:
    """Return how long the answer took, or None where the dates do not say.

    Dates that lie years apart do not: one of them is misread or misprinted.
    Source: PUB-08, REF-12.
    """
    answered = reading.signed_on.date if reading.signed_on else None
    if reading.kind is not DocumentKind.FOI_RESPONSE or answered is None:
        return None
    received = _received(reading.received_on, answered)
    if received is None or not _NO_TIME <= answered - received <= _TOO_LONG:
        return None
    try:
        due = clocks.foi_due(received)
        working_day = clocks.working_days_between(
            Calendar.ANY_PART_OF_THE_UK, received, answered
        )
    except clocks.NoCalendar:
        return None
    assert reading.received_on is not None
    return ResponseTiming(
        received,
        due.due,
        answered,
        working_day,
        answered <= due.due,
        reading.received_on.date is None,
        due,
    )


def check_response_is_in_time(evidence: Evidence) -> Iterator[Fault]:
    """Find answers after the twentieth working day. Source: PUB-08."""
    timing = response_timing(evidence.reading)
    if timing is None or timing.on_time:
        return
    assumed = ", if the year is the one we assume" if timing.year_is_assumed else ""
    signed = evidence.reading.signed_on
    yield Fault(
        f"The answer of {written(timing.answered)} came on working day "
        f"{timing.working_day}; it was due on {written(timing.due)}, day 20{assumed}. "
        "Record the reason for the delay.",
        signed.span if signed else None,
    )


def _received(
    stated: StatedDate | None, answered: datetime.date
) -> datetime.date | None:
    if stated is None or stated.date is not None:
        return stated.date if stated else None
    days = dates.find_days(stated.printed)
    if not days or days[0].day is None:
        return None
    for year in (answered.year, answered.year - 1):
        try:
            day = datetime.date(year, days[0].month, days[0].day)
        except ValueError:  # 29 February, in a year that has none.
            continue
        if day <= answered:
            return day
    return None


CHECKS = (
    Check(
        "responses.late",
        "PUB-08",
        "A request is answered by the twentieth working day after it came.",
        check_response_is_in_time,
    ),
)
