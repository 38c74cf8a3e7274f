"""A document's kind is told from several signs, and its form from the newest part."""

import pytest

from safehold.engine.documents import kinds
from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.reading import DocumentKind, Template

DECISION = DocumentKind.DMPC_DECISION
CABINET = DocumentKind.CABINET_REPORT
RESPONSE = DocumentKind.FOI_RESPONSE
UNKNOWN = DocumentKind.UNKNOWN


def kind_of(text: str) -> DocumentKind:
    return kinds.tell_kind(lay_out(text))


def template_of(text: str) -> Template | None:
    layout = lay_out(text)
    return kinds.tell_template(kinds.tell_kind(layout), layout)


class TestKind:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("DMPC Decision – PCD 9001\n", DECISION),
            ("**DMPC Decision - PCD 9001**\n", DECISION),
            ("Reference code: PCD 9001\n", DECISION),
            ("The Deputy Mayor for Policing and\nCrime is recommended to:", DECISION),
            ("That the DMPC is asked to:", DECISION),
            ("Report Title  Moves\nWards affected  All\n", CABINET),
            ("2.1 Cabinet is recommended to:", CABINET),
            ("It is recommended that the Executive:", CABINET),
            ("Our ref: FOI 901\n", RESPONSE),
            ("Thank you for your request for information of May.", RESPONSE),
            ("Thank you for your information request, dated May.", RESPONSE),
            ("Minutes of a meeting about nothing in particular.", UNKNOWN),
            ("", UNKNOWN),
        ],
    )
    def test_is_told_from_its_signs(self, text: str, kind: DocumentKind) -> None:
        assert kind_of(text) is kind

    def test_of_a_report_that_cites_a_decision_is_still_a_report(self) -> None:
        text = (
            "Report Title: Moves\nMeeting / Date: Cabinet, 2 May 2030\n"
            "Wards affected: All\nCabinet is recommended to:\n"
            "DMPC Decision PCD 9001 pays for it.\n"
        )

        assert kind_of(text) is CABINET

    def test_of_a_decision_that_mentions_the_freedom_of_information_act(self) -> None:
        text = (
            "DMPC Decision – PCD 9001\n"
            "This form is open under the Freedom of Information Act 2000 on request.\n"
        )

        assert kind_of(text) is DECISION


class TestTemplate:
    @pytest.mark.parametrize(
        ("text", "template"),
        [
            ("Key information\nReference code: PCD 9\n", Template.DMPC_2018),
            ("DMPC Decision – PCD 9\n", Template.DMPC_2019),
            ("DMPC Decision – PCD 9\nDrafting Officer Done.\t✓", Template.DMPC_2024),
            ("Cabinet is recommended to:", Template.COUNCIL_CABINET),
            ("Our ref: FOI 9", Template.FOI_LETTER),
            ("Nothing to tell it by", None),
        ],
    )
    def test_is_the_form_in_use(self, text: str, template: Template | None) -> None:
        assert template_of(text) is template
