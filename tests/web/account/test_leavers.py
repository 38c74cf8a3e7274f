"""An open session is worth what its person may do now, and no more."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from safehold.apps.people import actions
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import SYSTEM
from tests import browsers
from tests.web.account.people import code, give_code, give_password, with_app

pytestmark = pytest.mark.django_db

PAGES = (
    "/findings/",
    "/portfolio/all-years/",
    "/account/",
    "/account/password/",
    "/account/sessions/",
    "/account/second-factor/",
    "/account/second-factor/app/",
    "/account/passkeys/add/",
    "/account/recovery-codes/new/",
    "/account/confirm/",
    "/account/confirm/code/",
)


@pytest.fixture
def open_session(client: Client, nadia: Person) -> Client:
    with_app(nadia)
    give_password(client, nadia)
    give_code(client, code())
    assert client.get("/findings/").status_code == 200
    return client


def leave(person: Person) -> None:
    membership = Membership.objects.get(person=person)
    today = timezone.localdate()
    actions.leave(membership.pk, to_date=today, by=SYSTEM, at=timezone.now())


def deactivate(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


class TestTheSessionOfWhoLeft:
    @pytest.mark.parametrize("page", PAGES)
    def test_opens_nothing_from_that_moment(
        self, open_session: Client, nadia: Person, page: str
    ) -> None:
        leave(nadia)

        assert open_session.get(page).headers["Location"].startswith("/sign-in/")

    def test_is_ended(self, open_session: Client, nadia: Person) -> None:
        leave(nadia)

        assert not Session.objects.exists()
        assert not nadia.usersession_set.exists()

    def test_opens_nothing_even_where_it_was_not_ended(
        self, client: Client, nadia: Person
    ) -> None:
        browsers.sign_in(client, nadia)
        leave(nadia)

        answered = {page: client.get(page).status_code for page in PAGES}

        assert answered.pop("/findings/") == 200, "an empty list, as for anybody"
        assert answered.pop("/portfolio/all-years/") == 200, "and an empty portfolio"
        assert set(answered.values()) == {404}


class TestTheSessionOfWhoIsShutOut:
    @pytest.mark.parametrize("page", PAGES)
    def test_opens_nothing_from_that_moment(
        self, open_session: Client, nadia: Person, page: str
    ) -> None:
        deactivate(nadia)

        assert open_session.get(page).headers["Location"].startswith("/sign-in/")

    def test_cannot_begin_again(self, client: Client, nadia: Person) -> None:
        deactivate(nadia)

        assert give_password(client, nadia).status_code == 422


class TestHalfASession:
    def test_of_who_was_shut_out_meanwhile_is_not_completed(
        self, client: Client, nadia: Person
    ) -> None:
        with_app(nadia)
        give_password(client, nadia)
        deactivate(nadia)

        give_code(client, code())

        assert client.get("/findings/").headers["Location"].startswith("/sign-in/")
