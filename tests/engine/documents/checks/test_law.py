"""Acts are named and quoted as they stand."""

import pytest

from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build

SECTION_143 = (
    "intended by the local policing body to help victims or witnesses of, or other "
    "persons affected by, offences and anti-social behaviour"
)


def findings(code: str, text: str) -> tuple[Finding, ...]:
    return build.findings(code, Reading(kind=DocumentKind.UNKNOWN), text)


class TestAnAct:
    CODE = "law.act_misnamed"

    def test_a_letter_short_is_found_once_with_its_title(self) -> None:
        text = "Under the Local Government (Contract) Act 1997 we may. "

        [finding] = findings(self.CODE, text * 2)

        assert build.found(finding, text) == "Local Government (Contract) Act 1997"
        assert "“Local Government (Contracts) Act 1997” is" in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            "the Local Government (Contracts) Act 1997",
            "the Anti-Social, Behaviour Crime and Policing Act 2014",
            "the Equality\nAct 2010",
            "an Act 2010",
            "the Weights and Measures Act 1985",
        ],
    )
    def test_rightly_named_or_unknown_is_left_alone(self, text: str) -> None:
        assert not findings(self.CODE, text)


class TestAQuotation:
    CODE = "law.misquoted"

    @pytest.mark.parametrize(
        ("quoted", "change"),
        [
            (SECTION_143.replace(" help", ""), "leaves out “help”"),
            (
                SECTION_143.replace("help", "assist"),
                "leaves out “help” and adds “assist”",
            ),
            (SECTION_143.replace("witnesses of, or", "of witnesses, or"), "order"),
        ],
    )
    def test_that_changes_the_words_is_found(self, quoted: str, change: str) -> None:
        [finding] = findings(self.CODE, f"It provides services “{quoted}”.")

        assert change in finding.message

    @pytest.mark.parametrize(
        "quoted",
        [SECTION_143, SECTION_143.replace(",", ""), SECTION_143.replace(" ", "\n", 3)],
    )
    def test_with_other_commas_or_line_breaks_is_left_alone(self, quoted: str) -> None:
        assert not findings(self.CODE, f"It provides services “{quoted}”.")

    def test_of_something_else_is_left_alone(self) -> None:
        assert not findings(self.CODE, "“We will go on as before, and say so now”")
