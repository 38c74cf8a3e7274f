"""When: financial years, quarters and half-open periods. Source: REF-03."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` up to but not including `end`."""

    start: datetime.date
    end: datetime.date

    def __post_init__(self) -> None:
        assert self.start < self.end, f"empty period: {self.start} to {self.end}"

    @classmethod
    def inclusive(cls, first: datetime.date, last: datetime.date) -> Period:
        """Return the period from the first day through the last day, as printed."""
        return cls(first, last + _ONE_DAY)

    @property
    def last_day(self) -> datetime.date:
        return self.end - _ONE_DAY

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def whole_months(self) -> int | None:
        """Return the length in months, or None unless it is a whole number."""
        if self.start.day != self.end.day:
            return None
        years, months = (
            self.end.year - self.start.year,
            self.end.month - self.start.month,
        )
        return years * 12 + months

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """1 April of `start_year` to 31 March of the next year."""

    start_year: int

    @classmethod
    def holding(cls, day: datetime.date) -> FinancialYear:
        """Return the financial year that the day falls in."""
        return cls(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)

    @property
    def period(self) -> Period:
        return Period(
            datetime.date(self.start_year, 4, 1),
            datetime.date(self.start_year + 1, 4, 1),
        )

    def __str__(self) -> str:
        """Write the year as the service does: 2022-23."""
        return f"{self.start_year}-{(self.start_year + 1) % 100:02}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Quarter 1 to 4 of a financial year: Q4 of 2018-19 starts on 1 January 2019."""

    year: FinancialYear
    number: int

    def __post_init__(self) -> None:
        assert self.number in (1, 2, 3, 4), f"no such quarter: {self.number}"

    @property
    def period(self) -> Period:
        return Period(
            self._first_of_month(self.number - 1), self._first_of_month(self.number)
        )

    def _first_of_month(self, quarters: int) -> datetime.date:
        years, months = divmod(3 + 3 * quarters, 12)
        return datetime.date(self.year.start_year + years, months + 1, 1)

    def __str__(self) -> str:
        return f"Q{self.number} {self.year}"
