"""The head of a form: reference, title, summary and dates, in any layout."""

import pytest

from safehold.engine.documents import dates, forms, headings, references
from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.reading import DocumentKind

DECISION = DocumentKind.DMPC_DECISION
CABINET = DocumentKind.CABINET_REPORT
RESPONSE = DocumentKind.FOI_RESPONSE
UNKNOWN = DocumentKind.UNKNOWN


def reference_of(text: str, kind: DocumentKind) -> str | None:
    found = forms.find_reference(lay_out(text), kind, references.find_references(text))
    return found.normalised if found else None


def title_of(text: str, kind: DocumentKind = DECISION) -> str | None:
    layout = lay_out(text)
    found = forms.find_title(layout, kind, headings.find_headings(layout, kind))
    return found.text if found else None


def summary_of(text: str, kind: DocumentKind = DECISION) -> str | None:
    layout = lay_out(text)
    found = forms.find_summary(layout, headings.find_headings(layout, kind))
    return found.text if found else None


class TestReference:
    @pytest.mark.parametrize(
        ("text", "kind", "reference"),
        [
            ("DMPC Decision – PCD 9001\nSee PCD 8000.", DECISION, "PCD 9001"),
            ("**DMPC Decision – PCD 9001**", DECISION, "PCD 9001"),
            ("Reference code: PCD 9001", DECISION, "PCD 9001"),
            ("Reference  code\n\nPCD 9001", DECISION, "PCD 9001"),
            ("Key information\n\nPCD 9001\n\nText on PCD 8000.", DECISION, "PCD 9001"),
            ("Our ref: FOI 901\n", RESPONSE, "FOI 901"),
            ("Our ref FOI 901\n", RESPONSE, "FOI 901"),
            ("Report Title Moves\n\nAs in PCD 9001.", CABINET, None),
            ("Reference code:\n\nDate signed:\n\nAs in PCD 9001.", DECISION, None),
            (
                "A long line about the decision PCD 9001, which is cited here.",
                UNKNOWN,
                None,
            ),
            ("", UNKNOWN, None),
        ],
    )
    def test_is_the_documents_own(
        self, text: str, kind: DocumentKind, reference: str | None
    ) -> None:
        assert reference_of(text, kind) == reference


class TestTitle:
    @pytest.mark.parametrize(
        "text",
        [
            "Title: Moving homes\n\nExecutive Summary:",
            "**Title:** Moving homes",
            "Title:\n\nMoving homes\n",
            "Title: Moving\nhomes\n\nMore.",
            "Report Title Moving homes\nMeeting / Date Cabinet",
            "Report  Title    Moving homes\nMeeting / Date Cabinet",
            "Home\nMoving homes\n\nKey information\n\nReference code: PCD 9",
            "Key information\nReference code: PCD 9\nDate signed:\nMoving homes\nText.",
            "# Moving homes\n\nText.",
        ],
    )
    def test_is_labelled_or_stands_in_its_place(self, text: str) -> None:
        assert title_of(text) == "Moving homes"

    @pytest.mark.parametrize(
        "text",
        [
            "Key information",
            "No title anywhere.",
            "Executive Summary\n\nTitle: not this",
            "\n" * 50 + "# Too late\n",
        ],
    )
    def test_may_be_missing(self, text: str) -> None:
        assert title_of(text) is None

    def test_of_a_letter_is_never_its_letterhead(self) -> None:
        assert title_of("## Office for Homes\n\nOur ref: FOI 9", RESPONSE) is None


class TestSummary:
    @pytest.mark.parametrize(
        "text",
        [
            "Executive Summary:\n\nMoney for\nmoves.\n\nRecommendation:\n",
            "Executive summary\n\nMoney for moves.\n\n## Recommendations",
            "Executive Summary: Money for moves.\n\nRecommendations\n",
        ],
    )
    def test_ends_at_the_recommendations(self, text: str) -> None:
        assert summary_of(text) == "Money for moves."

    @pytest.mark.parametrize("text", ["Text.", "Executive Summary\n\nRecommendations"])
    def test_may_be_missing(self, text: str) -> None:
        assert summary_of(text) is None


class TestLetterDate:
    @pytest.mark.parametrize(
        "text",
        [
            "Date: 23/08/2030\nReceived on 25 July 2030.",
            "**Date:** 23/08/2030\n",
            "Date 23/08/2030\n",
            "Date:\n\n23/08/2030\n",
            "A letter\n\n23/08/2030\n\nThank you for writing on 25 July 2030.",
        ],
    )
    def test_is_labelled_or_stands_alone(self, text: str) -> None:
        found = forms.find_letter_date(lay_out(text), dates.find_dates(text))

        assert found is not None
        assert found.printed == "23/08/2030"

    def test_may_be_missing(self) -> None:
        text = "We wrote to you on 25 July 2030 about it."

        assert forms.find_letter_date(lay_out(text), dates.find_dates(text)) is None


class TestMeetingDate:
    @pytest.mark.parametrize(
        "text",
        [
            "Meeting / Date Cabinet, 14 July 2030\n",
            "Meeting / Date     Cabinet, 14 July 2030\n",
            "**Meeting/Date:** Cabinet, 14 July 2030\n",
            "Date of meeting: 14 July 2030",
            "Meeting date\n\n14 July 2030\n",
            "Date: 14 July 2030",
        ],
    )
    def test_is_labelled(self, text: str) -> None:
        found = forms.find_meeting_date(lay_out(text), dates.find_dates(text))

        assert found is not None
        assert found.printed == "14 July 2030"


class TestReceivedDate:
    @pytest.mark.parametrize(
        ("text", "printed"),
        [
            ("the request that we received on July 25.", "July 25"),
            ("received\non 25 July 2030 at noon", "25 July 2030"),
            ("your letter dated 25 July 2030", "25 July 2030"),
            ("your request of 25 July 2030", "25 July 2030"),
            ("**received by us on** 25 July 2030", "25 July 2030"),
            ("Date received: 25 July 2030", "25 July 2030"),
        ],
    )
    def test_follows_the_word(self, text: str, printed: str) -> None:
        found = forms.find_received_date(lay_out(text), dates.find_dates(text))

        assert found is not None
        assert found.printed == printed

    def test_may_be_missing(self) -> None:
        text = "We answered on 25 July 2030."

        assert forms.find_received_date(lay_out(text), dates.find_dates(text)) is None
