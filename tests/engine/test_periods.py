import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.periods import FinancialYear, Period, Quarter

dates = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31))
years = st.integers(1990, 2090).map(FinancialYear)


def day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def period(start: str, end: str) -> Period:
    return Period(day(start), day(end))


class TestPeriod:
    def test_is_never_empty(self) -> None:
        with pytest.raises(AssertionError, match="empty period"):
            period("2024-04-01", "2024-04-01")

    def test_as_printed_holds_its_last_day(self) -> None:
        printed = Period.inclusive(day("2024-04-01"), day("2025-03-31"))

        assert printed == period("2024-04-01", "2025-04-01")
        assert printed.last_day == day("2025-03-31")

    def test_of_one_day_has_one_day(self) -> None:
        assert Period.inclusive(day("2024-02-29"), day("2024-02-29")).days == 1

    @pytest.mark.parametrize(
        ("start", "end", "months"),
        [
            ("2019-01-01", "2019-04-01", 3),
            ("2019-04-01", "2021-04-01", 24),
            ("2019-11-15", "2020-02-15", 3),
            ("2019-04-01", "2019-04-30", None),
        ],
    )
    def test_is_so_many_whole_months(
        self, start: str, end: str, months: int | None
    ) -> None:
        assert period(start, end).whole_months == months

    @pytest.mark.parametrize(
        ("start", "end", "is_inside"),
        [
            ("2024-04-01", "2025-04-01", True),
            ("2024-05-01", "2024-06-01", True),
            ("2024-03-31", "2024-06-01", False),
            ("2025-03-01", "2025-04-02", False),
        ],
    )
    def test_contains_another_that_starts_and_ends_in_it(
        self, start: str, end: str, is_inside: bool
    ) -> None:
        year = period("2024-04-01", "2025-04-01")

        assert year.contains(period(start, end)) is is_inside

    @given(dates, st.integers(1, 4000))
    def test_has_the_days_from_first_to_last(
        self, first: datetime.date, length: int
    ) -> None:
        last = first + datetime.timedelta(days=length - 1)

        assert Period.inclusive(first, last).days == length


class TestFinancialYear:
    @pytest.mark.parametrize(
        ("on", "year"),
        [("2023-03-31", 2022), ("2023-04-01", 2023), ("2023-12-31", 2023)],
    )
    def test_turns_on_the_first_of_april(self, on: str, year: int) -> None:
        assert FinancialYear.holding(day(on)) == FinancialYear(year)

    @pytest.mark.parametrize(
        ("year", "written"), [(2022, "2022-23"), (1999, "1999-00"), (2008, "2008-09")]
    )
    def test_is_written_as_the_service_does(self, year: int, written: str) -> None:
        assert str(FinancialYear(year)) == written

    @given(dates)
    def test_holds_every_day_that_falls_in_it(self, on: datetime.date) -> None:
        year = FinancialYear.holding(on).period

        assert year.start <= on <= year.last_day

    @given(years)
    def test_is_twelve_months_and_the_next_one_follows(
        self, year: FinancialYear
    ) -> None:
        following = FinancialYear(year.start_year + 1)

        assert year.period.whole_months == 12
        assert year.period.end == following.period.start


class TestQuarter:
    def test_four_starts_in_january(self) -> None:
        quarter = Quarter(FinancialYear(2018), 4)

        assert quarter.period == period("2019-01-01", "2019-04-01")
        assert str(quarter) == "Q4 2018-19"

    @pytest.mark.parametrize("number", [0, 5])
    def test_is_one_of_four(self, number: int) -> None:
        with pytest.raises(AssertionError, match="no such quarter"):
            Quarter(FinancialYear(2018), number)

    @given(years)
    def test_and_the_other_three_make_the_year(self, year: FinancialYear) -> None:
        quarters = [Quarter(year, number).period for number in (1, 2, 3, 4)]

        assert quarters[0].start == year.period.start
        assert quarters[-1].end == year.period.end
        assert all(
            one.end == following.start
            for one, following in itertools.pairwise(quarters)
        )
