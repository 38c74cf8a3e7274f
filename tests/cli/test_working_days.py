"""`manage working_days` prints a due date that a script and a person can use."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def printed(*words: str) -> list[str]:
    out = StringIO()
    call_command("working_days", *words, stdout=out)
    return out.getvalue().splitlines()


class TestWorkingDays:
    def test_prints_the_due_date_alone(self) -> None:
        assert printed("foi", "2023-07-25") == ["2023-08-23"]

    def test_explains_each_day_that_did_not_count(self) -> None:
        assert printed("foi", "2023-07-25", "--explain") == [
            "2023-08-23",
            "2023-07-29 Saturday",
            "2023-07-30 Sunday",
            "2023-08-05 Saturday",
            "2023-08-06 Sunday",
            "2023-08-07 Summer Bank Holiday (Scotland)",
            "2023-08-12 Saturday",
            "2023-08-13 Sunday",
            "2023-08-19 Saturday",
            "2023-08-20 Sunday",
        ]

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (
                ("tax", "2023-07-25"),
                "tax is not a deadline we count. "
                "Give one of foi, accessible_format, call_in.",
            ),
            (
                ("foi", "25/07/2023"),
                "25/07/2023 is not a date. Write it like 2023-07-25.",
            ),
            (("foi", "1999-07-25"), "Bank holidays are known for 2005 to 2099 only."),
        ],
    )
    def test_says_in_one_sentence_what_is_wrong(
        self, words: tuple[str, ...], sentence: str
    ) -> None:
        with pytest.raises(CommandError) as error:
            printed(*words)

        assert str(error.value) == sentence
        assert error.value.returncode == 2
