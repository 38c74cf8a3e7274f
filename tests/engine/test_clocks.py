"""Deadlines are counted in working days, by the calendar that the law names."""

import datetime
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safehold.engine import clocks
from safehold.engine.clocks import CLOCKS, Calendar, NoCalendar

_ANY_DAY = st.dates(datetime.date(2005, 1, 1), datetime.date(2099, 10, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def known_non_working_days() -> frozenset[datetime.date]:
    beside = Path(__file__).resolve().parents[3] / "shared"
    folder = Path(os.environ.get("SAFEHOLD_SOURCES", beside / "sources")).parent
    file = folder / "data" / "foia_non_working_days_2019_2028.json"
    if not file.exists():
        pytest.skip("the register of bank holidays 2019 to 2028 is not beside us")
    return frozenset(map(day, json.loads(file.read_text())["dates"]))


class TestARequestForInformation:
    @pytest.mark.parametrize(
        ("received", "expected"),
        [
            ("2023-07-25", "2023-08-23"),  # 7 August is kept in Scotland only
            ("2023-12-15", "2024-01-18"),  # so is 2 January
            ("2024-02-26", "2024-03-26"),  # 17 March is a Sunday: 18 in lieu, in NI
        ],
    )
    def test_is_due_on_the_twentieth_working_day_anywhere(
        self, received: str, expected: str
    ) -> None:
        assert clocks.foi_due(day(received)).due == day(expected)

    def test_received_on_a_saturday_counts_from_monday(self) -> None:
        on_saturday = clocks.foi_due(day("2023-09-02")).due
        on_friday = clocks.foi_due(day("2023-09-01")).due

        assert on_saturday == on_friday == day("2023-09-29")

    def test_explains_each_day_passed_over(self) -> None:
        explained = clocks.foi_due(day("2023-07-25")).days_not_counted

        assert explained[4] == (day("2023-08-07"), "Summer Bank Holiday (Scotland)")
        assert [reason for _, reason in explained].count("Saturday") == 4
        assert [reason for _, reason in explained].count("Sunday") == 4
        assert len(explained) == 4 + 4 + 1

    def test_names_a_day_in_lieu_and_where_it_is_kept(self) -> None:
        explained = dict(clocks.foi_due(day("2024-02-26")).days_not_counted)

        assert (
            explained[day("2024-03-18")]
            == "Saint Patrick's Day, day in lieu (Northern Ireland)"
        )

    @pytest.mark.parametrize(
        ("year", "days"),
        [
            # The Platinum Jubilee in June, the late Queen's funeral in September.
            (
                2022,
                "01-03 01-04 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-01 08-29 "
                "09-19 11-30 12-26 12-27",
            ),
            # A day of Scotland's own in June.
            (
                2026,
                "01-01 01-02 03-17 04-03 04-06 05-04 05-25 06-15 07-13 08-03 08-31 "
                "11-30 12-25 12-28",
            ),
        ],
    )
    def test_leaves_out_the_days_proclaimed_for_a_year(
        self, year: int, days: str
    ) -> None:
        every_day = (
            datetime.date(year, 1, 1) + datetime.timedelta(days=ahead)
            for ahead in range(365)
        )

        found = [
            f"{weekday:%m-%d}"
            for weekday in every_day
            if weekday.weekday() < 5
            and clocks.why_not_working(weekday, Calendar.ANY_PART_OF_THE_UK)
        ]

        assert found == days.split()

    def test_leaves_out_every_bank_holiday_of_ten_years_and_no_other_day(self) -> None:
        known = known_non_working_days()
        every_day = (
            datetime.date(2019, 1, 1) + datetime.timedelta(days=ahead)
            for ahead in range(3653)
        )

        found = {
            weekday
            for weekday in every_day
            if weekday.weekday() < 5
            and clocks.why_not_working(weekday, Calendar.ANY_PART_OF_THE_UK)
        }

        assert found == known

    @settings(deadline=None)
    @given(_ANY_DAY)
    def test_counts_exactly_twenty_days_and_explains_all_others(
        self, received: datetime.date
    ) -> None:
        answer = clocks.foi_due(received)

        passed = (answer.due - received).days
        assert passed == 20 + len(answer.days_not_counted)
        assert (
            clocks.working_days_between(
                Calendar.ANY_PART_OF_THE_UK, received, answer.due
            )
            == 20
        )
        assert clocks.why_not_working(answer.due, Calendar.ANY_PART_OF_THE_UK) is None

    @settings(deadline=None)
    @given(_ANY_DAY)
    def test_received_later_is_never_due_earlier(self, received: datetime.date) -> None:
        next_day = received + datetime.timedelta(days=1)

        assert clocks.foi_due(next_day).due >= clocks.foi_due(received).due


class TestTheEnglishCalendar:
    def test_counts_a_scottish_bank_holiday(self) -> None:
        assert clocks.why_not_working(day("2023-08-07"), Calendar.ENGLAND) is None

    def test_leaves_out_an_english_one(self) -> None:
        assert (
            clocks.why_not_working(day("2023-08-28"), Calendar.ENGLAND)
            == "Late Summer Bank Holiday"
        )

    def test_gives_call_in_five_days(self) -> None:
        published = day("2026-07-15")  # a Wednesday

        assert clocks.due(CLOCKS["call_in"], published).due == day("2026-07-22")


class TestYearsWithoutACalendar:
    @pytest.mark.parametrize("received", ["2004-12-30", "2099-12-20", "9999-12-31"])
    def test_are_refused_and_not_guessed(self, received: str) -> None:
        with pytest.raises(NoCalendar):
            clocks.foi_due(day(received))


class TestTheRegisterOfClocks:
    def test_names_each_clock_as_it_is_asked_for(self) -> None:
        assert all(name == clock.name for name, clock in CLOCKS.items())
