"""The five published texts: each sum, date, reference and borough, counted by hand."""

from collections import Counter

import pytest

from safehold.engine.areas import area
from safehold.engine.documents import (
    amounts,
    dates,
    names,
    periods_stated,
    references,
)
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import Amount, PeriodKind
from tests.sources import CABINET, DRIVE, HOUSING, REQUEST, RESTART, real_text


def amounts_of(number: str) -> tuple[Amount, ...]:
    return amounts.find_amounts(real_text(number))


def qualified(number: str) -> Counter[tuple[int, Qualifier]]:
    """Return the sums in pounds that are not exact, with their qualifiers."""
    return Counter(
        (amount.money.pence // 100, amount.qualifier)
        for amount in amounts_of(number)
        if amount.qualifier is not Qualifier.EXACT
    )


class TestAmounts:
    @pytest.mark.parametrize(
        ("number", "count", "pounds"),
        [
            (RESTART, 7, 3 * 1_000_000 + 2 * 750_000 + 2 * 250_000),
            # 16 in the words; 15 in the grid, which holds its total of 1,033,000
            # four times over: rows, row totals, totals of columns and the whole.
            (
                *(CABINET, 16 + 15),
                4 * 1_033_000
                + 3 * 115_000
                + 2 * (28_000 + 29_000)
                + 16_000
                + 1_000_000
                + 26_000
                + 56_650
                + 58_350
                + 4 * 1_033_000,
            ),
            (
                *(DRIVE, 9),
                3 * 15_000_000 + 2 * 275_000 + 2 * 89_000 + 312_000 + 1_300_000_000,
            ),
            # 6 in the budget table, 12 in the words.
            (
                *(HOUSING, 6 + 12),
                (4_071_697 + 555_000 + 17_135_937 + 26_645_606 + 601_217)
                + 65_333_734
                + 26_645_606
                + 2 * 175_000
                + 2 * (35_000 + 140_000)
                + (436_690 + 94_000 + 80_000 + 171_365)
                + 499_000,
            ),
            (REQUEST, 7 * 2, 2_541_937 + 2_057_705),
        ],
    )
    def test_are_all_found_and_nothing_else(
        self, number: str, count: int, pounds: int
    ) -> None:
        found = amounts_of(number)

        assert len(found) == count
        assert sum(amount.money.pence for amount in found) == pounds * 100
        assert amounts.find_unread_sums(real_text(number)) == ()

    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (RESTART, {(1_000_000, Qualifier.UP_TO): 3}),
            (
                CABINET,
                {
                    (1_033_000, Qualifier.UP_TO): 1,
                    (1_000_000, Qualifier.ESTIMATED): 1,
                },
            ),
            (
                DRIVE,
                {
                    (275_000, Qualifier.UP_TO): 2,
                    (89_000, Qualifier.UP_TO): 1,
                    (312_000, Qualifier.ESTIMATED): 1,
                    (15_000_000, Qualifier.COMMITTED): 1,
                },
            ),
            (
                HOUSING,
                {
                    (175_000, Qualifier.UP_TO): 2,
                    (35_000, Qualifier.UP_TO): 1,
                    (140_000, Qualifier.UP_TO): 1,
                    (499_000, Qualifier.UP_TO): 1,
                    (94_000, Qualifier.SPENT): 1,
                    (80_000, Qualifier.COMMITTED): 1,
                },
            ),
            (REQUEST, {}),
        ],
    )
    def test_are_what_their_clause_says(
        self, number: str, expected: dict[tuple[int, Qualifier], int]
    ) -> None:
        assert qualified(number) == Counter(expected)

    def test_carry_one_footnote_mark_among_the_awards(self) -> None:
        marked = [amount.printed for amount in amounts_of(REQUEST) if amount.marker]

        assert marked == ["£682,909*"]


class TestDates:
    @pytest.mark.parametrize(
        ("number", "count", "last"),
        [
            (RESTART, 15, "2024-10-15"),
            (CABINET, 1, "2026-07-14"),
            (DRIVE, 4, "2019-12-09"),
            (HOUSING, 12, "2012-07-02"),
            (REQUEST, 2, None),
        ],
    )
    def test_are_all_found(self, number: str, count: int, last: str | None) -> None:
        found = dates.find_dates(real_text(number))

        assert len(found) == count
        assert (found[-1].date and found[-1].date.isoformat()) == last


