"""Each recommendation can be approved as it stands."""

import pytest

from safehold.engine.documents.amounts import find_amounts
from safehold.engine.documents.names import find_areas, find_organisations
from safehold.engine.documents.reading import Reading
from safehold.engine.findings import Finding
from safehold.engine.spans import Span
from tests.engine.documents.checks import build


def findings(code: str, recommended: list[str], rest: str = "") -> tuple[Finding, ...]:
    """Return what is found in a form with these recommendations and this finance."""
    text = "\n\n".join([*recommended, rest])
    amounts = find_amounts(text)
    reading = Reading(
        kind=build.DECISION,
        amounts=amounts,
        organisations=find_organisations(text),
        areas=find_areas(text),
        sections=(build.section("Financial Comments", rest, text),) if rest else (),
        recommendations=tuple(
            build.recommendation(
                str(number),
                words,
                text,
                *(a for a in amounts if _is_in(a.span, build.span_of(words, text))),
            )
            for number, words in enumerate(recommended, 1)
        ),
    )
    return build.findings(code, reading, text)


def _is_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


class TestTheTotal:
    CODE = "recommendations.total_not_printed"
    TWO = ("Award up to £275,000 to Cranstoun.", "Award £89,000 to SafeLives.")

    def test_that_stands_nowhere_is_found_with_its_working(self) -> None:
        [finding] = findings(self.CODE, [*self.TWO])

        assert (finding.printed, finding.computed) == (None, build.pounds(364_000))
        assert "£275,000 + £89,000" in finding.message

    def test_that_is_printed_is_left_alone(self) -> None:
        assert not findings(self.CODE, [*self.TWO], "In all £364,000 is needed.")

    @pytest.mark.parametrize(
        "recommended",
        [
            ["Accept £90 from the Home Office.", "Award £80 to SafeLives."],
            ["Approve £90 in all.", "Award £80 to SafeLives.", "Keep £10."],
            ["Award £80.", "Delegate signing of up to £90 to the director."],
        ],
    )
    def test_of_what_is_not_spent_twice_is_not_asked_for(
        self, recommended: list[str]
    ) -> None:
        assert not findings(self.CODE, recommended)

    def test_of_one_recommendation_needs_no_printing(self) -> None:
        assert not findings(self.CODE, ["Award £5.", "Sign the agreement."])

    def test_is_not_guessed_where_one_recommendation_has_several_sums(self) -> None:
        assert not findings(self.CODE, ["Accept £9 and award £5.", "Keep £4."])


class TestTheFinancialComments:
    CODE = "recommendations.not_in_financial_comments"

    def test_silent_on_a_sum_are_found(self) -> None:
        [finding] = findings(
            self.CODE,
            [
                "Award £275,000 to Rise Mutual and the London Borough of Croydon.",
                "Award £89,000 to SafeLives.",
            ],
            "The money for sustaining the work in Croydon is confirmed.",
        )

        assert finding.printed == build.pounds(89_000)
        assert "recommendation 2" in finding.message

    @pytest.mark.parametrize(
        "comments", ["In all £89,000 is found.", "SafeLives is paid from the fund."]
    )
    def test_that_name_the_sum_or_the_recipient_cover_it(self, comments: str) -> None:
        assert not findings(self.CODE, ["Award £89,000 to SafeLives."], comments)

    def test_that_are_missing_are_left_to_the_check_on_sections(self) -> None:
        assert not findings(self.CODE, ["Award £89,000 to SafeLives."])


class TestAJointAward:
    CODE = "recommendations.award_not_split"

    def test_without_a_split_is_found(self) -> None:
        [finding] = findings(
            self.CODE,
            [
                "Award grants of up to £275,000 for a year to Rise Mutual and the "
                "London Borough of Croydon, with the Mayor's Office managing it."
            ],
        )

        assert finding.printed == build.pounds(275_000)
        assert "Rise Mutual and London Borough of Croydon together" in finding.message

    @pytest.mark.parametrize(
        "recommended",
        [
            "Award grants of £10 and £20 to Rise Mutual and Cranstoun respectively.",
            "Award a grant of £10 to Rise Mutual, working with Cranstoun.",
            "Award £10 to SafeLives.",
            "Award £10 for work that Cranstoun knows, to SafeLives.",
            "Award £10 to LB Croydon (London Borough of Croydon).",
            "Thank Rise Mutual and Cranstoun for £10.",
        ],
    )
    def test_to_one_or_with_a_split_is_left_alone(self, recommended: str) -> None:
        assert not findings(self.CODE, [recommended])
