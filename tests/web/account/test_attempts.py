"""Wrong passwords are counted so that nobody locks out a colleague or an office."""

import pytest
from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connection
from django.test import Client

from safehold.apps.people.models import Person
from safehold.web.account import attempts
from safehold.web.account.adapters import NOT_RIGHT, TOO_MANY
from tests.web.account.people import give_password, is_signed_in

pytestmark = pytest.mark.django_db

OFFICE, ELSEWHERE = "192.0.2.1", "198.51.100.9"
ALLOWED = 5


@pytest.fixture
def office() -> Client:
    return Client(REMOTE_ADDR=OFFICE)


def fail(client: Client, person: Person, times: int = ALLOWED) -> str:
    """Give a wrong password so many times; return the last page."""
    for _ in range(times):
        page = give_password(client, person, "wrong")
    return page.content.decode()  # type: ignore[attr-defined]


class TestWrongPasswords:
    def test_are_stopped_after_a_few_even_with_the_right_one(
        self, office: Client, omar: Person
    ) -> None:
        assert NOT_RIGHT in fail(office, omar)

        page = give_password(office, omar)

        assert page.status_code == 422
        assert TOO_MANY in page.content.decode()  # type: ignore[attr-defined]
        assert not is_signed_in(office)

    def test_of_an_unknown_address_are_stopped_the_same(self, office: Client) -> None:
        nobody = Person(email="nobody@tests.example")

        assert NOT_RIGHT in fail(office, nobody)
        assert TOO_MANY in fail(office, nobody, 1)

    def test_lock_nobody_else_in_the_office_out(
        self, office: Client, omar: Person, nadia: Person
    ) -> None:
        fail(office, omar, 2 * ALLOWED)

        colleague = Client(REMOTE_ADDR=OFFICE)
        give_password(colleague, nadia)

        assert is_signed_in(colleague)

    def test_from_elsewhere_lock_nobody_out_of_their_own_account(
        self, office: Client, omar: Person
    ) -> None:
        fail(Client(REMOTE_ADDR=ELSEWHERE), omar, 2 * ALLOWED)

        give_password(office, omar)

        assert is_signed_in(office)

    def test_by_a_colleague_at_the_next_desk_lock_nobody_out(
        self, office: Client, omar: Person
    ) -> None:
        give_password(office, omar)
        office.post("/sign-out/")

        fail(Client(REMOTE_ADDR=OFFICE), omar, 2 * ALLOWED)
        give_password(office, omar)

        assert is_signed_in(office)

    def test_from_everywhere_lock_no_browser_out_that_is_known(
        self, office: Client, omar: Person
    ) -> None:
        give_password(office, omar)
        office.post("/sign-out/")
        for number in range(11):
            fail(Client(REMOTE_ADDR=f"198.51.100.{number}"), omar)

        stranger = Client(REMOTE_ADDR="203.0.113.1")
        assert TOO_MANY in fail(stranger, omar, 1)
        give_password(office, omar)
        assert is_signed_in(office)

    def test_in_a_known_browser_are_counted_too(
        self, office: Client, omar: Person
    ) -> None:
        give_password(office, omar)
        office.post("/sign-out/")

        assert TOO_MANY in fail(office, omar, ALLOWED + 1)


class TestTheMarkOfABrowser:
    def test_that_was_made_up_makes_it_no_better_known(
        self, office: Client, omar: Person
    ) -> None:
        office.cookies[settings.KNOWN_BROWSER_COOKIE_NAME] = "e30:made:up"

        fail(office, omar)

        assert TOO_MANY in fail(office, omar, 1)

    def test_names_nobody(self, office: Client, omar: Person) -> None:
        give_password(office, omar)

        mark = office.cookies[settings.KNOWN_BROWSER_COOKIE_NAME]

        assert omar.email not in attempts.signing.loads(mark.value, salt=attempts.SALT)
        assert mark["httponly"]


class TestTheCountIsShared:
    def test_between_two_processes_worth_of_caches(
        self, office: Client, omar: Person
    ) -> None:
        fail(office, omar)
        other = DatabaseCache("shared_cache", {})

        counted = [key for key in _keys() if ":login_failed:" in key]

        assert len(counted) == 1
        assert len(other.get(counted[0])) == ALLOWED

    def test_what_another_counted_stops_this_one(
        self, office: Client, omar: Person
    ) -> None:
        fail(office, omar, ALLOWED - 1)
        other = DatabaseCache("shared_cache", {})
        (counted,) = [key for key in _keys() if ":login_failed:" in key]

        other.set(counted, [*other.get(counted), other.get(counted)[0]], 300)

        assert TOO_MANY in fail(office, omar, 1)


class TestWhereTheCacheFails:
    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object, **__: object) -> None:
            raise DatabaseError

        monkeypatch.setattr(DatabaseCache, "get", fails)

    @pytest.fixture
    def unwritable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(DatabaseCache, "add", lambda *_, **__: False)

    def test_to_answer_nobody_is_let_in(
        self, office: Client, omar: Person, broken: None
    ) -> None:
        office.raise_request_exception = False

        assert give_password(office, omar).status_code == 500
        assert not is_signed_in(office)

    def test_to_write_nobody_is_let_in(
        self, office: Client, omar: Person, unwritable: None
    ) -> None:
        page = give_password(office, omar)

        assert TOO_MANY in page.content.decode()  # type: ignore[attr-defined]
        assert not is_signed_in(office)


def _keys() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        return [key.split(":", 2)[2] for (key,) in cursor.fetchall()]
