"""Headings, sections and numbered paragraphs, however they are set."""

import pytest

from safehold.engine.documents import headings, sections
from safehold.engine.documents.heading_subjects import Subject
from safehold.engine.documents.headings import Heading
from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.reading import DocumentKind, Paragraph, Section
from safehold.engine.documents.tables import find_tables

DECISION = DocumentKind.DMPC_DECISION
CABINET = DocumentKind.CABINET_REPORT


def headings_in(text: str, kind: DocumentKind = DECISION) -> tuple[Heading, ...]:
    return headings.find_headings(lay_out(text), kind)


def sections_in(text: str, kind: DocumentKind = DECISION) -> tuple[Section, ...]:
    return sections.find_sections(lay_out(text), headings_in(text, kind))


def paragraphs_in(text: str, kind: DocumentKind = DECISION) -> tuple[Paragraph, ...]:
    layout = lay_out(text)
    found = headings.find_headings(layout, kind)
    return sections.find_paragraphs(layout, found, find_tables(layout))


def missing_from(text: str, kind: DocumentKind = DECISION) -> tuple[str, ...]:
    return sections.missing_sections(
        kind, headings_in(text, kind), has_recommendations=False
    )


class TestHeading:
    @pytest.mark.parametrize(
        ("printed", "subject"),
        [
            ("3. Financial Comments", Subject.FINANCIAL),
            ("## 3. **Financial implications**", Subject.FINANCIAL),
            ("- 3. Financial Comments", Subject.FINANCIAL),
            ("3.\tFINANCIAL COMMENTS", Subject.FINANCIAL),
            ("4. Legal Comments:", Subject.LEGAL),
            ("Executive summary", Subject.SUMMARY),
            ("7. GDPR and Data Privacy", Subject.GDPR),
            ("7. Data Protection", Subject.GDPR),
            ("8. Equality Comments", Subject.EQUALITY),
            ("8. Equality, Diversity and Inclusion Implications", Subject.EQUALITY),
            ("9. Background/supporting papers", Subject.PAPERS),
            ("PART I - NON-CONFIDENTIAL FACTS AND ADVICE", Subject.PART_ONE),
            ("Part 1 Deferral:", Subject.DEFERRAL),
            ("Interim Chief Executive Officer", Subject.CHIEF_EXECUTIVE),
            ("Deputy Mayor, Policing and Crime", Subject.DEPUTY_MAYOR),
        ],
    )
    def test_of_a_decision_is_known_by_its_words(
        self, printed: str, subject: Subject
    ) -> None:
        (heading,) = headings_in(f"{printed}\n\nText follows here.")

        assert heading.subject is subject

    @pytest.mark.parametrize(
        ("printed", "subject"),
        [
            ("**Options & Alternatives Considered**", Subject.OPTIONS),
            ("7.1 Finance, Value for Money and Risk", Subject.FINANCIAL),
            ("7.2 Legal", Subject.LEGAL),
            ("5. Council Strategic Priorities", Subject.PRIORITIES),
            ("Background Information (as the Act of 1985 defines it)", Subject.PAPERS),
        ],
    )
    def test_of_a_report_may_have_two_levels(
        self, printed: str, subject: Subject
    ) -> None:
        (heading,) = headings_in(f"{printed}\n\nText follows.", CABINET)

        assert heading.subject is subject

    def test_may_be_wrapped_inside_its_brackets(self) -> None:
        (section,) = sections_in(
            "5. **Strategic Priorities (and other\nnational policies)**\n\nMany.",
            CABINET,
        )

        assert section.heading == "Strategic Priorities (and other national policies)"
        assert section.body == "Many."

    def test_that_is_wrapped_takes_the_whole_of_its_second_line(self) -> None:
        found = headings_in("## Homes (and\n## Moves)\n\nText.")

        assert [heading.text for heading in found] == ["Homes (and Moves)"]

    def test_may_be_run_into_its_text(self) -> None:
        (section,) = sections_in("**Executive Summary:** Money for moves.\nAnd more.")

        assert (section.heading, section.body) == (
            "Executive Summary",
            "Money for moves. And more.",
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Legal comments\nfrom the council were not sought.",
            "The scheme has Legal Comments.",
            "• Consultation",
            "Legal advice.",
            "1. Approve the grant\nfor the year.",
            "Is this a heading:\n",
        ],
    )
    def test_is_not_a_line_of_a_sentence_or_list(self, text: str) -> None:
        assert headings_in(text) == ()
        assert headings_in(text, CABINET) == ()

    def test_of_unknown_words_is_known_by_its_number(self) -> None:
        found = headings_in(
            "1. Introduction\n\n1.1. Text.\n\n2. Moving homes\n\n2.1. More."
        )

        assert [(h.number, h.subject) for h in found] == [
            ("1", Subject.INTRODUCTION),
            ("2", Subject.OTHER),
        ]

    def test_of_unknown_words_is_known_by_its_marks(self) -> None:
        (heading,) = headings_in("## Moving homes\n\nText.", DocumentKind.FOI_RESPONSE)

        assert heading.text == "Moving homes"

    def test_is_no_question(self) -> None:
        assert headings_in("## Q9. Who pays?\n", DocumentKind.FOI_RESPONSE) == ()

    def test_among_recommendations_is_only_the_next_chapter(self) -> None:
        text = "2. Recommendations\n\n1. Approve moves\n\n3. Moving homes\n\nText."

        assert [h.text for h in headings_in(text, CABINET)] == [
            "Recommendations",
            "Moving homes",
        ]

    def test_is_no_subject_of_a_declaration(self) -> None:
        text = (
            "ORIGINATING OFFICER DECLARATION\tTick\nLegal Advice\t\nNone.\t✓\n"
            "Chief Executive Officer\n"
        )

        assert [h.subject for h in headings_in(text)] == [
            Subject.DECLARATIONS,
            Subject.CHIEF_EXECUTIVE,
        ]


