"""What is promised is listed, and milestones can be found."""

import pytest

from safehold.engine.documents.reading import Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build

PROMISE = (
    "The service will include the tenancy exchange, developing refuge moves and "
    "helping charities towards capital funds."
)
LISTED = (
    "Key deliverables of the work will include:\n\n• Keeping the tenancy exchange.\n"
)


def findings(listed: str, promise: str = PROMISE) -> tuple[Finding, ...]:
    text = f"{promise}\n\n{listed}\n\nNothing about capital funds follows."
    reading = Reading(
        kind=build.DECISION,
        sections=(build.section("Executive summary", promise, text),),
    )
    return build.findings("deliverables.promised_but_not_listed", reading, text)


class TestAPromise:
    def test_that_the_list_lacks_is_found(self) -> None:
        [finding] = findings(f"{LISTED}\n• Moving on from refuge.\n")

        assert "“helping charities towards capital funds”" in finding.message

    def test_that_the_list_keeps_in_other_words_is_left_alone(self) -> None:
        listed = (
            f"{LISTED}\n• Moving on from refuge.\n\n• Capital money for charities.\n"
        )

        assert not findings(listed)

    def test_without_a_list_is_not_judged(self) -> None:
        assert not findings("No list.")

    @pytest.mark.parametrize("summary", ["", "Only this."])
    def test_outside_the_summary_is_not_judged(self, summary: str) -> None:
        text = f"{summary}\n\n{PROMISE}\n\n{LISTED}"
        reading = Reading(
            kind=build.DECISION,
            sections=(
                (build.section("Executive summary", summary, text),) if summary else ()
            ),
        )

        assert not build.findings("deliverables.promised_but_not_listed", reading, text)


class TestMilestones:
    CODE = "deliverables.milestones_not_found"
    CITED = "Progress is held against milestones which are documented under item 2."

    @pytest.mark.parametrize(
        ("item", "is_found"),
        [("Milestones: start in May.", False), ("Issues, and nothing else.", True)],
    )
    def test_stand_where_they_are_said_to(self, item: str, *, is_found: bool) -> None:
        text = f"{item}\n\n{self.CITED}"
        reading = Reading(
            kind=build.DECISION, sections=(build.section("Issues", item, text, "2"),)
        )

        assert bool(build.findings(self.CODE, reading, text)) == is_found

    def test_under_an_item_that_is_not_there_are_found(self) -> None:
        text = f"Risks.\n\n{self.CITED}"
        reading = Reading(
            kind=build.DECISION, sections=(build.section("Risks", "Risks.", text, "3"),)
        )

        assert build.findings(self.CODE, reading, text)
