"""Reading a whole document: every kind, up to a limit, and never with an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents import read
from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.spans import Span

_WORDS = (
    *(
        "Title: Moves\n",
        "Reference code: PCD 9\n",
        "DMPC Decision – PCD 9\n",
        "\n",
        "\t",
    ),
    *("1. Introduction\n", "1.1. ", "- ", "Recommendations:\n", "(a) ", "Signature\n"),
    *("Date 1/1/2030\n", "Deputy Mayor for Policing and Crime\n", "£5", "  ", "(", ")"),
    *("Cabinet is recommended to:\n", "Our ref: FOI 9\n", "Q1. ", "N/A", "Programme\t"),
    *("Award\n", "Total", "ORIGINATING OFFICER DECLARATION\t✓\n", "Legal Advice", "\f"),
    *("**", "##", "<b>", "Page 1 of 2\n", "\0", "\ud800", "\u2028", "|", "12", "and"),
)


def spans_of(reading: Reading) -> list[Span]:
    words = [reading.title, reading.summary]
    words += [each.words for each in reading.paragraphs]
    words += [each.words for each in reading.recommendations]
    words += [each.words for each in reading.questions]
    things = (
        *(*reading.sections, *reading.declarations, *reading.signatures),
        *(*reading.tables, *reading.programmes, *reading.observations),
        *(*reading.answers, *(each for each in words if each is not None)),
    )
    return [each.span for each in things]


class TestKinds:
    def test_of_a_decision_gives_its_form(self) -> None:
        reading = read.read(
            "DMPC Decision – PCD 9001\n\nTitle: Moves\n\n"
            "Recommendation:\n\n1. Approve £5.\n\n"
            "Deputy Mayor for Policing and Crime\n\nSignature\n\nDate 03/05/2030\n"
        )

        assert reading.kind is DocumentKind.DMPC_DECISION
        assert reading.signed_on is not None
        assert reading.signed_on.printed == "03/05/2030"
        assert len(reading.signatures) == 1
        assert reading.meeting_on is None

    def test_of_a_report_gives_its_meeting(self) -> None:
        reading = read.extract(
            "Report Title Moves\nMeeting / Date Cabinet, 14 July 2030\n\n"
            "2.1 Cabinet is recommended to:\n2.1.1 Approve £5.\n"
        )

        assert reading.kind is DocumentKind.CABINET_REPORT
        assert reading.meeting_on is not None
        assert reading.signed_on is None
        assert [item.number for item in reading.recommendations] == ["2.1.1"]

    def test_of_a_letter_gives_its_dates_and_answers(self) -> None:
        reading = read.extract(
            "Our ref: FOI 901\nDate: 23/08/2030\n\nWe received it on July 25.\n\n"
            "Q1. Who?\n\nUs.\n\nYours sincerely,\n"
        )

        assert reading.kind is DocumentKind.FOI_RESPONSE
        assert reading.signed_on is not None
        assert reading.received_on is not None
        assert reading.received_on.date is None
        assert len(reading.answers) == 1

    def test_of_an_unknown_one_gives_what_can_be_read(self) -> None:
        reading = read.read("Notes\n\nItem\tCost\nVans\t£5\nTotal\t£5\n\nSee PCD 9001.")

        assert reading.kind is DocumentKind.UNKNOWN
        assert len(reading.amounts) == 2
        assert len(reading.tables) == 1
        assert [each.normalised for each in reading.references] == ["PCD 9001"]


class TestLimit:
    def test_is_said_where_a_text_is_longer(self) -> None:
        text = "word " * (read.MAX_CHARACTERS // 5) + "£5 that nobody reads"

        reading = read.read(text)

        (finding,) = reading.findings
        assert finding.code == "documents.too_long"
        assert finding.span == Span(read.MAX_CHARACTERS, len(text))
        assert reading.amounts == ()

    def test_is_said_where_a_text_has_more_lines(self) -> None:
        text = "a\n" * read.MAX_LINES + "£5 that nobody reads"

        assert [finding.code for finding in read.read(text).findings] == [
            "documents.too_long"
        ]
        assert read.readable_part(text) == "a\n" * read.MAX_LINES

    def test_is_not_said_of_a_text_that_was_read_whole(self) -> None:
        assert read.read("a\n" * read.MAX_LINES).findings == ()

    @pytest.mark.parametrize("text", ["", "\0", "\ud800", "\n" * 9, "no line break"])
    def test_has_no_lower_end(self, text: str) -> None:
        assert read.extract(text).kind is DocumentKind.UNKNOWN


class TestAnyText:
    @given(
        st.text(max_size=400)
        | st.lists(st.sampled_from(_WORDS), max_size=80).map("".join)
    )
    def test_is_read_and_everything_stands_in_it(self, text: str) -> None:
        reading = read.extract(text)

        assert all(span.end <= len(text) for span in spans_of(reading))
        for item in reading.recommendations:
            assert all(
                item.words.span.start <= each.span.start
                and each.span.end <= item.words.span.end
                for each in item.amounts
            )
