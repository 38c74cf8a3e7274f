"""`manage deactivate`, `reactivate` and `change_password`, for whoever runs it."""

import sys
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from safehold.apps.people.models import Person
from tests import cast

pytestmark = pytest.mark.django_db

EMAIL = "jo@tests.example"
PASSWORD = "a lantern in the window"
ANOTHER = "three boats upon a lake"


@pytest.fixture(autouse=True)
def jo() -> Person:
    jo = cast.person("Jo")
    jo.set_password(PASSWORD)
    jo.save()
    return jo


def printed(*words: str) -> list[str]:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().splitlines()


def can_sign_in(password: str) -> bool:
    return authenticate(username=EMAIL, password=password) is not None


class TestDeactivateAndReactivate:
    def test_shut_a_person_out_and_let_them_in_again(self) -> None:
        assert printed("deactivate", EMAIL) == [f"{EMAIL} can no longer sign in."]
        assert not can_sign_in(PASSWORD)

        assert printed("reactivate", EMAIL) == [f"{EMAIL} can sign in again."]
        assert can_sign_in(PASSWORD)

    def test_say_why_not(self) -> None:
        with pytest.raises(CommandError, match="can sign in as it is"):
            printed("reactivate", EMAIL)
        printed("deactivate", EMAIL)

        with pytest.raises(CommandError, match="cannot sign in as it is"):
            printed("deactivate", EMAIL)


class TestChangePassword:
    def test_takes_the_new_one_from_standard_input(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", StringIO(f"{ANOTHER}\n"))

        assert printed("change_password", EMAIL) == [f"{EMAIL} has another password."]

        assert can_sign_in(ANOTHER)
        assert not can_sign_in(PASSWORD)

    def test_says_what_is_wrong_with_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", StringIO("short\n"))

        with pytest.raises(CommandError, match=r"harder to guess\..*too short"):
            printed("change_password", EMAIL)

        assert can_sign_in(PASSWORD)

    def test_of_an_invented_person_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Person.objects.update(is_demonstration=True)
        monkeypatch.setattr(sys, "stdin", StringIO(f"{ANOTHER}\n"))

        with pytest.raises(CommandError, match="invented person"):
            printed("change_password", EMAIL)


@pytest.mark.parametrize("command", ["deactivate", "reactivate", "change_password"])
def test_of_nobody_says_so(command: str) -> None:
    with pytest.raises(CommandError, match="Nobody has that address"):
        printed(command, "nobody@tests.example")
