"""Years, parts and requests add up to what the text says they do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safehold.engine.documents.amounts import find_amounts
from safehold.engine.documents.periods_stated import find_periods
from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from tests.engine.documents.checks import build

WHOLE = "budgets.years_do_not_make_the_whole"


def findings(code: str, text: str) -> tuple[Finding, ...]:
    reading = Reading(
        kind=DocumentKind.UNKNOWN,
        amounts=find_amounts(text),
        periods=find_periods(text),
    )
    return build.findings(code, reading, text)


def profile(whole: int, spent: int, each: int) -> str:
    return (
        f"Of the line £{whole:,} goes to housing, of which £{spent:,} has been spent "
        "in financial year 2017-18 and £80,000 is committed in 2018-19.\n\n"
        f"£{each:,} has been allocated each for 2018-19 and 2019-20."
    )


class TestAProfile:
    def test_forty_pounds_over_is_found_at_the_whole(self) -> None:
        text = profile(436_690, 94_000, 171_365)

        [finding] = findings(WHOLE, text)

        assert finding.printed == build.pounds(436_690)
        assert finding.computed == build.pounds(94_000 + 2 * 171_365)
        assert finding.difference == build.pounds(-40)
        assert build.found(finding, text) == "£436,690"

    def test_that_adds_up_is_left_alone(self) -> None:
        assert not findings(WHOLE, profile(94_000 + 2 * 171_365, 94_000, 171_365))

    @pytest.mark.parametrize(
        "before",
        [
            "",
            "Nothing is divided.",
            "£9 is apportioned, of which £1 was spent at some time.",
        ],
    )
    def test_of_no_divided_sum_is_not_judged(self, before: str) -> None:
        text = f"{before}\n\n£5 has been allocated each for 2018-19 and 2019-20."

        assert not findings(WHOLE, text)

    def test_for_one_year_only_is_no_profile(self) -> None:
        assert not findings(WHOLE, "£9, of which £1. £5 is allocated each for 2018-19.")

    @settings(deadline=None)
    @given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(-(10**5), 10**5))
    def test_is_found_exactly_when_it_is_out_and_by_how_much(
        self, spent: int, each: int, out: int
    ) -> None:
        whole = max(1, spent + 2 * each + out)

        found = findings(WHOLE, profile(whole, spent, each))

        out = whole - spent - 2 * each
        assert [f.difference for f in found] == ([Money(out * 100)] if out else [])


class TestHeadroom:
    TEXT = (
        "£{} of the line is apportioned, of which £80,000 is committed for 2018-19.\n\n"
        "£171,365 has been allocated each for 2018-19 and 2019-20.\n\n"
        "This paper requests £{} for quarter 4 2018-19 and £140,000 for FY2019-2020."
    )

    def test_left_over_is_no_finding(self) -> None:
        # 171,365 - (80,000 + 35,000) = 56,365, and 171,365 - 140,000 = 31,365.
        text = self.TEXT.format("342,730", "35,000")

        assert not findings("budgets.no_headroom", text)

    def test_is_worked_out_in_the_financial_part_alone(self) -> None:
        rest = "\n\nElsewhere £999,000 is spent in 2018-19."
        text = self.TEXT.format("342,730", "35,000")
        reading = Reading(
            kind=DocumentKind.UNKNOWN,
            amounts=find_amounts(text + rest),
            periods=find_periods(text + rest),
            sections=(build.section("Financial Comments", text, text + rest),),
        )

        assert not build.findings("budgets.no_headroom", reading, text + rest)

    def test_below_zero_is_found_with_what_is_too_much(self) -> None:
        [finding] = findings(
            "budgets.no_headroom", self.TEXT.format("342,730", "95,000")
        )

        assert finding.printed == build.pounds(80_000 + 95_000)
        assert finding.computed == build.pounds(171_365)
        assert finding.difference == build.pounds(3_635)
        assert finding.message.startswith("In 2018-19")


class TestARequestByYear:
    CODE = "budgets.requested_years_not_totalled"
    REQUEST = "It requests £35,000 for 2018-19 and £140,000 for 2019-20."

    def test_whose_sum_is_printed_is_left_alone(self) -> None:
        assert not findings(
            self.CODE,
            "Approve £175,000. " + self.REQUEST,
        )

    def test_whose_sum_stands_nowhere_is_found(self) -> None:
        [finding] = findings(
            self.CODE,
            "Approve £180,000. " + self.REQUEST,
        )

        assert (finding.printed, finding.computed) == (None, build.pounds(175_000))


class TestParts:
    CODE = "budgets.parts_do_not_make_the_whole"

    def test_that_make_the_whole_are_left_alone(self) -> None:
        assert not findings(
            self.CODE, "The need is £100, composed of £75 for one and £25 for another."
        )

    def test_that_do_not_are_found_at_the_whole(self) -> None:
        text = "The need is £100, composed of £75 for one and £20 for another."

        [finding] = findings(self.CODE, text)

        assert finding.difference == build.pounds(5)
        assert build.found(finding, text) == "£100"

    def test_of_which_one_is_told_are_not_all(self) -> None:
        assert not findings(self.CODE, "The need is £100, composed of £75 and more.")

    def test_with_a_part_of_a_part_in_brackets_are_left_alone(self) -> None:
        assert not findings(
            self.CODE, "The need is £9, made up of £5 (£2 of it now) and £4 (later)."
        )

    def test_included_in_a_whole_need_not_fill_it(self) -> None:
        assert not findings(self.CODE, "The need is £100, including £75 and £20.")
