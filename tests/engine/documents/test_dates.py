"""Every printed date is read; one without a year stays without."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents import dates


def read(text: str) -> list[tuple[str | None, str]]:
    return [
        (stated.date.isoformat() if stated.date else None, stated.printed)
        for stated in dates.find_dates(text)
    ]


class TestDates:
    @pytest.mark.parametrize(
        ("printed", "expected"),
        [
            ("31st March 2025", "2025-03-31"),
            ("31<sup>st</sup> March 2025", "2025-03-31"),
            ("31 st March 2025", "2025-03-31"),
            ("14 July 2026", "2026-07-14"),
            ("14 JULY 2026", "2026-07-14"),
            ("14th of July, 2026", "2026-07-14"),
            ("July 14, 2026", "2026-07-14"),
            ("14 Jul. 2026", "2026-07-14"),
            ("14 Sept ’26", "2026-09-14"),
            ("9 Dec 19", "2019-12-09"),
            ("17/10/2024", "2024-10-17"),
            ("9/12/19", "2019-12-09"),
            ("9/12/70", "1970-12-09"),
            ("17.10.2024", "2024-10-17"),
            ("17-10-2024", "2024-10-17"),
            ("2024-10-17", "2024-10-17"),
            ("17-Oct-24", "2024-10-17"),
            ("17 / 10 / 2024", "2024-10-17"),
            ("09.12.19", "2019-12-09"),
            ("1st\n  December 2016", "2016-12-01"),
            ("29 February 2024", "2024-02-29"),
        ],
    )
    def test_are_read_in_every_spelling(self, printed: str, expected: str) -> None:
        assert read(printed) == [(expected, printed)]
        assert read(f"**Date:** {printed}\n") == [(expected, printed)]

    @pytest.mark.parametrize(
        ("text", "printed"),
        [
            ("which was received on July 25.", "July 25"),
            ("due by July 25 at noon", "July 25"),
            ("of 25 July we know", "25 July"),
            ("25 July 23 people moved", "25 July"),
            ("Date: July 25\n", "July 25"),
            ("29 February", "29 February"),
        ],
    )
    def test_without_a_year_are_partial(self, text: str, printed: str) -> None:
        assert read(text) == [(None, printed)]

    @pytest.mark.parametrize(
        "text",
        [
            "31/02/2024",
            "30 February",
            "29 February 2023",
            "99/99/9999",
            "17/10/3024",
            "In July 25 households moved",
            "in May 125 people",
            "in March 2020",
            "may 5 people",
            "paragraph 7.1.10",
            "24/7 and 2018-19",
            "2019/20-21/22",
            "1/2/3",
            "/2019/12/03/",
            "£1 March",
            "1 Mayor",
        ],
    )
    def test_that_are_none_are_left_alone(self, text: str) -> None:
        assert read(text) == []

    def test_stand_in_order_and_apart(self) -> None:
        text = "from 1st April 2025 to 31/3/26, signed July 4"

        assert [date for date, _ in read(text)] == ["2025-04-01", "2026-03-31", None]


class TestEveryText:
    @given(
        st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)),
        st.sampled_from(["%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %y", "%Y-%m-%d"]),
    )
    def test_written_by_us_is_read_back(self, day: datetime.date, form: str) -> None:
        (stated,) = dates.find_dates(day.strftime(form))

        assert stated.date == day

    @given(st.text("0123 /-.AprilMay\nst'", max_size=60) | st.text())
    def test_has_its_dates_where_they_say(self, text: str) -> None:
        end = 0
        for stated in dates.find_dates(text):
            assert text[stated.span.start : stated.span.end] == stated.printed
            assert end <= stated.span.start
            end = stated.span.end
