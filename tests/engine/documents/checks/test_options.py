"""A council weighs its options and recommends one of them."""

import pytest

from safehold.engine.documents.reading import Reading, Section
from safehold.engine.findings import Finding
from safehold.engine.spans import Span
from tests.engine.documents.checks import build

GOOD = (
    "Option 1: Do it (recommended)\nBenefits:\n- a\n\nOption 2: Leave it\nRisks:\n- b"
)


def findings(code: str, options: str) -> tuple[Finding, ...]:
    text = f"4. Options\n\n{options}\n\n5. Priorities\n\nOption 3: stray (recommended)"
    reading = Reading(
        kind=build.REPORT,
        sections=(
            Section("4", "Options", "", Span(0, 10)),
            Section("4.1", "Option 1", "", Span(12, 13)),
            Section("5", "Priorities", "", build.span_of("5. Priorities", text)),
        ),
    )
    return build.findings(code, reading, text)


class TestOptions:
    CODE = "options.not_appraised"

    def test_that_are_weighed_with_one_recommended_are_left_alone(self) -> None:
        assert not findings(self.CODE, GOOD)

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ("Option 1: Do it (recommended)\nBenefits: a", "Only one option"),
            (GOOD.replace("(recommended)", ""), "None of the 2 options"),
            (GOOD.replace("Leave it", "Leave it (recommended)"), "2 of the 2 options"),
            (GOOD.replace("Risks:", "So:"), "Option 2 has neither benefits nor risks"),
        ],
    )
    def test_that_are_not_are_found(self, options: str, words: str) -> None:
        [finding] = findings(self.CODE, options)

        assert finding.message.startswith(words)

    def test_marked_as_not_recommended_are_not(self) -> None:
        assert not findings(
            self.CODE, GOOD.replace("Leave it", "Leave it (not recommended)")
        )

    def test_without_numbers_are_left_to_the_reader(self) -> None:
        assert not findings(self.CODE, "Do it, or leave it.")

    def test_may_stand_in_the_last_chapter(self) -> None:
        reading = Reading(
            kind=build.REPORT, sections=(Section("4", "Options", "", Span(0, 1)),)
        )

        assert not build.findings(self.CODE, reading, f"4\n\n{GOOD}")

    def test_are_not_asked_of_a_document_without_such_a_chapter(self) -> None:
        assert not build.findings(self.CODE, Reading(kind=build.REPORT), "Words")


class TestNoAlternative:
    @pytest.mark.parametrize(
        ("text", "is_found"),
        [
            ("No alternative is viable.", True),
            ("No alternative is viable as the grant names its partners.", False),
            ("Another way is viable.", False),
        ],
    )
    def test_needs_its_reason(self, text: str, *, is_found: bool) -> None:
        reading = Reading(kind=build.REPORT)

        assert bool(build.findings("options.no_reason", reading, text)) == is_found
