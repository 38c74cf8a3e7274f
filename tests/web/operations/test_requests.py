"""What each request leaves behind: its id, a line in the log, a count."""

import json
import logging
import uuid
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from safehold.apps.people.models import Person
from safehold.web.operations.requests import RequestMiddleware, current_id
from tests import browsers, cast
from tests.gateways.logs.canaries import Kept

THEIRS = "0b0e7a51-9f8f-4d9a-8f65-3f0a2d5a9c11"


@pytest.fixture
def kept() -> Iterator[Kept]:
    """The lines that the service writes meanwhile."""
    handler = Kept()
    logger = logging.getLogger("safehold")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def answered(request: HttpRequest) -> tuple[HttpResponse, str]:
    """Return what the middleware answers, and the id that the page was told."""
    told = []

    def page(asked: HttpRequest) -> HttpResponse:
        assert current_id() == asked.safehold_request_id  # type: ignore[attr-defined]
        told.append(current_id())
        return HttpResponse()

    response = RequestMiddleware(page)(request)
    [request_id] = told
    return response, request_id  # type: ignore[return-value]


class TestTheId:
    def test_is_new_for_each_request_and_answered(self, rf: RequestFactory) -> None:
        first, first_id = answered(rf.get("/"))
        _, second_id = answered(rf.get("/"))

        assert first.headers["X-Request-ID"] == first_id
        assert str(uuid.UUID(first_id)) == first_id != second_id

    def test_of_a_strangers_is_passed_over(self, rf: RequestFactory) -> None:
        _, request_id = answered(rf.get("/", headers={"X-Request-ID": THEIRS}))

        assert request_id != THEIRS

    def test_of_a_proxys_is_kept(self, rf: RequestFactory, settings: Settings) -> None:
        settings.BEHIND_PROXY = True

        _, request_id = answered(rf.get("/", headers={"X-Request-ID": THEIRS}))

        assert request_id == THEIRS

    @pytest.mark.parametrize("given", ["", "Ada Lovelace", "1", THEIRS + "\n{}"])
    def test_is_never_anybodys_words(
        self, rf: RequestFactory, settings: Settings, given: str
    ) -> None:
        settings.BEHIND_PROXY = True

        _, request_id = answered(rf.get("/", headers={"X-Request-ID": given}))

        assert given != request_id == str(uuid.UUID(request_id))

    def test_is_forgotten_after_the_request(self, rf: RequestFactory) -> None:
        answered(rf.get("/"))

        assert current_id() == ""

    @pytest.mark.django_db
    @pytest.mark.urls("tests.web.showcase")
    def test_can_be_quoted_from_the_page_of_a_failure(self, client: Client) -> None:
        client.raise_request_exception = False

        response = client.get("/broken/")

        assert response.headers["X-Request-ID"] in response.content.decode()

    @pytest.mark.django_db
    def test_can_be_quoted_from_the_page_of_a_lost_token(self) -> None:
        response = Client(enforce_csrf_checks=True).post("/sign-out/")

        assert response.headers["X-Request-ID"] in response.content.decode()

    @pytest.mark.django_db
    def test_does_not_stand_where_there_is_nothing(self, client: Client) -> None:
        """Two addresses that are not there must not be told apart."""
        first, second = client.get("/nothing/"), client.get("/nothing/")

        assert first.content == second.content


@pytest.mark.django_db
class TestTheLine:
    def test_names_the_pattern_and_no_thing(self, kept: Kept, client: Client) -> None:
        cast.assemble()

        response = client.get("/documents/4711/review/?next=/people/ada")

        [line] = kept.lines
        told = json.loads(line)
        assert told["event"] == "request"
        assert told["method"] == "GET"
        assert told["route"] == "documents/<int:document_id>/review/"
        assert told["status"] == 302
        assert told["milliseconds"] >= 0
        assert told["person_id"] is None
        assert told["request_id"] == response.headers["X-Request-ID"]
        assert "4711" not in line
        assert "ada" not in line

    def test_names_who_was_signed_in_by_number(
        self, kept: Kept, client: Client
    ) -> None:
        amara = cast.assemble().amara
        browsers.sign_in(client, Person.objects.get(pk=amara.person_id))

        client.get("/portfolio/all-years/")

        [line] = kept.lines
        assert json.loads(line)["person_id"] == amara.person_id
        assert "Amara" not in line

    def test_has_no_route_where_there_is_none(self, kept: Kept, client: Client) -> None:
        client.get("/ada-lovelace/")

        [line] = kept.lines
        assert json.loads(line)["route"] is None
        assert "ada" not in line

    def test_repeats_no_method_that_is_none(self, kept: Kept, client: Client) -> None:
        client.generic("ADA", "/help/")

        [line] = kept.lines
        assert json.loads(line)["method"] is None
        assert "ADA" not in line