class TestSection:
    def test_has_the_text_up_to_the_next_heading(self) -> None:
        text = "1. Introduction\nFirst.\n\nSecond.\n2. Issues\nThird."

        assert [(s.number, s.heading, s.body) for s in sections_in(text)] == [
            ("1", "Introduction", "First. Second."),
            ("2", "Issues", "Third."),
        ]

    def test_without_text_spans_its_heading(self) -> None:
        text = "1. Introduction"

        (section,) = sections_in(text)

        assert text[section.span.start : section.span.end] == text


class TestMissingSections:
    def test_of_a_decision_are_those_without_a_heading(self) -> None:
        text = "\n".join(
            f"{subject.value}\n\nText.\n"
            for subject in sections.REQUIRED[DECISION]
            if subject is not Subject.LEGAL
        )

        assert missing_from(text) == ("Legal Comments",)

    def test_of_recommendations_that_have_no_heading_are_none(self) -> None:
        missing = sections.missing_sections(DECISION, (), has_recommendations=True)

        assert "Recommendations" not in missing
        assert "Legal Comments" in missing

    @pytest.mark.parametrize("kind", [DocumentKind.FOI_RESPONSE, DocumentKind.UNKNOWN])
    def test_of_other_kinds_are_none(self, kind: DocumentKind) -> None:
        assert missing_from("Text.", kind) == ()


class TestParagraphs:
    @pytest.mark.parametrize(
        "text",
        [
            "1.1. One goes on.\n1.2. Two.",
            "- 1.1. One goes on.\n\n- 1.2. Two.",
            "1.1 One\ngoes on.\n1.2 Two.",
            "1.1.\tOne\n\ngoes on.\n1.2.\tTwo.",
            "**1.1** One goes on.\n**1.2** Two.",
        ],
    )
    def test_are_numbered_in_two_levels(self, text: str) -> None:
        assert [(p.number, p.words.text) for p in paragraphs_in(text)] == [
            ("1.1", "One goes on."),
            ("1.2", "Two."),
        ]

    def test_end_at_a_heading_or_a_table(self) -> None:
        text = (
            "3.1. The budget:\n\nItem\tCost\nVans\t£5\nTotal\t£5\n"
            "3.2. Agreed.\n4. Legal Comments\nText."
        )

        assert [p.words.text for p in paragraphs_in(text)] == ["The budget:", "Agreed."]

    def test_are_no_rows_of_a_table(self) -> None:
        assert paragraphs_in("No.\tItem\tCost\n1.1\tVans\t£5\n1.2\tFuel\t£6\n") == ()

    @pytest.mark.parametrize(
        "figure", ["1.3 billion pounds a year", "2.5 posts", "12.5 hours"]
    )
    def test_do_not_start_at_a_figure_that_was_wrapped(self, figure: str) -> None:
        text = f"1.1. The scheme costs the health service about\n{figure}\n1.2. Two."

        assert [p.number for p in paragraphs_in(text)] == ["1.1", "1.2"]

    @pytest.mark.parametrize("following", ["2.8", "2.7.1", "3.1"])
    def test_may_follow_on_without_a_full_stop(self, following: str) -> None:
        text = f"2.7 Grants for\n{following} Moves"

        assert [p.number for p in paragraphs_in(text)] == ["2.7", following]

    def test_may_be_out_of_order(self) -> None:
        text = "4.1. Four.\n\n2.9. Two."

        assert [p.number for p in paragraphs_in(text)] == ["4.1", "2.9"]
