"""Questions are read with their numbers, and answers with what is held."""

import pytest

from safehold.engine.documents import responses
from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.reading import Holding
from safehold.engine.documents.tables import find_tables


def questions(text: str) -> list[tuple[int, str]]:
    found = responses.find_questions(lay_out(text))
    return [(question.number, question.words.text) for question in found]


def answers(text: str) -> list[tuple[tuple[int, ...], Holding]]:
    layout = lay_out(text)
    found = responses.find_answers(layout, find_tables(layout))
    return [(answer.questions, answer.holding) for answer in found]


class TestQuestion:
    @pytest.mark.parametrize(
        "printed",
        [
            "Q1. Who pays for it?",
            "Q1 Who pays for it?",
            "Q1: Who pays\nfor it?",
            "- Q1. Who pays for it?",
            "## **Q1. Who pays for it?**",
            "Question 1: Who pays for it?",
            "1. Who pays for it?",
            "1) Who pays for it?",
        ],
    )
    def test_is_numbered_in_many_ways(self, printed: str) -> None:
        assert questions(f"{printed}\n\nThe council.\n") == [(1, "Who pays for it?")]

    def test_may_go_on_in_brackets(self) -> None:
        text = "Q9. Who pays:\n\n(Public bodies,\nand others)\n\nQ10. How much?\n"

        assert questions(text) == [
            (9, "Who pays: (Public bodies, and others)"),
            (10, "How much?"),
        ]

    def test_may_be_wrapped_before_a_capital(self) -> None:
        text = (
            "Q1. How many of those who were referred last year were known to the\n"
            "Metropolitan Police\n\nTwo.\n"
        )

        assert questions(text)[0][1].endswith("known to the Metropolitan Police")

    def test_ends_where_the_answer_follows_at_once(self) -> None:
        text = "Q1. How many?\nForty-five.\nQ2. How many stayed\nWe do not hold it.\n"

        assert questions(text) == [(1, "How many?"), (2, "How many stayed")]

    def test_that_is_repeated_is_listed_once(self) -> None:
        asked = "Q1. Who?\nQ2. Why?\n\nOur response:\n\n"
        text = f"{asked}Q1. Who?\n\nUs.\n\nQ2. Why?\n\nSo.\n"

        assert questions(text) == [(1, "Who?"), (2, "Why?")]
        assert answers(text) == [((1,), Holding.HELD), ((2,), Holding.HELD)]

    def test_ends_though_its_bracket_stays_open(self) -> None:
        ((_, words),) = questions("Q1. Who (or what\n" + "word\n" * 50)

        assert words.count("word") == 11

    def test_is_not_any_numbered_line(self) -> None:
        assert questions("1. Approve the grant.\n") == []


class TestAnswer:
    def test_belongs_to_every_question_since_the_last(self) -> None:
        text = "Q1. Who?\n\nQ9. What?\n\nUs.\n\nQ2. Why?\n\nWe do not hold this.\n"

        assert answers(text) == [((1, 9), Holding.HELD), ((2,), Holding.NOT_HELD)]

    def test_may_name_its_questions(self) -> None:
        text = (
            "1. Who?\n2. Why?\n3. When?\n4. Where?\n\nOur response:\n\n"
            "Question 1\nUs.\n\nQuestions 2-4\nWe do not hold it.\n"
        )

        assert answers(text) == [((1,), Holding.HELD), ((2, 3, 4), Holding.NOT_HELD)]

    def test_may_name_several_in_a_heading(self) -> None:
        text = "Q1. Who?\nQ2. Why?\n\nQ1-2: Who and why\n\nUs, so.\n"

        assert answers(text) == [((1, 2), Holding.HELD)]

    def test_may_carry_the_number_of_its_question(self) -> None:
        text = "Q1. Who?\nQ2. Why?\n\nA1. Us.\nA2. It is exempt under section 40.\n"

        assert answers(text) == [((1,), Holding.HELD), ((2,), Holding.EXEMPT)]

    def test_is_missing_where_only_the_close_follows(self) -> None:
        text = "Q1. Who?\n\nUs.\n\nQ2. Why?\n\nIf you are unhappy with this, write.\n"

        assert answers(text) == [((1,), Holding.HELD)]

    def test_is_not_the_line_that_introduces_all(self) -> None:
        assert answers("Q1. Who?\n\nOur response is as follows:\n\n") == []

    @pytest.mark.parametrize(
        ("said", "holding"),
        [
            ("Forty people.", Holding.HELD),
            (
                "MOPAC does not hold this information. It is with others.",
                Holding.NOT_HELD,
            ),
            ("We don’t hold this.", Holding.NOT_HELD),
            ("No recorded information is held.", Holding.NOT_HELD),
            ("This was withheld.", Holding.EXEMPT),
            ("We refused this under section 12.", Holding.EXEMPT),
            ("Forty people.\n\nWe do not hold their ages.", Holding.PARTLY_HELD),
            ("This is held in part.", Holding.PARTLY_HELD),
            ("Scheme\tStarts\nAlpha\t5\nBeta\t6\n", Holding.HELD),
            ("Scheme\tStarts\nAlpha\t5\nBeta\tNot held\n", Holding.PARTLY_HELD),
            (
                "We do not hold ages.\n\nScheme\tStarts\nAlpha\t5\nBeta\t6\n",
                Holding.PARTLY_HELD,
            ),
        ],
    )
    def test_says_what_is_held(self, said: str, holding: Holding) -> None:
        assert answers(f"Q1. How many?\n\n{said}\n\nYours sincerely,\n") == [
            ((1,), holding)
        ]

    def test_spans_its_own_words(self) -> None:
        text = "Q1. Who?\n\nUs.\nAnd them.\n\nYours sincerely,\n"

        (answer,) = responses.find_answers(lay_out(text), ())

        assert text[answer.span.start : answer.span.end] == "Us.\nAnd them."
