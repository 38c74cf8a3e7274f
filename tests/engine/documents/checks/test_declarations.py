"""Declarations are ticked and agree with the rest of the form."""

import pytest

from safehold.engine.documents.reading import Declaration, Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build

ADVICE = "The Act gives the power to award grants on any conditions. " * 5


def findings(code: str, text: str, declaration: Declaration) -> tuple[Finding, ...]:
    sections = (
        (build.section("Legal Comments", ADVICE, text),) if ADVICE in text else ()
    )
    reading = Reading(
        kind=build.DECISION, declarations=(declaration,), sections=sections
    )
    return build.findings(code, reading, text)


class TestTicks:
    def test_that_are_missing_are_found(self) -> None:
        text = "Finance was consulted."
        unticked = build.declaration("Financial", text, text, ticked=False)

        [finding] = findings("declarations.not_ticked", text, unticked)

        assert build.found(finding, text) == text
        assert not findings(
            "declarations.not_ticked", text, build.declaration("Financial", text, text)
        )


class TestLegalAdvice:
    CODE = "declarations.legal_advice_contradicted"
    NOT_REQUIRED = "Legal advice is not required."
    TAKEN = "Financial, legal and equalities advice has been taken into account."

    @pytest.mark.parametrize("rest", [TAKEN, ADVICE, f"{ADVICE}\n\n{TAKEN}"])
    def test_taken_and_declared_unnecessary_is_found(self, rest: str) -> None:
        text = f"{self.NOT_REQUIRED}\n\n{rest}"
        declared = build.declaration("Legal", self.NOT_REQUIRED, text, "not_required")

        [finding] = findings(self.CODE, text, declared)

        assert build.found(finding, text) == self.NOT_REQUIRED

    def test_not_taken_is_left_alone(self) -> None:
        text = f"{self.NOT_REQUIRED}\n\nNothing else."
        declared = build.declaration("Legal", self.NOT_REQUIRED, text, "not_required")

        assert not findings(self.CODE, text, declared)

    def test_taken_and_declared_is_left_alone(self) -> None:
        text = f"Legal advice was taken.\n\n{self.TAKEN}"
        declared = build.declaration("Legal", "Legal advice was taken.", text, "taken")

        assert not findings(self.CODE, text, declared)


class TestAnImpactAssessment:
    CODE = "declarations.no_dpia_for_people_at_risk"

    @pytest.mark.parametrize(
        ("variant", "work", "is_found"),
        [
            ("not_required", "It supports victims and their children.", True),
            ("not_required", "It buys desks.", False),
            ("completed", "It supports victims and their children.", False),
        ],
    )
    def test_is_missed_only_where_people_at_risk_are_concerned(
        self, variant: str, work: str, *, is_found: bool
    ) -> None:
        text = f"A DPIA statement.\n\n{work}"
        declared = build.declaration("GDPR/Data Privacy", "A DPIA", text, variant)

        assert bool(findings(self.CODE, text, declared)) == is_found
