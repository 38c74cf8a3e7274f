"""It is settled what is published and when, and no section is missing."""

import pytest

from safehold.engine.documents.reading import Deferral, Reading, Template
from safehold.engine.spans import Span
from tests.engine.documents.checks import build


class TestADeferral:
    @pytest.mark.parametrize(
        ("deferred", "reason", "until", "is_found"),
        [
            (False, "N/A", "N/A", False),
            (False, "", "", False),
            (False, "Talks go on", "", True),
            (False, "", "1 May 2025", True),
            (True, "Talks go on", "1 May 2025", False),
            (True, "", "1 May 2025", True),
            (True, "Talks go on", "", True),
            (True, "Talks go on", "further notice", True),
        ],
    )
    def test_has_a_reason_and_a_date_or_neither(
        self, reason: str, until: str, *, deferred: bool, is_found: bool
    ) -> None:
        deferral = Deferral(deferred, reason, until, Span(0, 4))
        reading = Reading(kind=build.DECISION, deferral=deferral)

        found = build.findings("publication.deferral_incomplete", reading, "Part")

        assert bool(found) == is_found


class TestPartTwo:
    @pytest.mark.parametrize(
        ("template", "has_part_two", "is_found"),
        [
            (Template.DMPC_2024, None, True),
            (Template.DMPC_2024, False, False),
            (Template.DMPC_2019, True, False),
            (Template.DMPC_2018, None, False),
        ],
    )
    def test_is_answered_yes_or_no(
        self, template: Template, *, has_part_two: bool | None, is_found: bool
    ) -> None:
        reading = Reading(
            kind=build.DECISION, template=template, has_part_two=has_part_two
        )

        found = build.findings("publication.part_two_not_answered", reading, "Part")

        assert bool(found) == is_found


class TestSections:
    def test_that_are_missing_are_found_one_by_one_and_come_last(self) -> None:
        reading = Reading(
            kind=build.DECISION, missing_sections=("Legal Comments", "Risk")
        )

        found = build.findings("sections.missing", reading, "Part")

        assert [finding.span for finding in found] == [None, None]
        assert "“Legal Comments”" in found[0].message
        assert "“Risk”" in found[1].message
