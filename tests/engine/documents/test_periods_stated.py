"""Periods in every spelling, and which of the four kinds each is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents import periods_stated
from safehold.engine.documents.reading import PeriodKind
from safehold.engine.periods import FinancialYear


def read(text: str) -> list[tuple[str, str]]:
    return [
        (stated.kind.value, stated.printed)
        for stated in periods_stated.find_periods(text)
    ]


def days(text: str) -> tuple[str, str]:
    (stated,) = periods_stated.find_periods(text)
    assert stated.period is not None
    return stated.period.start.isoformat(), stated.period.last_day.isoformat()


class TestFinancialYears:
    @pytest.mark.parametrize(
        ("printed", "start_year"),
        [
            ("2025/26", 2025),
            ("2018-19", 2018),
            ("2022–2023", 2022),
            ("2025 - 2026", 2025),
            ("FY2019-2020", 2019),
            ("FY 2019/20", 2019),
            ("FY25/26", 2025),
            ("25/26", 2025),
            ("1999/00", 1999),
            ("financial year 2018-19", 2018),
            ("April 2020-March 2021", 2020),
            ("April 2020 to\nMarch 2021", 2020),
            ("1st April 2025 to 31st March 2026", 2025),
            ("year ending March 2023", 2022),
        ],
    )
    def test_have_one_value_in_every_spelling(
        self, printed: str, start_year: int
    ) -> None:
        assert periods_stated.financial_year(printed) == FinancialYear(start_year)

    @pytest.mark.parametrize(
        "printed",
        [
            "",
            "2022",
            "2017-21",
            "2025-2023",
            "25/27",
            "award 2022-23",
            "quarter 4 2018-19",
            "last 12 months",
            "quarter 1 2018-20",
        ],
    )
    def test_are_not_guessed(self, printed: str) -> None:
        assert periods_stated.financial_year(printed) is None

    @given(st.integers(1900, 2098).map(FinancialYear))
    def test_written_by_us_are_read_back(self, year: FinancialYear) -> None:
        assert periods_stated.financial_year(str(year)) == year
        assert (
            periods_stated.financial_year(f"FY{year.start_year}/{year.start_year + 1}")
            == year
        )


class TestPeriods:
    @pytest.mark.parametrize(
        ("text", "printed", "first", "last"),
        [
            ("the plan (2017-21)", "2017-21", "2017-04-01", "2021-03-31"),
            ("Plan 2017 – 2020 Overall", "2017 – 2020", "2017-04-01", "2020-03-31"),
            ("academic year 2022/23", "2022/23", "2022-09-01", "2023-08-31"),
            ("(2026 - 28)", "2026 - 28", "2026-04-01", "2028-03-31"),
            ("years 2019/20-21/22.", "2019/20-21/22", "2019-04-01", "2022-03-31"),
            ("2019/20 to 2021/22", "2019/20 to 2021/22", "2019-04-01", "2022-03-31"),
            ("quarter 4 2018-19", "quarter 4 2018-19", "2019-01-01", "2019-03-31"),
            ("2018-19 (quarter 4)", "2018-19 (quarter 4)", "2019-01-01", "2019-03-31"),
            ("Q1 of 2025/26", "Q1 of 2025/26", "2025-04-01", "2025-06-30"),
            ("2025/26 Q3", "2025/26 Q3", "2025-10-01", "2025-12-31"),
            (
                "May 2019 to June 2020",
                "May 2019 to June 2020",
                "2019-05-01",
                "2020-06-30",
            ),
        ],
    )
    def test_of_other_lengths_are_date_ranges(
        self, text: str, printed: str, first: str, last: str
    ) -> None:
        assert read(text) == [("date_range", printed)]
        assert days(text) == (first, last)

    @pytest.mark.parametrize(
        "text",
        ["over the last 12 months", "the last 12months", "the past twelve months"],
    )
    def test_may_be_the_last_twelve_months(self, text: str) -> None:
        (stated,) = periods_stated.find_periods(text)

        assert stated.kind is PeriodKind.LAST_TWELVE_MONTHS
        assert stated.period is None

    def test_may_be_called_the_funding_period(self) -> None:
        text = "the grant period (April 2020 to March 2021)"

        assert read(text) == [("funding_period", "April 2020 to March 2021")]
        assert days(text) == ("2020-04-01", "2021-03-31")

    def test_may_be_named_without_dates(self) -> None:
        text = "each financial year, and at the end of the funding period"

        assert read(text) == [
            ("financial_year", "financial year"),
            ("funding_period", "funding period"),
        ]

    def test_of_one_sentence_are_all_found(self) -> None:
        text = "for financial years 2018-19 and 2019-20"

        assert read(text) == [
            ("financial_year", "2018-19"),
            ("financial_year", "2019-20"),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "£2018-19",
            "£1,000-£2,000",
            "call 020 7983 4000",
            "1-1 work, section 7.2",
            "2012-13-14 and 2024-10-17",
            "2025-2023",
            "2000-2500 people",
            "in 2019 - 21 people",
            "2019/20-25/27",
            "Q1. The name",
            "Q5 2018-19 is none",
        ],
    )
    def test_that_are_none_are_left_alone(self, text: str) -> None:
        assert [kind for kind, _ in read(text) if kind != "financial_year"] == []

    @given(st.text("FYQ2018/19-–to AprilMarch\nquarter(", max_size=60) | st.text())
    def test_stand_where_they_say(self, text: str) -> None:
        end = 0
        for stated in periods_stated.find_periods(text):
            assert text[stated.span.start : stated.span.end] == stated.printed
            assert end <= stated.span.start
            end = stated.span.end