class TestPeriods:
    @pytest.mark.parametrize(
        ("number", "years", "ranges", "others"),
        [
            (RESTART, 12, 5, 0),
            (CABINET, 4, 7, 1),
            (DRIVE, 6, 5, 0),
            (HOUSING, 6, 10, 1),
            (REQUEST, 2, 0, 1),
        ],
    )
    def test_are_all_found_by_kind(
        self, number: str, years: int, ranges: int, others: int
    ) -> None:
        found = periods_stated.find_periods(real_text(number))
        kinds = Counter(stated.kind for stated in found)

        assert kinds[PeriodKind.FINANCIAL_YEAR] == years
        assert kinds[PeriodKind.DATE_RANGE] == ranges
        assert len(found) == years + ranges + others


class TestReferences:
    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (RESTART, ["PCD 1742", "MOPAC 897", "MOPAC 955", "PCD 1398", "PCD 1460"]),
            (CABINET, []),
            (DRIVE, ["PCD 663", *("PCD 291", "PCD 448", "PCD 633") * 2]),
            (
                HOUSING,
                [
                    *("PCD 480", "PCD 377", "PCD 377", "DMPCD 143", "PCD 212"),
                    *("PCD 377", "DMPCD 2014 143", "PCD 377"),
                ],
            ),
            (REQUEST, ["FOI 556"]),
        ],
    )
    def test_are_all_found(self, number: str, expected: list[str]) -> None:
        found = references.find_references(real_text(number))

        assert [reference.normalised for reference in found] == expected

    def test_misspelt_twice_in_one_text_carry_a_warning(self) -> None:
        found = references.find_references(real_text(HOUSING))

        assert [each.printed for each in found if each.warning] == ["PDC 377"] * 2


class TestNames:
    @pytest.mark.parametrize(
        ("number", "mentions"),
        [
            (RESTART, {"Waltham Forest": 2}),
            (CABINET, {"Waltham Forest": 29}),
            (DRIVE, {"Croydon": 7}),
            (HOUSING, {}),
        ],
    )
    def test_of_boroughs_are_all_found(
        self, number: str, mentions: dict[str, int]
    ) -> None:
        found = names.find_areas(real_text(number))

        assert Counter(area(each.gss_code).name for each in found) == mentions

    def test_of_boroughs_in_a_broken_table_need_its_cells_joined(self) -> None:
        # Two of the 17 are parted by other columns; the tables' reader joins them.
        found = names.find_areas(real_text(REQUEST))

        assert len({each.gss_code for each in found}) == 17 - 2

    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (
                CABINET,
                {
                    "Foundations": 9,
                    "Respect": 16,
                    "Refuge": 2,
                    "Child and Woman Abuse Studies Unit": 16,
                    "SafeLives": 1,
                    "Cordis Bright": 1,
                    "London Metropolitan University": 2,
                    "London Borough of Waltham Forest": 2,
                    "Home Office": 1,
                    "Domestic Abuse Commissioner": 1,
                },
            ),
            (
                DRIVE,
                {
                    "Rise Mutual": 2,
                    "SafeLives": 3,
                    "London Borough of Croydon": 4,
                    "Home Office": 7,
                    "West Midlands Police and Crime Commissioner": 1,
                    "West Mercia Police and Crime Commissioner": 1,
                    "South Wales Police and Crime Commissioner": 1,
                    "College of Policing": 1,
                    "Metropolitan Police Service": 1,
                    "Violence Reduction Unit": 3,
                    "Office for National Statistics": 1,
                    "Greater London Authority": 1,
                },
            ),
            (
                HOUSING,
                {
                    "Safer London": 19,
                    "Imkaan": 1,
                    "London Councils": 1,
                    "G15": 1,
                    "Ministry of Justice": 1,
                    "Greater London Authority": 3,
                },
            ),
        ],
    )
    def test_of_bodies_are_all_found_and_nothing_else(
        self, number: str, expected: dict[str, int]
    ) -> None:
        found = Counter(
            mention.name for mention in names.find_organisations(real_text(number))
        )
        del found["Mayor's Office for Policing and Crime"]

        assert found == expected
