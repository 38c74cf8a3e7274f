"""Funders' money is enough, in proportion, counted once, and in the table."""

from safehold.engine.documents.amounts import find_amounts
from safehold.engine.documents.names import find_organisations
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import (
    Amount,
    AwardRole,
    DocumentKind,
    Reading,
    StatedAward,
)
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from safehold.engine.periods import FinancialYear
from safehold.engine.spans import Span
from tests.engine.documents.checks import build

NOWHERE = Span(0, 1)


def findings(code: str, text: str, *awards: StatedAward) -> tuple[Finding, ...]:
    reading = Reading(
        kind=DocumentKind.UNKNOWN,
        amounts=find_amounts(text),
        organisations=find_organisations(text),
        awards=awards,
    )
    return build.findings(code, reading, text)


def award(programme: str, role: AwardRole, whole: int, funder: str = "") -> StatedAward:
    money = build.pounds(whole)
    amount = Amount(money, Qualifier.EXACT, str(money), "", NOWHERE, NOWHERE)
    return StatedAward(programme, role, funder, funder, (), FinancialYear(2022), amount)


def both(
    programme: str, grant: int, added: int, funder: str = ""
) -> tuple[StatedAward, StatedAward]:
    return (
        award(programme, AwardRole.GRANT, grant, "Home Office"),
        award(programme, AwardRole.MATCH_FUNDING, added, funder),
    )


class TestACost:
    CODE = "awards.cost_above_award"

    def gaps(self, text: str) -> list[Money | None]:
        amounts = find_amounts(text)
        reading = Reading(
            kind=build.DECISION,
            amounts=amounts,
            recommendations=(
                build.recommendation("1", "Award £275,000", text, amounts[0]),
            ),
        )
        found = build.findings(self.CODE, reading, text)
        return [finding.difference for finding in found]

    def test_above_the_award_is_found_with_what_nobody_pays(self) -> None:
        text = "Award £275,000. The operational costs are £312,000 per year."

        assert self.gaps(text) == [build.pounds(312_000 - 275_000)]

    def test_with_a_source_for_the_rest_is_left_alone(self) -> None:
        text = (
            "Award £275,000. The operational costs are £312,000 per year. "
            "The council pays £37,000."
        )

        assert not self.gaps(text)

    def test_that_all_awards_together_meet_is_left_alone(self) -> None:
        text = "Award £275,000 and £37,000. The running costs are £312,000 a year."
        first, second, _ = find_amounts(text)
        reading = Reading(
            kind=build.DECISION,
            recommendations=(
                build.recommendation("1", "Award £275,000", text, first),
                build.recommendation("2", "£37,000", text, second),
            ),
        )

        assert not build.findings(self.CODE, reading, text)

    def test_that_the_award_meets_is_left_alone(self) -> None:
        assert not self.gaps("Award £275,000. The delivery costs are £275,000 a year.")

    def test_of_several_years_is_not_set_against_one(self) -> None:
        assert not self.gaps("Award £275,000. The delivery costs are £825,000 in all.")


class TestTwoFunders:
    CODE = "awards.funders_not_split"

    def test_of_one_sum_without_their_shares_are_found_once(self) -> None:
        text = (
            "Accept £1,033,000 from the Mayor's Office for Policing and Crime (MOPAC) "
            "and Foundations. The £1,033,000 from MOPAC and Foundations is for work."
        )

        [finding] = findings(self.CODE, text)

        assert finding.printed == build.pounds(1_033_000)

    def test_with_one_sum_each_are_left_alone(self) -> None:
        assert not findings(self.CODE, "Accept £5 from MOPAC and £6 from Foundations.")

    def test_are_not_read_into_a_funder_and_a_recipient(self) -> None:
        assert not findings(self.CODE, "Accept £5 from MOPAC to pay Foundations.")


class TestMatchFunding:
    OFFSET = "The match funding is offset by the management income of £115,000."

    def test_offset_by_income_of_the_grant_is_found_once(self) -> None:
        found = findings("awards.match_is_grant_money", f"{self.OFFSET} {self.OFFSET}")

        assert len(found) == 1

    def test_from_elsewhere_is_left_alone(self) -> None:
        assert not findings(
            "awards.match_is_grant_money", "The match funding is met by the council."
        )
        assert not findings(
            "awards.match_is_grant_money", "Match funding and income are two things."
        )

    def test_out_of_a_sum_that_also_pays_costs_is_the_same_money_twice(self) -> None:
        text = f"{self.OFFSET} The council may claim £115,000 for its costs."

        [finding] = findings("awards.same_money_twice", text)

        assert finding.printed == build.pounds(115_000)

    def test_out_of_another_sum_than_the_costs_is_left_alone(self) -> None:
        text = f"{self.OFFSET} The council may claim £20 for its costs."

        assert not findings("awards.same_money_twice", text)


class TestRatios:
    CODE = "awards.ratio_is_an_outlier"
    ALIKE = (*both("A", 100, 60), *both("B", 100, 90), *both("C", 100, 30))

    def test_out_of_proportion_are_found(self) -> None:
        # 688,838 / 107,689 = 6.40; the middle of 0.30, 0.60, 0.90, 6.40 is 0.75.
        [finding] = findings(self.CODE, "x", *self.ALIKE, *both("D", 107_689, 688_838))

        assert "D has £6.40 of match" in finding.message
        assert "£0.75" in finding.message
        assert finding.printed == build.pounds(688_838)

    def test_far_below_the_middle_are_found_too(self) -> None:
        [finding] = findings(self.CODE, "x", *self.ALIKE, *both("D", 100, 2))

        assert finding.message.startswith("D has £0.02")

    def test_within_three_times_the_middle_are_left_alone(self) -> None:
        # The middle of 0.30, 0.60, 0.90, 2.25 is 0.75, and 3 × 0.75 = 2.25.
        assert not findings(self.CODE, "x", *self.ALIKE, *both("D", 100, 225))

    def test_have_one_in_the_middle_of_an_odd_number(self) -> None:
        # Of 0.30, 0.60, 0.90, 1.00 and 6.00 the middle is 0.90.
        five = (*self.ALIKE, *both("D", 100, 100), *both("E", 100, 600))

        [finding] = findings(self.CODE, "x", *five)

        assert "£0.90" in finding.message

    def test_of_three_programmes_are_too_few_to_compare(self) -> None:
        assert not findings(self.CODE, "x", *self.ALIKE[:4], *both("D", 100, 900))

    def test_leave_out_a_programme_without_match_funding(self) -> None:
        grant_only = award("E", AwardRole.GRANT, 5)

        assert not findings(
            self.CODE, "x", *self.ALIKE, *both("D", 100, 60), grant_only
        )


class TestNamedFunders:
    CODE = "awards.funder_missing_from_table"
    TEXT = "These were all jointly funded by MOPAC and the Home Office."

    def test_that_fund_only_some_are_found_once(self) -> None:
        [finding] = findings(
            self.CODE,
            f"{self.TEXT} {self.TEXT}",
            *both("A", 10, 5, "Mayor's Office for Policing and Crime"),
            *both("B", 10, 5, "Royal Borough of Greenwich"),
        )

        assert "no money of theirs for B" in finding.message

    def test_that_fund_all_are_left_alone(self) -> None:
        assert not findings(
            self.CODE,
            self.TEXT,
            *both("A", 10, 5, "Mayor's Office for Policing and Crime"),
            *both("B", 10, 5, "Mayor's Office for Policing and Crime"),
        )

    def test_of_no_table_are_not_judged(self) -> None:
        assert not findings(self.CODE, self.TEXT)
