"""Every recommendation is an item of its own, with its number and amounts."""

import pytest

from safehold.engine.documents import amounts, headings, recommendations
from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.reading import DocumentKind, Recommendation

LEAD_IN = "The Deputy Mayor for Policing and Crime is recommended to:"
SIGNATURE = (
    "\n\nDeputy Mayor for Policing and Crime\n\nThe above request has my approval."
)


def found_in(
    text: str, kind: DocumentKind = DocumentKind.DMPC_DECISION
) -> tuple[Recommendation, ...]:
    layout = lay_out(text)
    return recommendations.find_recommendations(
        layout, headings.find_headings(layout, kind), amounts.find_amounts(text)
    )


def items(text: str) -> list[tuple[str, str]]:
    return [(item.number, item.words.text) for item in found_in(text)]


class TestItems:
    @pytest.mark.parametrize(
        "body",
        [
            "1. Approve one.\n2. Approve two.",
            "1) Approve one.\n\n2) Approve two.",
            "- 1. Approve one.\n- 2. Approve two.",
            "- Approve one.\n- Approve two.",
            "  • Approve one.\n  • Approve two.",
            "* Approve one.\n * Approve two.",
            "1.\tApprove one.\n2.\tApprove two.",
            "(1) Approve one.\n(2) Approve two.",
            "**1.** Approve one.\n**2.** Approve two.",
            "-\n1. Approve one.\n-\n2. Approve two.",
            "1. Approve\none.\n2. Approve\ntwo.",
            "1. Approve\n\none.\n2. Approve two.",
            "1. Approve\n\nPage 1 of 3\n\none.\n2. Approve two.",
            "Approve one.\n\nApprove two.",
            "Approve\none.\n\nApprove\ntwo.",
            "Approve one.\nApprove two.",
            "Approve\none.\nApprove\ntwo.",
        ],
    )
    @pytest.mark.parametrize(
        "heading", ["Recommendations:\n\n", "## Recommendation\n", ""]
    )
    def test_are_numbered_as_printed_or_in_order(self, heading: str, body: str) -> None:
        text = f"{heading}{LEAD_IN}\n\n{body}{SIGNATURE}"

        assert items(text) == [("1", "Approve one."), ("2", "Approve two.")]

    def test_keep_the_numbers_of_a_report(self) -> None:
        text = (
            "2. Recommendations\n2.1 Cabinet is recommended to:\n"
            "2.1.1 Approve one.\n2.1.2 Approve two.\n3. Proposals\n3.1 Text."
        )

        assert [
            (i.number, i.words.text)
            for i in found_in(text, DocumentKind.CABINET_REPORT)
        ] == [
            ("2.1.1", "Approve one."),
            ("2.1.2", "Approve two."),
        ]

    def test_keep_letters(self) -> None:
        text = f"{LEAD_IN}\n(a) approve one;\n(b) approve two.{SIGNATURE}"

        assert items(text) == [("a", "approve one;"), ("b", "approve two.")]

    def test_take_deeper_marks_as_their_own_words(self) -> None:
        text = (
            f"{LEAD_IN}\n(a) approve for\n(i) one\n(ii) two\n(b) agree:\n"
            f"  - three\n  - four{SIGNATURE}"
        )

        assert items(text) == [
            ("a", "approve for (i) one (ii) two"),
            ("b", "agree: - three - four"),
        ]

    def test_may_be_numbered_with_roman_letters(self) -> None:
        text = f"{LEAD_IN}\n(i) approve one;\n(ii) approve two.{SIGNATURE}"

        assert [number for number, _ in items(text)] == ["i", "ii"]

    def test_take_bullets_set_further_in_as_their_own(self) -> None:
        text = f"{LEAD_IN}\n- approve:\n    - one\n    - two\n- agree.{SIGNATURE}"

        assert items(text) == [("1", "approve: - one - two"), ("2", "agree.")]

    def test_do_not_start_at_a_number_that_was_wrapped(self) -> None:
        text = (
            f"{LEAD_IN}\n1. Approve a term of\n12. Months count.\n2. Agree.{SIGNATURE}"
        )

        assert [number for number, _ in items(text)] == ["1", "2"]

    def test_end_where_other_prose_begins(self) -> None:
        text = f"{LEAD_IN}\n1. Approve one.\n\nThese approvals lapse in May.{SIGNATURE}"

        assert items(text) == [("1", "Approve one.")]

    def test_go_on_past_a_blank_line_with_deeper_marks(self) -> None:
        text = f"{LEAD_IN}\n1. Approve:\n\n- one\n\n- two\n\n2. Agree.{SIGNATURE}"

        assert items(text) == [("1", "Approve: - one - two"), ("2", "Agree.")]

    def test_end_where_the_decision_maker_confirms(self) -> None:
        text = f"{LEAD_IN}\n1. Approve one.\nThe above request has my approval.\n"

        assert items(text) == [("1", "Approve one.")]

    def test_may_be_one_in_the_sentence_that_asks(self) -> None:
        text = (
            "Recommendation: The Deputy Mayor for Policing and Crime is recommended to "
            f"approve up to £5,000\nfor the scheme.{SIGNATURE}"
        )

        assert items(text) == [("1", "approve up to £5,000 for the scheme.")]

    def test_may_follow_a_sentence_that_is_wrapped(self) -> None:
        text = (
            "Recommendations\n\nThe Deputy Mayor for Policing and\nCrime is "
            f"recommended to:\n1. Approve one.{SIGNATURE}"
        )

        assert items(text) == [("1", "Approve one.")]

    def test_need_no_sentence_that_asks(self) -> None:
        text = f"Recommendations\n\n- Approve one.\n- Approve two.{SIGNATURE}"

        assert [number for number, _ in items(text)] == ["1", "2"]

    @pytest.mark.parametrize(
        "text", ["", "Recommendations\n", f"{LEAD_IN}\n", "Recommendation\n\nNone yet."]
    )
    def test_may_be_none(self, text: str) -> None:
        assert items(text) == []


class TestAmounts:
    def test_belong_to_the_item_that_they_stand_in(self) -> None:
        text = f"{LEAD_IN}\n1. Approve £5,000 and £6,000.\n2. Agree £7,000.{SIGNATURE}"

        found = [[str(a.money) for a in item.amounts] for item in found_in(text)]

        assert found == [["£5,000", "£6,000"], ["£7,000"]]
