"""Whoever takes data away shows again who they are, and then gets what they asked."""

from contextlib import closing

import pytest
from django.http import HttpResponseBase
from django.test import Client, override_settings

from safehold.apps.people.models import Person
from tests import browsers
from tests.web.account.people import PASSWORD, code, with_app

pytestmark = pytest.mark.django_db

EXPORTS = ("/findings/?export=csv", "/decisions/?export=xlsx")


@pytest.fixture
def tired(client: Client, nadia: Person) -> Client:
    """A browser whose person signed in 16 minutes ago."""
    with_app(nadia)
    return browsers.sign_in(client, nadia, minutes_ago=16)


def led_to(response: HttpResponseBase) -> str:
    return response.headers.get("Location", "")


class TestAnExport:
    @pytest.mark.parametrize("export", EXPORTS)
    def test_is_given_soon_after_signing_in(
        self, client: Client, nadia: Person, export: str
    ) -> None:
        browsers.sign_in(client, nadia, minutes_ago=14)

        with closing(client.get(export)) as response:
            assert "attachment" in response.headers["Content-Disposition"]

    @pytest.mark.parametrize("export", EXPORTS)
    def test_is_not_given_later_though_the_page_is(
        self, tired: Client, export: str
    ) -> None:
        page, _, _ = export.partition("?")

        assert led_to(tired.get(export)).startswith("/account/confirm/?next=")
        assert tired.get(page).status_code == 200

    def test_is_given_after_the_password_is(self, tired: Client) -> None:
        way = led_to(tired.get(EXPORTS[0]))

        answer = tired.post(way, {"password": PASSWORD})

        assert led_to(answer) == EXPORTS[0]
        with closing(tired.get(EXPORTS[0])) as response:
            assert response.status_code == 200

    def test_is_given_after_a_code_is(self, tired: Client) -> None:
        page = tired.get(led_to(tired.get(EXPORTS[0]))).content.decode()
        assert "/account/confirm/code/?next=" in page

        tired.post("/account/confirm/code/", {"code": code()})

        with closing(tired.get(EXPORTS[0])) as response:
            assert response.status_code == 200

    @pytest.mark.parametrize("typed", [{}, {"password": "wrong"}])
    def test_is_not_given_after_anything_else(
        self, tired: Client, typed: dict[str, str]
    ) -> None:
        way = led_to(tired.get(EXPORTS[0]))

        assert tired.post(way, typed).status_code == 422
        assert led_to(tired.get(EXPORTS[0])) == way

    def test_leads_nowhere_but_to_pages_of_ours(self, tired: Client) -> None:
        way = "/account/confirm/?next=https://elsewhere.example/"

        answer = tired.post(way, {"password": PASSWORD})

        assert led_to(answer) == "/"

    def test_asks_whoever_has_neither_to_sign_in_again(
        self, client: Client, nadia: Person
    ) -> None:
        Person.objects.update(password="!")
        browsers.sign_in(client, nadia, minutes_ago=16)

        assert led_to(client.get(EXPORTS[0])).startswith("/sign-in/?next=")


class TestAnInventedPerson:
    def test_confirms_by_a_button_in_the_demonstration(
        self, client: Client, nadia: Person
    ) -> None:
        Person.objects.update(is_demonstration=True)
        with override_settings(DEMONSTRATION=True):
            browsers.sign_in_by(
                client, nadia, {"method": "demonstration"}, minutes_ago=16
            )
            way = led_to(client.get(EXPORTS[0]))

            assert way.startswith("/account/confirm/invented/")
            assert client.get(way).status_code == 200
            assert led_to(client.post(way)) == EXPORTS[0]
            with closing(client.get(EXPORTS[0])) as response:
                assert response.status_code == 200
