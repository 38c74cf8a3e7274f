"""Nothing is promised, ordered or delegated beyond the money above it."""

import pytest

from safehold.engine.documents.amounts import find_amounts
from safehold.engine.documents.names import find_organisations
from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build
from tests.engine.documents.checks.test_remainders import GRID, shifted


def findings(code: str, words: str, *grid: str) -> tuple[Finding, ...]:
    table, printed = build.table(*(grid or GRID))
    text = f"{words}\n\n{printed}"
    reading = Reading(
        kind=DocumentKind.UNKNOWN,
        amounts=find_amounts(words),
        organisations=find_organisations(text),
        tables=(shifted(table, len(words) + 2),),
    )
    return build.findings(code, reading, text)


class TestAPart:
    LINES = ("Area | Budget", "Specialist services | £26,000", "Other | £4,000")

    def test_larger_than_its_line_is_found(self) -> None:
        [finding] = findings(
            "limits.part_above_its_line",
            "£26,001 of the specialist services allocation is for housing.",
            *self.LINES,
        )

        assert finding.difference == build.pounds(1)

    @pytest.mark.parametrize("line", ["specialist services", "unheard-of things"])
    def test_within_its_line_is_left_alone(self, line: str) -> None:
        assert not findings(
            "limits.part_above_its_line",
            f"£26,000 of the {line} allocation is for housing.",
            *self.LINES,
        )

    def test_is_no_larger_than_its_whole(self) -> None:
        code = "limits.parts_above_the_whole"

        assert not findings(code, "We have £100, of which £60 is spent and £40 is due.")
        [finding] = findings(
            code, "We have £100, of which £60 is spent and £41 is due."
        )
        assert finding.difference == build.pounds(100 - 101)


class TestDelegation:
    CODE = "limits.above_delegation"

    @pytest.mark.parametrize(
        ("sought", "is_found"),
        # DEC-12: 499,000 passes and one penny more fails.
        [("£175,000", False), ("£499,000", False), ("£499,000.01", True)],
    )
    def test_reaches_up_to_its_limit(self, sought: str, is_found: bool) -> None:
        found = findings(
            self.CODE,
            f"Award up to {sought}. Signing is delegated for work to the value of "
            "£499,000 or less.",
        )

        assert bool(found) == is_found

    @pytest.mark.parametrize(
        "text",
        [
            "Award up to £5. Signing is delegated, more or less.",
            "Award up to £5. Signing is delegated for £4, more or less.",
        ],
    )
    def test_without_a_limit_is_not_judged(self, text: str) -> None:
        assert not findings(self.CODE, text)


class TestOrders:
    YEARLY = "Each financial year the funder raises a purchase order for us. "
    WHOLE = (
        "For the funding period we raise purchase orders to SafeLives and Cranstoun."
    )

    def test_for_the_whole_period_on_cover_for_one_year_are_found(self) -> None:
        [finding] = findings("limits.orders_not_covered", self.YEARLY + self.WHOLE)

        assert finding.printed == build.pounds(842_000 + 50_000)
        assert finding.computed == build.pounds(421_000 + 25_000)
        assert finding.difference == build.pounds(446_000)

    def test_both_for_the_whole_period_are_left_alone(self) -> None:
        assert not findings("limits.orders_not_covered", self.WHOLE)


class TestTranches:
    CODE = "limits.tranches_without_sums"

    def test_without_sums_are_found(self) -> None:
        assert findings(self.CODE, "It comes in four tranches:\n1. Keep.\n2. Grow.")

    def test_with_sums_are_left_alone(self) -> None:
        assert not findings(self.CODE, "It comes in two tranches:\n1. £5.\n2. £10.")
        assert not findings(self.CODE, "It comes in two tranches.\n\nTranche 1 is £5.")
