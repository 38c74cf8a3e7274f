"""Deferral and part 2: yes, no, or not said."""

import pytest

from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.publication import find_deferral, find_part_two

ASKED = "Is the publication of Part 1 of this approval to be deferred?"


class TestDeferral:
    @pytest.mark.parametrize(
        ("text", "answer"),
        [
            (
                f"{ASKED} NO\n\nIf yes, for what reason:\n\nUntil what date:\n",
                (False, "", ""),
            ),
            (
                f"{ASKED} NO\n\nIf yes, for what reason: N/A\n\nUntil what date: N/A",
                (False, "N/A", "N/A"),
            ),
            (
                f"{ASKED}\nYES\nIf yes, for what reason: prices\nare secret\n"
                "Until what date: 3 May 2030\n",
                (True, "prices are secret", "3 May 2030"),
            ),
            (
                f"{ASKED} **Yes**\n\nIf yes, for what reason: secret\n\nPart 2 follows",
                (True, "secret", ""),
            ),
            (f"{ASKED} No", (False, "", "")),
        ],
    )
    def test_has_a_reason_and_a_date(
        self, text: str, answer: tuple[bool, str, str]
    ) -> None:
        found = find_deferral(lay_out(text))

        assert found is not None
        assert (found.deferred, found.reason, found.until) == answer

    @pytest.mark.parametrize("text", ["", f"{ASKED}\n\nIf yes, for what reason:"])
    def test_is_none_where_nothing_is_said(self, text: str) -> None:
        assert find_deferral(lay_out(text)) is None


class TestPartTwo:
    @pytest.mark.parametrize(
        ("text", "answer"),
        [
            ("Is there a Part 2 form – NO", False),
            ("Is there a **Part 2** form – NO", False),
            ("Is there a\nPart II form: Yes", True),
            ("Is there a Part 2 form?", None),
            ("", None),
        ],
    )
    def test_is_yes_no_or_not_said(self, text: str, answer: bool | None) -> None:
        assert find_part_two(lay_out(text)) is answer
