"""Each officer's declaration, the statement in it, and whether it is ticked."""

import pytest

from safehold.engine.documents import declarations, headings
from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.reading import Declaration, DocumentKind

HEAD = "ORIGINATING OFFICER DECLARATION\tTick to confirm (✓/?)\n"
FOOT = "\n\nChief Executive Officer\n\nI have been consulted.\n\nSignature\n"


def found_in(body: str) -> tuple[Declaration, ...]:
    layout = lay_out(HEAD + body + FOOT)
    found = headings.find_headings(layout, DocumentKind.DMPC_DECISION)
    return declarations.find_declarations(layout, found)


def only(body: str) -> Declaration:
    (declaration,) = found_in(body)
    return declaration


class TestDeclaration:
    @pytest.mark.parametrize(
        "body",
        [
            "Legal Advice: Legal advice is not required.\t✓",
            "Legal Advice\t\nLegal advice is not required.\tv",
            "Legal Advice\nLegal advice is not\nrequired.\t1",
            "Legal Advice Legal advice is not required.    √",
            "Legal Advice: Legal advice is not required. ✓",
            "Legal Advice: Legal advice is not required. 1",
            "Legal Advice:\nLegal advice is not required.\n✓",
            "| Legal Advice: Legal advice is not required. | ✓ |",
            "Legal Advice:      ✓\nLegal advice is not required.",
            "**Legal Advice:** Legal advice is not required.\t~",
            "Legal Advice <ul><li>Legal advice is not required.</li></ul>\t✓",
        ],
    )
    def test_is_read_in_any_layout(self, body: str) -> None:
        found = only(body)

        assert (found.subject, found.statement, found.variant, found.ticked) == (
            "Legal Advice",
            "Legal advice is not required.",
            "not_required",
            True,
        )

    @pytest.mark.parametrize("mark", ["", "?", "☐", "[ ]", "No", "-"])
    def test_may_be_without_a_tick(self, mark: str) -> None:
        assert not only(f"Financial Advice: The team knows of it.\t{mark}").ticked

    @pytest.mark.parametrize(
        ("body", "subject"),
        [
            ("Financial Advice The team knows.\t✓", "Financial Advice"),
            ("Equalities Advice: The report says how.\t✓", "Equalities Advice"),
            ("Public Health Approach Seen.\t✓", "Public Health Approach"),
            ("Commercial Issues Seen.\t✓", "Commercial Issues"),
            ("GDPR/Data Privacy Seen.\t✓", "GDPR/Data Privacy"),
            ("Data Protection: Seen.\t✓", "GDPR/Data Privacy"),
            ("Drafting Officer Written.\t✓", "Drafting Officer"),
            ("Director/Head of Service: Seen.\t✓", "Director/Head of Service"),
            ("Risk Advice: Seen.\t✓", "Risk Advice"),
        ],
    )
    def test_has_the_subject_by_the_forms_own_name(
        self, body: str, subject: str
    ) -> None:
        assert only(body).subject == subject

    @pytest.mark.parametrize(
        ("statement", "variant"),
        [
            ("A DPIA is not required.", "not_required"),
            ("A DPIA has been completed and will be renewed.", "completed"),
            ("Legal advice was taken.", "taken"),
            ("Advice has been sought.", "taken"),
            ("The team has been consulted.", ""),
        ],
    )
    def test_has_the_variant_of_its_statement(
        self, statement: str, variant: str
    ) -> None:
        assert only(f"GDPR/Data Privacy {statement}\t✓").variant == variant

    def test_of_two_statements_has_the_one_that_is_ticked(self) -> None:
        body = (
            "Legal Advice:\t\nLegal advice is not required.\t☐\n"
            "It was taken from our solicitors.\t✓"
        )

        assert only(body).variant == "taken"

    def test_spans_its_lines(self) -> None:
        text = HEAD + "Legal Advice\t\nNone is required.\t✓" + FOOT

        (found,) = found_in("Legal Advice\t\nNone is required.\t✓")

        assert text[found.span.start : found.span.end] == (
            "Legal Advice\t\nNone is required.\t✓"
        )

    def test_follow_one_another(self) -> None:
        found = found_in(
            "A line that belongs to nobody.\n"
            "Legal Advice: Not required.\t✓\nFinancial Advice: Seen.\t✓\n"
            "Financial Advice: Seen again.\t✓\n"
        )

        assert [each.subject for each in found] == [
            "Legal Advice",
            "Financial Advice",
            "Financial Advice",
        ]

    @pytest.mark.parametrize(
        "head", ["Officer declarations", "Originating Officer Declaration: tick each"]
    )
    def test_stand_under_a_heading_in_other_words(self, head: str) -> None:
        layout = lay_out(f"{head}\nLegal Advice: None is required. ☑\n")
        found = headings.find_headings(layout, DocumentKind.DMPC_DECISION)

        assert len(declarations.find_declarations(layout, found)) == 1

    def test_may_be_none_under_the_heading(self) -> None:
        assert found_in("A line that belongs to nobody.\n") == ()

    def test_need_their_heading(self) -> None:
        layout = lay_out("Legal Advice: Not required.\t✓")

        assert declarations.find_declarations(layout, ()) == ()
