"""The chief executive signs before the Deputy Mayor; both date it."""

import pytest

from safehold.engine.documents.reading import Reading, Signature, Template
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build

TEXT = "Deputy Mayor for Policing and Crime\n\nChief Executive Officer\n\nDate signed:"


def signed(office: str, on: str | None) -> Signature:
    return build.signature(office, TEXT, on)


def deputy_mayor(on: str | None) -> Signature:
    return signed("Deputy Mayor for Policing and Crime", on)


def chief_executive(on: str | None) -> Signature:
    return signed("Chief Executive Officer", on)


def findings(code: str, *signatures: Signature) -> tuple[Finding, ...]:
    last = signatures[-1].signed if signatures else None
    reading = Reading(kind=build.DECISION, signatures=signatures, signed_on=last)
    return build.findings(code, reading, TEXT)


class TestTheOrder:
    @pytest.mark.parametrize(
        ("first", "last", "is_found"),
        [
            ("2024-10-15", "2024-10-17", False),
            ("2024-10-15", "2024-10-15", False),
            ("2024-10-17", "2024-10-15", True),
            (None, "2024-10-15", False),
        ],
    )
    def test_is_the_chief_executive_first(
        self, first: str | None, last: str, *, is_found: bool
    ) -> None:
        found = findings(
            "signatures.out_of_order", chief_executive(first), deputy_mayor(last)
        )

        assert bool(found) == is_found


class TestDates:
    def test_missing_from_a_block_are_found(self) -> None:
        [finding] = findings(
            "signatures.not_dated", chief_executive(None), deputy_mayor("2024-10-17")
        )

        assert "Chief Executive Officer" in finding.message

    def test_missing_from_the_decision_leave_it_unsigned(self) -> None:
        [finding] = findings("signatures.none", deputy_mayor(None))

        assert build.found(finding, TEXT) == "Date signed"
        assert not findings("signatures.not_dated", deputy_mayor(None))

    def test_on_the_decision_make_it_signed(self) -> None:
        assert not findings("signatures.none", deputy_mayor("2024-10-17"))

    def test_are_not_asked_of_a_council_report(self) -> None:
        reading = Reading(kind=build.REPORT)

        assert not build.findings("signatures.none", reading, TEXT)


class TestInterests:
    @pytest.mark.parametrize(
        ("template", "words", "is_found"),
        [
            (Template.DMPC_2024, "no personal or prejudicial interest", False),
            (Template.DMPC_2024, "nothing of the kind", True),
            (Template.DMPC_2019, "nothing of the kind", True),
            (Template.DMPC_2018, "nothing of the kind", False),
        ],
    )
    def test_are_declared_on_a_signed_form(
        self, template: Template, words: str, *, is_found: bool
    ) -> None:
        reading = Reading(kind=build.DECISION, template=template)

        found = build.findings("signatures.no_interests_declared", reading, words)

        assert bool(found) == is_found
