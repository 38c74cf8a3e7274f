"""A strategy that is cited covers what is funded."""

import pytest

from safehold.engine.documents.periods_stated import find_periods
from safehold.engine.documents.reading import Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build

FUNDED = "Fund it from 1 April 2025 to 31 March 2026."


def findings(text: str) -> tuple[Finding, ...]:
    reading = Reading(
        kind=build.DECISION,
        periods=find_periods(text),
        recommendations=(build.recommendation("1", FUNDED, text),),
    )
    return build.findings("strategies.funded_period_not_covered", reading, text)


class TestAStrategy:
    def test_that_ends_before_the_money_does_is_found(self) -> None:
        text = f"The Mayor's Safety (VAWG) Strategy 2022-2025 asks for it.\n\n{FUNDED}"

        [finding] = findings(text)

        assert "the Mayor's Safety (VAWG) Strategy, ends in 2025" in finding.message

    @pytest.mark.parametrize(
        "cited",
        [
            "The Safety Strategy 2022-2026 asks for it.",
            "The Safety Strategy (2024-26) asks for it.",
            "The Safety Strategy 2013-17 began it, the Police Plan 2025-2029 goes on.",
            "No strategy is cited.",
            "A Plan 2029-2022 that cannot be.",
        ],
    )
    def test_that_reaches_as_far_is_left_alone(self, cited: str) -> None:
        assert not findings(f"{cited}\n\n{FUNDED}")

    def test_is_not_judged_where_no_period_is_recommended(self) -> None:
        reading = Reading(kind=build.DECISION)

        assert not build.findings(
            "strategies.funded_period_not_covered", reading, "Safety Plan 2013-2017"
        )
