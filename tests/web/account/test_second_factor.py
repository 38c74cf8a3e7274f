"""Whose work needs a second factor gets nowhere without one, by any way."""

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client, override_settings

from safehold.apps.people.models import Person
from tests import browsers
from tests.web.account.people import (
    KEY,
    code,
    give_code,
    give_password,
    is_signed_in,
    with_app,
)

pytestmark = pytest.mark.django_db

EVERYWHERE = (
    "/portfolio/all-years/",
    "/decisions/",
    "/documents/",
    "/documents/import/",
    "/findings/",
    "/account/",
    "/account/password/",
    "/account/sessions/",
    "/account/recovery-codes/new/",
)


def led_to(response: HttpResponseBase) -> str:
    return response.headers.get("Location", "")


class TestWhoHasNone:
    @pytest.mark.parametrize("address", EVERYWHERE)
    def test_and_needs_one_is_led_to_set_one_up(
        self, client: Client, nadia: Person, address: str
    ) -> None:
        give_password(client, nadia)

        assert led_to(client.get(address)).startswith("/account/second-factor/?next=")

    @pytest.mark.parametrize("address", EVERYWHERE)
    def test_and_needs_none_passes(
        self, client: Client, omar: Person, address: str
    ) -> None:
        give_password(client, omar)

        assert "second-factor" not in led_to(client.get(address))

    def test_and_needs_one_holds_no_role_until_then(
        self, client: Client, nadia: Person
    ) -> None:
        give_password(client, nadia)

        assert client.get("/").wsgi_request.actor.roles == frozenset()

    def test_is_led_there_right_after_signing_in(
        self, client: Client, nadia: Person
    ) -> None:
        assert led_to(give_password(client, nadia)).startswith(
            "/account/second-factor/"
        )

    def test_sets_up_an_app_only_with_a_code_that_it_shows(
        self, client: Client, nadia: Person
    ) -> None:
        give_password(client, nadia)
        client.get("/account/second-factor/app/")

        page = client.post("/account/second-factor/app/", {"code": "000000"})

        assert page.status_code == 422
        assert not nadia.authenticator_set.exists()

    def test_is_asked_for_the_password_again_where_it_was_given_long_ago(
        self, client: Client, nadia: Person
    ) -> None:
        browsers.sign_in_by(client, nadia, browsers.BY_PASSWORD, minutes_ago=16)

        answer = client.get("/account/second-factor/app/")

        assert led_to(answer).startswith("/account/confirm/?next=")


