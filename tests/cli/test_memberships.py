"""`manage join`, `leave` and `memberships` let whoever runs the service run it."""

import getpass
import sys
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from safehold.apps.organisations.models import Organisation
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import Role
from tests import cast

pytestmark = pytest.mark.django_db

EMAIL = "jo@tests.example"
PASSWORD = "a lantern in the window"
AS_EVALUATOR = ("--role", "evaluator", "--organisation", "Respect")
JOIN = (EMAIL, "--name", "Jo Ashdown", *AS_EVALUATOR, "--from", "2026-07-01")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(f"{PASSWORD}\n"))


def printed(*words: str) -> list[str]:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().splitlines()


class TestJoin:
    def test_lets_somebody_new_sign_in_by_the_password_they_chose(self) -> None:
        assert printed("join", *JOIN) == [
            f"{EMAIL} is evaluator at Respect from 2026-07-01."
        ]
        assert authenticate(username=EMAIL, password=PASSWORD) is not None

    def test_asks_nothing_about_somebody_known(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        printed("join", *JOIN)
        monkeypatch.setattr(sys, "stdin", None)

        printed("join", EMAIL, "--role", "case manager", "--organisation", "Respect")

        assert set(Membership.objects.values_list("role", flat=True)) == {
            Role.EVALUATOR,
            Role.CASE_MANAGER,
        }

    def test_asks_twice_where_somebody_is_there_to_ask(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = [PASSWORD, PASSWORD]
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(getpass, "getpass", lambda _prompt: answers.pop())

        printed("join", *JOIN)

        assert not answers
        assert authenticate(username=EMAIL, password=PASSWORD) is not None

    def test_takes_no_password_that_was_typed_in_two_ways(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = [PASSWORD, f"{PASSWORD}s"]
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(getpass, "getpass", lambda _prompt: answers.pop())

        with pytest.raises(CommandError, match="not the same"):
            printed("join", *JOIN)

        assert not Person.objects.exists()

    def test_says_why_a_password_is_too_weak_and_leaves_nothing_behind(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", StringIO("short\n"))

        with pytest.raises(CommandError, match=r"harder to guess\..*too short"):
            printed("join", *JOIN)

        assert not Person.objects.exists()
        assert not Organisation.objects.exists()

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (("--role", "king", "--organisation", "Respect"), "king is not a role"),
            (("--role", "evaluator", "--organisation", " "), "organisation's name"),
            ((*AS_EVALUATOR, "--from", "1 July"), "1 July is not a date"),
            (AS_EVALUATOR, "Give the person's name"),
        ],
    )
    def test_says_what_is_wrong(self, words: tuple[str, ...], sentence: str) -> None:
        with pytest.raises(CommandError, match=sentence):
            printed("join", EMAIL, *words)

        assert not Person.objects.exists()


class TestLeave:
    def test_ends_the_role(self) -> None:
        printed("join", *JOIN)

        assert printed("leave", EMAIL, *AS_EVALUATOR, "--on", "2026-09-01") == [
            f"{EMAIL} is no longer evaluator at Respect from 2026-09-01."
        ]
        assert str(Membership.objects.get().to_date) == "2026-09-01"

    def test_finds_an_organisation_by_any_of_its_names(self) -> None:
        evaluator = (EMAIL, "--role", "evaluator", "--organisation")
        printed("join", *evaluator, "MOPAC", "--name", "Jo", "--from", "2026-07-01")

        printed("leave", *evaluator, cast.COMMISSIONER, "--on", "2026-07-02")

        assert Membership.objects.get().to_date is not None

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ((*AS_EVALUATOR, "--on", "2026-06-30"), "is not evaluator at Respect on"),
            (
                ("--role", "idva", *AS_EVALUATOR[2:], "--on", "2026-08-01"),
                "is not idva",
            ),
            (
                (*AS_EVALUATOR[:2], "--organisation", "Nowhere", "--on", "2026-08-01"),
                "is not evaluator at Nowhere",
            ),
        ],
    )
    def test_of_what_the_person_is_not_is_refused(
        self, words: tuple[str, ...], sentence: str
    ) -> None:
        printed("join", *JOIN)

        with pytest.raises(CommandError, match=sentence):
            printed("leave", EMAIL, *words)

        assert Membership.objects.get().to_date is None

    def test_of_a_stranger_is_refused(self) -> None:
        cast.organisation("Respect")

        with pytest.raises(CommandError, match="is not evaluator"):
            printed("leave", EMAIL, *AS_EVALUATOR, "--on", "2026-08-01")

    def test_twice_is_refused(self) -> None:
        printed("join", *JOIN)
        printed("leave", EMAIL, *AS_EVALUATOR, "--on", "2026-09-01")

        with pytest.raises(CommandError, match="already ends"):
            printed("leave", EMAIL, *AS_EVALUATOR, "--on", "2026-09-01")


class TestMemberships:
    def test_are_listed_with_their_days(self) -> None:
        printed("join", *JOIN)
        printed("leave", EMAIL, *AS_EVALUATOR, "--on", "2026-09-01")

        assert printed("memberships") == [
            f"{EMAIL:34} Jo Ashdown: evaluator, Respect, "
            "from 2026-07-01, no longer from 2026-09-01"
        ]

    def test_of_nobody_say_so(self) -> None:
        assert printed("memberships") == [
            "Nobody has a role yet. The command join gives one."
        ]
