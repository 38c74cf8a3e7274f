"""What an open session is worth, and where one that has ended leads back to."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from safehold.apps.people import actions as people
from safehold.apps.people.models import Membership
from safehold.engine.actors import SYSTEM
from tests import browsers, cast
from tests.build import paper

pytestmark = pytest.mark.django_db

CONFIRM = "/facts/3/confirm/"
REVIEW = "/documents/12/review/"


def returns_to(response: HttpResponseBase) -> str:
    """Return the page that signing in will lead to."""
    assert response.status_code == 302
    address = urlsplit(response.headers["Location"])
    assert address.path == "/sign-in/"
    (page,) = parse_qs(address.query)["next"]
    return page


class TestSomebodyWhoseSessionHasEnded:
    @pytest.mark.parametrize("page", ["/findings/", "/findings/?search=a%26b&page=2"])
    def test_comes_back_to_the_page_they_asked_for(
        self, client: Client, page: str
    ) -> None:
        assert returns_to(client.get(page)) == page

    @pytest.mark.parametrize(
        ("referring", "page"),
        [
            (f"http://testserver{REVIEW}", REVIEW),
            (f"http://testserver{REVIEW}?from=a%26b#fact-3", f"{REVIEW}?from=a%26b"),
            ("http://testserver", "/"),
            ("https://elsewhere.example/documents/", "/"),
            ("http://testserver.elsewhere.example/", "/"),
            ("http://testserver@elsewhere.example/", "/"),
            ("javascript:alert(1)", "/"),
            ("", "/"),
        ],
    )
    def test_comes_back_to_the_page_whose_button_they_pressed(
        self, client: Client, referring: str, page: str
    ) -> None:
        response = client.post(CONFIRM, headers={"Referer": referring})

        assert returns_to(response) == page

    def test_without_a_referring_page_comes_back_to_the_first(
        self, client: Client
    ) -> None:
        assert returns_to(client.post(CONFIRM)) == "/"


class TestAnOpenSession:
    def test_of_somebody_who_leaves_opens_nothing_from_that_moment(
        self, client: Client
    ) -> None:
        everybody = cast.assemble()
        document = paper().store(
            by=everybody.amara, organisation_id=everybody.commissioner_id
        )
        membership = Membership.objects.get(person_id=everybody.amara.person_id)
        browsers.sign_in(client, membership.person)
        review = f"/documents/{document.pk}/review/"
        assert client.get(review).status_code == 200

        now = timezone.now()
        people.leave(membership.pk, to_date=timezone.localdate(), by=SYSTEM, at=now)

        assert client.get(review).status_code == 404
        assert client.post(f"/documents/{document.pk}/confirm-all/").status_code == 404
