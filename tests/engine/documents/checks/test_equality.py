"""Equality comments are whole and agree with the screening."""

import pytest

from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build

NINE = (
    "The protected characteristics are: age, disability, gender re-assignment, "
    "marriage and civil partnership, pregnancy and maternity, race, religion or "
    "belief, sex and sexual orientation."
)
DUTY = (
    "We have due regard to the need to eliminate discrimination, advance equality of "
    "opportunity and foster good relations."
)


def findings(code: str, text: str) -> tuple[Finding, ...]:
    return build.findings(code, Reading(kind=DocumentKind.UNKNOWN), text)


class TestTheNine:
    CODE = "equality.characteristics_missing"

    def test_are_left_alone(self) -> None:
        assert not findings(self.CODE, NINE)

    @pytest.mark.parametrize(
        ("missing", "words"),
        [
            ("age", "age, "),
            ("race", "race, "),
            ("sex", "sex and "),
            ("gender reassignment", "gender re-assignment, "),
        ],
    )
    def test_with_one_left_out_are_found(self, missing: str, words: str) -> None:
        [finding] = findings(self.CODE, NINE.replace(words, "", 1))

        assert f"leaves out {missing}." in finding.message

    def test_of_which_only_some_are_mentioned_are_no_list(self) -> None:
        assert not findings(
            self.CODE, "Protected characteristics such as age and race matter."
        )


class TestTheDuty:
    CODE = "equality.duty_incomplete"
    SHORT = "We have due regard to the need to eliminate discrimination."

    def test_stated_whole_anywhere_is_left_alone(self) -> None:
        assert not findings(self.CODE, DUTY)
        assert not findings(self.CODE, f"{self.SHORT} {DUTY}")

    def test_stated_as_a_list_is_left_alone(self) -> None:
        assert not findings(
            self.CODE,
            "We have due regard to the need to eliminate discrimination;\n"
            "- advance equality of opportunity;\n- foster good relations.",
        )

    def test_stated_in_part_only_is_found(self) -> None:
        [finding] = findings(self.CODE, self.SHORT)

        assert "advancing equality of opportunity and fostering" in finding.message

    def test_not_stated_is_left_to_the_reader(self) -> None:
        assert not findings(self.CODE, "We have due regard to the need to save.")


class TestTheScreening:
    CODE = "equality.screening_contradicted"
    POSITIVE = "It has a positive impact on protected groups."
    MINIMAL = "The screening found minimal impact on the equality duty."

    def test_against_the_text_is_found(self) -> None:
        text = f"{self.POSITIVE} {self.MINIMAL}"

        [finding] = findings(self.CODE, text)

        assert build.found(finding, text) == self.MINIMAL

    def test_alone_is_left_alone(self) -> None:
        assert not findings(self.CODE, self.MINIMAL)
        assert not findings(self.CODE, self.POSITIVE)
        assert not findings(self.CODE, f"{self.POSITIVE} The screening is attached.")
