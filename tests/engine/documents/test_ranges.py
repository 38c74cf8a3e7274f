"""A run of days is read from its first day through its last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents import ranges


def read(text: str) -> list[tuple[str, str, str]]:
    return [
        (
            found.period.start.isoformat(),
            found.period.last_day.isoformat(),
            text[found.span.start : found.span.end],
        )
        for found in ranges.find_ranges(text)
    ]


class TestRanges:
    @pytest.mark.parametrize(
        ("printed", "first", "last"),
        [
            ("1st April 2025 to 31st March 2026", "2025-04-01", "2026-03-31"),
            ("1st December 2016 to 1st July 2017", "2016-12-01", "2017-07-01"),
            ("January 2019 to March 2020", "2019-01-01", "2020-03-31"),
            ("Feb 2021 - Feb 2024", "2021-02-01", "2024-02-29"),
            ("April 2020-March 2021", "2020-04-01", "2021-03-31"),
            ("May 2020 until the end of December 2021", "2020-05-01", "2021-12-31"),
            ("01/04/2025 - 31/03/2026", "2025-04-01", "2026-03-31"),
            ("1/4/25-31/3/26", "2025-04-01", "2026-03-31"),
            ("April to June 2025", "2025-04-01", "2025-06-30"),
            ("25 December to 5 January 2020", "2019-12-25", "2020-01-05"),
            ("29 February to 3 March 2023", "2023-02-28", "2023-03-03"),
            ("year ending March 2023", "2022-04-01", "2023-03-31"),
            ("twelve months to 31 December 2022", "2022-01-01", "2022-12-31"),
            ("y/e Mar 2020", "2019-04-01", "2020-03-31"),
            ("year ended 28 February 2023", "2022-03-01", "2023-02-28"),
        ],
    )
    def test_include_their_last_day(self, printed: str, first: str, last: str) -> None:
        assert read(f"for the {printed}.") == [(first, last, printed)]

    def test_may_be_said_with_between_and_and(self) -> None:
        text = "between 1 April 2025 and 31 March 2026"

        assert read(text) == [
            ("2025-04-01", "2026-03-31", "1 April 2025 and 31 March 2026")
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "1 April 2025 and 31 March 2026",
            "31 March 2026 to 1 April 2025",
            "1 April to 31 March",
            "April 2025\tto March 2026",
            "March 2020 to follow",
            "year ending soon",
        ],
    )
    def test_that_are_none_are_left_alone(self, text: str) -> None:
        assert read(text) == []

    @given(st.text("0123 /-toAprilMay\nyear ending", max_size=80) | st.text())
    def test_never_fail(self, text: str) -> None:
        for found in ranges.find_ranges(text):
            assert found.span.end <= len(text)