class TestWhoHasOne:
    def test_is_not_signed_in_by_a_password_alone(
        self, client: Client, nadia: Person
    ) -> None:
        with_app(nadia)

        answer = give_password(client, nadia)

        assert led_to(answer) == "/sign-in/second-factor/"
        assert not is_signed_in(client)

    def test_and_would_need_none_gives_it_all_the_same(
        self, client: Client, omar: Person
    ) -> None:
        with_app(omar)

        give_password(client, omar)

        assert not is_signed_in(client)

    def test_gives_a_code_of_the_app_once(self, client: Client, nadia: Person) -> None:
        with_app(nadia)
        shown = code()
        give_password(client, nadia)

        give_code(client, shown)
        assert client.get("/findings/").status_code == 200

        again = Client()
        give_password(again, nadia)
        assert give_code(again, shown).status_code == 422
        assert not is_signed_in(again)

    @pytest.mark.parametrize(
        "page", ["/sign-in/second-factor/", "/account/confirm/code/"]
    )
    def test_gives_it_once_for_as_long_as_it_would_be_taken(
        self, client: Client, nadia: Person, page: str
    ) -> None:
        """Half a minute before and after its own, for clocks that go wrong."""
        with_app(nadia)
        give_password(client, nadia)
        if page != "/sign-in/second-factor/":
            give_code(client, code(steps_ahead=1))

        client.post(page, {"code": code()})

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT extract(epoch FROM min(expires) - now()) FROM shared_cache "
                "WHERE cache_key LIKE %s",
                [f"%totp.used?user={nadia.pk}&code={code()}"],
            )
            [(seconds,)] = cursor.fetchall()
        assert seconds > 60

    def test_goes_on_to_where_they_were_going(
        self, client: Client, nadia: Person
    ) -> None:
        with_app(nadia)
        typed = {"email": nadia.email, "password": "kettle harbour violet"}
        client.post("/sign-in/", {**typed, "next": "/findings/"})

        assert led_to(give_code(client, code())) == "/findings/"

    def test_cannot_guess_the_code(self, client: Client, nadia: Person) -> None:
        with_app(nadia)
        give_password(client, nadia)
        for _ in range(5):
            give_code(client, "000000")

        page = give_code(client, code())

        assert page.status_code == 422
        assert not is_signed_in(client)

    @pytest.mark.parametrize(
        "address",
        [
            "/findings/",
            "/account/",
            "/account/second-factor/",
            "/account/second-factor/app/",
            "/account/passkeys/add/",
            "/account/second-factor/app/remove/",
            "/account/recovery-codes/",
            "/account/recovery-codes/new/",
            "/account/recovery-codes/file/",
            "/account/password/",
            "/account/confirm/",
        ],
    )
    def test_gives_it_in_a_session_that_began_before(
        self, client: Client, nadia: Person, address: str
    ) -> None:
        browsers.sign_in_by(client, nadia, browsers.BY_PASSWORD)
        with_app(nadia)

        assert led_to(client.get(address)).startswith("/account/confirm/code/?next=")

    def test_and_goes_on_from_there(self, client: Client, nadia: Person) -> None:
        browsers.sign_in_by(client, nadia, browsers.BY_PASSWORD)
        with_app(nadia)
        way = led_to(client.get("/findings/"))

        answer = client.post(way, {"code": code()})

        assert led_to(answer) == "/findings/"
        assert client.get("/findings/").status_code == 200

    def test_cannot_remove_the_last_while_the_work_needs_it(
        self, client: Client, nadia: Person
    ) -> None:
        with_app(nadia)
        browsers.sign_in(client, nadia)

        page = client.post("/account/second-factor/app/remove/")

        assert "Your work needs a second factor" in page.content.decode()
        assert nadia.authenticator_set.count() == 2

    def test_keeps_it_where_a_copy_of_the_database_does_not_give_it_away(
        self, nadia: Person
    ) -> None:
        with_app(nadia)

        kept = [each.data for each in nadia.authenticator_set.all()]

        assert KEY not in str(kept)
        assert all("gAAAA" in str(each) for each in kept)


class TestAnInventedPerson:
    @pytest.fixture
    def invented(self, nadia: Person) -> Person:
        Person.objects.update(is_demonstration=True)
        return nadia

    def test_needs_none_in_the_demonstration(
        self, client: Client, invented: Person
    ) -> None:
        with override_settings(DEMONSTRATION=True):
            client.post("/sign-in/as/", {"email": invented.email})
            by_button = client.get("/findings/").status_code
            give_password(client, invented)
            by_password = client.get("/findings/").status_code

        assert (by_button, by_password) == (200, 200)

    def test_is_nobody_outside_it(self, client: Client, invented: Person) -> None:
        with override_settings(DEMONSTRATION=True):
            client.post("/sign-in/as/", {"email": invented.email})

        assert led_to(client.get("/findings/")).startswith("/sign-in/")

    def test_makes_no_real_person_pass(self, client: Client, nadia: Person) -> None:
        with override_settings(DEMONSTRATION=True):
            give_password(client, nadia)

            assert "second-factor" in led_to(client.get("/findings/"))

    def test_keeps_the_password_that_all_know(
        self, client: Client, invented: Person
    ) -> None:
        with override_settings(DEMONSTRATION=True):
            client.post("/sign-in/as/", {"email": invented.email})

            assert client.get("/account/password/").status_code == 409
