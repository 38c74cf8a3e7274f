"""A line is read past its bullet, number and markup; a star may be a footnote mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents.lines import (
    Line,
    clean,
    is_hard_wrapped,
    lay_out,
    lines_outside,
    next_row,
)
from safehold.engine.spans import Span


def only_line(text: str) -> Line:
    (line,) = lay_out(text).lines
    return line


class TestLine:
    @pytest.mark.parametrize(
        ("printed", "number", "body"),
        [
            ("1. Aims", "1", "Aims"),
            ("1) Aims", "1", "Aims"),
            ("1\\. Aims", "1", "Aims"),
            ("1.1. Aims", "1.1", "Aims"),
            ("7.1.10 Aims", "7.1.10", "Aims"),
            ("- 2.3. Aims", "2.3", "Aims"),
            ("• 2.3\tAims", "2.3", "Aims"),
            ("2. **Aims**", "2", "Aims"),
            ("**2. Aims**", "2", "Aims"),
            ("## 2. Aims", "2", "Aims"),
            ("<b>2. Aims</b>", "2", "Aims"),
            ("   4.1 Aims", "4.1", "Aims"),
            ("12", "", "12"),
            ("12 months", "", "12 months"),
            ("17/10/2024", "", "17/10/2024"),
            ("12.5%", "", "12.5%"),
            ("0.5 of a post", "", "0.5 of a post"),
            ("£1.3 billion", "", "£1.3 billion"),
            ("Plain words", "", "Plain words"),
        ],
    )
    def test_has_its_number_and_its_body(
        self, printed: str, number: str, body: str
    ) -> None:
        line = only_line(printed)

        assert (line.number, line.body) == (number, body)

    def test_starts_its_body_past_all_marks(self) -> None:
        text = "- 1.1. **Aims** of the scheme"

        line = only_line(text)

        assert text[line.body_start :] == "Aims** of the scheme"

    @pytest.mark.parametrize("printed", ["## Aims", "**Aims**", "### **Aims**"])
    def test_is_emphasised_as_a_whole(self, printed: str) -> None:
        assert only_line(printed).is_emphasised

    def test_is_not_emphasised_by_one_bold_word(self) -> None:
        assert not only_line("Is there a **Part 2** form").is_emphasised

    @pytest.mark.parametrize("printed", ["", "   ", "-", "•", "Page 3 of 9", "page 3"])
    def test_without_words_of_its_own_is_blank(self, printed: str) -> None:
        assert all(line.is_blank for line in lay_out(printed + "\n").lines)

    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\f", "\u2028"])
    def test_ends_at_any_line_break(self, ending: str) -> None:
        layout = lay_out(f"one{ending}two")

        assert [line.plain for line in layout.lines] == ["one", "two"]
        assert layout.lines[1].start == 3 + len(ending)


class TestClean:
    @pytest.mark.parametrize(
        ("printed", "words"),
        [
            ("two   words\n here", "two words here"),
            ("<i>Tick</i> to confirm", "Tick to confirm"),
            ("<ul style='a'><li>first</li><li>second</li></ul>", "first second"),
            ("see [the report](https://example.org)", "see the report"),
            ("**bold** and __bold__", "bold and bold"),
            ("Safe &amp; sound", "Safe & sound"),
            ("\ufeffzero\u200bwidth", "zerowidth"),
            ("## Aims", "Aims"),
            ("£5,000*(a grant)", "£5,000*(a grant)"),
            ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ],
    )
    def test_leaves_the_words(self, printed: str, words: str) -> None:
        assert clean(printed) == words


class TestWords:
    def test_are_trimmed_and_stand_where_they_are_printed(self) -> None:
        layout = lay_out("  two \n words  ")

        words = layout.words(0, 15)

        assert (words.text, words.span) == ("two words", Span(2, 13))

    def test_leave_out_the_foot_of_a_page(self) -> None:
        text = "The scheme goes\n\nPage 2 of 5\n\non."

        assert lay_out(text).words(0, len(text)).text == "The scheme goes on."


class TestNeighbours:
    def test_the_next_row_may_stand_two_blank_lines_further_on(self) -> None:
        assert next_row(lay_out("a\n\n\nb"), 0) == 3

    def test_nothing_is_near_past_three_blank_lines(self) -> None:
        assert next_row(lay_out("a\n\n\n\nb"), 0) is None

    @pytest.mark.parametrize("foot", ["Page 1 of 2", "\f"])
    def test_a_page_may_end_between(self, foot: str) -> None:
        layout = lay_out(f"a\n\n\n{foot}\n\n\nb")

        index = next_row(layout, 0)

        assert index is not None
        assert layout.lines[index].plain == "b"

    def test_the_last_row_has_none(self) -> None:
        assert next_row(lay_out("a\n\n"), 0) is None

    def test_lines_that_touch_a_span_are_left_out(self) -> None:
        layout = lay_out("aa\nbb\ncc\ndd\n")

        assert lines_outside(layout, [Span(3, 8)]) == [0, 3]

    def test_a_text_without_a_long_line_is_wrapped(self) -> None:
        assert is_hard_wrapped(lay_out("short\nlines\n"))
        assert not is_hard_wrapped(lay_out("long " * 40))


class TestAnyText:
    @given(st.text(max_size=500))
    def test_is_divided_without_loss(self, text: str) -> None:
        layout = lay_out(text)

        assert "".join(text[line.start : line.end] for line in layout.lines) == "".join(
            text.splitlines()
        )
        assert all(line.start <= line.body_start <= line.end for line in layout.lines)
