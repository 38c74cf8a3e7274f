"""A sum is a ceiling or exact, its marks lead somewhere, its share has a base."""

import pytest

from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import Amount, DocumentKind, Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build


def findings(code: str, text: str, *amounts: Amount) -> tuple[Finding, ...]:
    reading = Reading(kind=DocumentKind.UNKNOWN, amounts=amounts)
    return build.findings(code, reading, text)


class TestOneSum:
    TEXT = "The grant is up to £500. Members accept £500 and £20, again £500."

    def ceiling(self) -> Amount:
        return build.amount("£500", self.TEXT, Qualifier.UP_TO)

    def test_that_is_a_ceiling_here_and_exact_there_is_found_at_the_ceiling(
        self,
    ) -> None:
        [finding] = findings(
            "amounts.exact_and_up_to",
            self.TEXT,
            self.ceiling(),
            build.amount("£500", self.TEXT, nth=2),
            build.amount("£500", self.TEXT, nth=3),
        )

        assert finding.printed == build.pounds(500)
        assert finding.span == self.ceiling().span
        assert "2 other places" in finding.message

    @pytest.mark.parametrize(
        "other", [Qualifier.UP_TO, Qualifier.ESTIMATED, Qualifier.SPENT]
    )
    def test_that_is_exact_nowhere_is_left_alone(self, other: Qualifier) -> None:
        second = build.amount("£500", self.TEXT, other, nth=2)

        assert not findings(
            "amounts.exact_and_up_to", self.TEXT, self.ceiling(), second
        )

    def test_does_not_clash_with_another_sum(self) -> None:
        other = build.amount("£20", self.TEXT)

        assert not findings("amounts.exact_and_up_to", self.TEXT, self.ceiling(), other)


class TestAMark:
    CODE = "amounts.unresolved_mark"

    def test_without_a_note_is_found(self) -> None:
        text = "Home Office £682,909* and match £5."

        [finding] = findings(
            self.CODE, text, build.amount("£682,909", text, marker="*")
        )

        assert finding.printed == build.pounds(682_909)

    @pytest.mark.parametrize(
        "note", ["*Includes the year before.", "* Includes it.", "3.8 *The leads cover"]
    )
    def test_with_a_note_is_left_alone(self, note: str) -> None:
        text = f"Home Office £682,909*\n\n{note}"

        assert not findings(self.CODE, text, build.amount("£682,909", text, marker="*"))

    def test_is_not_explained_by_a_list_of_bullets(self) -> None:
        text = "Home Office £682,909*\n* one\n* two\n"

        assert findings(self.CODE, text, build.amount("£682,909", text, marker="*"))

    def test_is_explained_by_its_own_note_only(self) -> None:
        text = "Home Office £682,909†\n\n*Another matter."

        assert findings(self.CODE, text, build.amount("£682,909", text, marker="†"))


class TestAPoundSign:
    def test_before_what_is_no_sum_is_found(self) -> None:
        text = "It costs £1,00 or £40 or £ in all."

        [finding] = findings("amounts.not_readable", text, build.amount("£40", text))

        assert build.found(finding, text) == "£1,00"


class TestAMatchShare:
    CODE = "amounts.percentage_without_base"

    def test_without_its_base_is_found(self) -> None:
        text = "Each council adds match funding of 37%. Nine in ten agreed."

        [finding] = findings(self.CODE, text)

        assert build.found(finding, text) == "37%"

    @pytest.mark.parametrize(
        "text",
        [
            "Each adds match funding, 37% of the whole.",
            "Each contributes 37 per cent towards the total.",
            "In the survey 77% were women.",
        ],
    )
    def test_with_its_base_is_left_alone(self, text: str) -> None:
        assert not findings(self.CODE, text)
