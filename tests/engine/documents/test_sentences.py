"""A sentence ends at its full stop, and a bullet, a cell or a row ends there too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents import sentences
from safehold.engine.spans import Span


def split(text: str) -> list[str]:
    found = sentences.find_sentences(text).spans
    return [text[span.start : span.end] for span in found]


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("One ends. Two goes on.", ["One ends.", "Two goes on."]),
            ("It is £5.50 now. So", ["It is £5.50 now.", "So"]),
            ("a sum, e.g. £5, or approx. £6", ["a sum, e.g. £5, or approx. £6"]),
            ("by A. Okoro and others", ["by A. Okoro and others"]),
            ("Asked? “Yes.” Then", ["Asked?", "“Yes.”", "Then"]),
            ("noted.¹ Later", ["noted.¹", "Later"]),
        ],
    )
    def test_end_at_a_full_stop(self, text: str, expected: list[str]) -> None:
        assert split(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a wrapped\nline", ["a wrapped\nline"]),
            ("one\n\ntwo", ["one", "two"]),
            ("- one\n- two\n on", ["one", "two\n on"]),
            ("1. one\n2.1. two\n(c) three", ["one", "two", "three"]),
            ("Q1. one\nQ2. two", ["one", "two"]),
            ("costing £\n1.3 billion a year", ["costing £\n1.3 billion a year"]),
            ("left\tright | more", ["left", "right", "more"]),
            ("wide     gap", ["wide", "gap"]),
            ("Name\tSum\nOne\t£5", ["Name", "Sum", "One", "£5"]),
        ],
    )
    def test_end_with_the_line_the_bullet_or_the_cell(
        self, text: str, expected: list[str]
    ) -> None:
        assert split(text) == expected

    def test_keep_the_rows_of_a_table_apart(self) -> None:
        text = "Budget for the Plan\nTraining £5,000\nDelivery £6,000\nTotal £11,000"

        assert split(text) == [
            "Budget for the Plan",
            "Training £5,000",
            "Delivery £6,000",
            "Total £11,000",
        ]

    def test_run_on_from_a_line_that_ends_in_a_sum(self) -> None:
        text = "The grant of £5,000\nwas paid in March."

        assert split(text) == [text]

    def test_hold_what_starts_in_them(self) -> None:
        found = sentences.find_sentences("One ends. Two goes on.")

        assert found.holding(10, 13) == Span(10, 22)
        assert found.holding(4, 13) == Span(0, 13)

    def test_between_two_is_a_sentence_of_its_own(self) -> None:
        found = sentences.find_sentences("\n\none")

        assert found.holding(0, 1) == Span(0, 1)

    @given(st.text("ab£1.,;\n\t -|()Q•", max_size=80))
    def test_hold_every_letter_once(self, text: str) -> None:
        found = sentences.find_sentences(text).spans

        kept = [text[i] for span in found for i in range(span.start, span.end)]
        assert kept.count("b") == text.count("b")
        assert kept.count("£") == text.count("£")
        assert list(found) == sorted(found)
