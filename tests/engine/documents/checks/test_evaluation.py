"""An evaluation comes in time, and from somebody independent."""

import pytest

from safehold.engine.documents.names import find_organisations
from safehold.engine.documents.reading import Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build


def findings(code: str, text: str) -> tuple[Finding, ...]:
    signed = build.stated("11/12/2019", text, "2019-12-11") if "11/12" in text else None
    reading = Reading(
        kind=build.DECISION,
        signed_on=signed,
        organisations=find_organisations(text),
    )
    return build.findings(code, reading, text)


class TestAnEvaluation:
    CODE = "evaluation.too_late"
    RUNS = "The site is being evaluated, with the report due by {}. Signed 11/12/2019."

    @pytest.mark.parametrize(
        ("due", "is_found"),
        [("July 2020", True), ("November 2019", False), ("December 2019", False)],
    )
    def test_after_the_decision_it_informs_is_found(
        self, due: str, *, is_found: bool
    ) -> None:
        assert bool(findings(self.CODE, self.RUNS.format(due))) == is_found

    def test_of_what_is_yet_to_start_may_come_later(self) -> None:
        text = "The new service is to report by July 2021. Signed 11/12/2019."

        assert not findings(self.CODE, text)

    def test_without_a_date_is_not_judged(self) -> None:
        assert not findings(self.CODE, "It is being evaluated. Signed 11/12/2019.")

    def test_of_an_unsigned_decision_is_not_judged(self) -> None:
        assert not findings(self.CODE, "It is being evaluated, due by July 2020.")


class TestAnEvaluator:
    CODE = "evaluation.not_independent"

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            (
                "- Foundations (co-funder and evaluation partner)",
                "evaluates what it funds",
            ),
            (
                "- Cranstoun (delivery partner)\n- Cranstoun (evaluation partner)",
                "evaluates what it delivers",
            ),
            (
                "We pay Cranstoun as a delivery partner. Cranstoun have produced three "
                "reports evaluating the work.",
                "evaluates what it delivers",
            ),
        ],
    )
    def test_that_funds_or_delivers_is_found(self, text: str, what: str) -> None:
        [finding] = findings(self.CODE, text)

        assert what in finding.message

    def test_is_not_mistaken_for_its_neighbour(self) -> None:
        text = "We work with Cordis Bright (evaluation partner), Cranstoun (provider)."
        other = (
            "With Cranstoun (delivery partner) and Cordis Bright (evaluation partner)."
        )

        assert not findings(self.CODE, text)
        assert not findings(self.CODE, other)

    def test_of_what_it_has_produced_is_not_meant(self) -> None:
        text = "Evaluating it, Cranstoun, a delivery partner, produced a plan."

        assert not findings(self.CODE, text)

    def test_that_does_neither_is_left_alone(self) -> None:
        text = "- Cordis Bright (evaluation partner)\n- Cranstoun (delivery partner)"

        assert not findings(self.CODE, text)
