"""Every door of the service, and every page of a failure, is graded A+."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.conf import settings as of_django
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from pytest_django import Settings

from safehold.apps.people.models import Person
from safehold.web.operations.headers import HeadersMiddleware
from tests import cast
from tests.architecture import test_routes as matrix
from tests.web.operations.grading import BEST, grade

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def under_tls(settings: Settings) -> None:
    """The settings of a place that serves people."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"


def asked(client: Client, method: str, address: str) -> HttpResponseBase:
    """Return the answer over TLS; whatever it did is taken back."""
    with transaction.atomic():
        response: HttpResponseBase = client.generic(method, address, secure=True)
        transaction.set_rollback(True)
    return response


def test_every_door_is_graded_best_for_everybody() -> None:
    things = matrix.build_things(cast.assemble())
    clients = matrix.signed_in_clients()

    worse = {
        f"{door.name}: {given}"
        for door in matrix.DOORS
        for client in clients
        if (given := grade(asked(client, door.method, matrix.address(door, things))))
        != BEST
    }

    assert not worse


class TestThePageOfAFailureIsGradedBest:
    def test_where_there_is_nothing(self, client: Client) -> None:
        response = asked(client, "GET", "/nothing/")

        assert (response.status_code, grade(response)) == (404, BEST)

    def test_where_the_method_is_not_taken(self, client: Client) -> None:
        response = asked(client, "DELETE", "/help/")

        assert (response.status_code, grade(response)) == (405, BEST)

    def test_where_a_form_has_lost_its_token(self) -> None:
        response = asked(Client(enforce_csrf_checks=True), "POST", "/sign-out/")

        assert (response.status_code, grade(response)) == (403, BEST)

    def test_where_the_host_is_not_ours(self, client: Client) -> None:
        response = client.get("/", secure=True, headers={"Host": "elsewhere.example"})

        assert (response.status_code, grade(response)) == (400, BEST)

    def test_where_too_much_is_sent(self, client: Client, settings: Settings) -> None:
        settings.LARGEST_REQUEST_BYTES = 10

        response = client.post(
            "/sign-in/", {"document": io.BytesIO(b"x" * 100)}, secure=True
        )

        assert (response.status_code, grade(response)) == (413, BEST)

    @pytest.mark.urls("tests.web.showcase")
    def test_where_we_failed(self, client: Client) -> None:
        client.raise_request_exception = False

        response = asked(client, "GET", "/broken/")

        assert (response.status_code, grade(response)) == (500, BEST)

    @pytest.mark.urls("tests.web.showcase")
    def test_where_it_was_refused(self, client: Client) -> None:
        response = asked(client, "GET", "/refused/")

        assert (response.status_code, grade(response)) == (409, BEST)


class TestSigningOut:
    def test_clears_what_the_browser_kept(self, client: Client) -> None:
        amara = cast.assemble().amara
        client.force_login(Person.objects.get(pk=amara.person_id))

        response = client.post("/sign-out/", secure=True)

        cookie = response.cookies[of_django.SESSION_COOKIE_NAME]
        assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert cookie["max-age"] == 0

    def test_of_nobody_clears_nothing(self, client: Client) -> None:
        assert "Clear-Site-Data" not in client.post("/sign-out/", secure=True).headers


class TestAPage:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("", "no-store"),
            ("private, max-age=60", "no-store"),
            ("public, max-age=60", "public, max-age=60"),
        ],
    )
    def test_is_kept_only_where_it_is_the_same_for_everybody(
        self, rf: object, given: str, kept: str
    ) -> None:
        response = answered_with({"Cache-Control": given} if given else {})

        assert response.headers["Cache-Control"] == kept

    def test_may_be_stricter(self) -> None:
        response = answered_with({"Permissions-Policy": "fullscreen=()"})

        assert response.headers["Permissions-Policy"] == "fullscreen=()"


class TestTheGrade:
    """It finds what is missing; otherwise its best would say nothing."""

    @pytest.mark.parametrize(
        ("spoil", "words"),
        [
            (lambda r: r.headers.pop("Permissions-Policy"), "asks for features"),
            (
                lambda r: r.headers.__setitem__("Cache-Control", "private"),
                "may be kept by a browser or a proxy",
            ),
            (
                lambda r: r.headers.__setitem__("Server", "granian/2.8.7"),
                "names its software",
            ),
            (
                lambda r: r.headers.__setitem__(
                    "Content-Security-Policy", "default-src 'self' 'unsafe-inline'"
                ),
                "the policy lets in more than ours",
            ),
            (
                lambda r: r.headers.__setitem__(
                    "Strict-Transport-Security", "max-age=60"
                ),
                "may be asked for in the clear",
            ),
            (
                lambda r: r.set_cookie("seen", "yes"),
                "cookie seen: may be sent by another site",
            ),
        ],
    )
    def test_falls_with_a_header(
        self,
        client: Client,
        spoil: Callable[[HttpResponse], object],
        words: str,
    ) -> None:
        response = client.get("/help/", secure=True)
        assert grade(response) == BEST

        spoil(response)

        assert words in grade(response)


def answered_with(headers: dict[str, str]) -> HttpResponseBase:
    """Return an answer of a page's own on its way through the middleware."""
    middleware = HeadersMiddleware(lambda _request: HttpResponse(headers=headers))
    return middleware(None)  # type: ignore[arg-type]
