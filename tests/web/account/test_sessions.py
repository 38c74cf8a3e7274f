"""A person sees where they are signed in, and ends it; nobody sees another's."""

import pytest
from django.test import Client, override_settings

from safehold.apps.people.models import Person
from safehold.web.account.pages import browser
from tests.web.account.people import give_password

pytestmark = pytest.mark.django_db

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(person: Person, agent: str = CHROME) -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR="192.0.2.7")
    give_password(client, person)
    return client


def page_of(client: Client) -> str:
    return client.get("/account/sessions/").content.decode()


def end(client: Client, person: Person, *, of: str) -> int:
    session = person.usersession_set.get(user_agent=of)
    return client.post(f"/account/sessions/{session.pk}/end/").status_code


class TestSessions:
    def test_are_listed_with_browser_and_address(self, omar: Person) -> None:
        here = signed_in(omar)
        signed_in(omar, FIREFOX)

        page = page_of(here)

        assert page.count("192.0.2.7") == 2
        assert page.index("Chrome on Windows") < page.index("Firefox on Linux")
        assert page.count("This one") == 1

    def test_of_others_are_neither_seen_nor_ended(
        self, omar: Person, nadia: Person
    ) -> None:
        hers, his = signed_in(nadia, FIREFOX), signed_in(omar)

        assert "Firefox" not in page_of(his)
        assert end(his, nadia, of=FIREFOX) == 404
        assert hers.get("/account/second-factor/").status_code == 200

    def test_are_ended_one_by_one(self, omar: Person) -> None:
        here, elsewhere = signed_in(omar), signed_in(omar, FIREFOX)

        assert end(here, omar, of=FIREFOX) == 302

        assert elsewhere.get("/account/").status_code == 302
        assert here.get("/account/").status_code == 200

    def test_are_ended_all_but_this(self, omar: Person) -> None:
        here, elsewhere = signed_in(omar), signed_in(omar, FIREFOX)

        here.post("/account/sessions/end-others/")

        assert elsewhere.get("/account/").status_code == 302
        assert here.get("/account/").status_code == 200

    def test_of_an_invented_person_show_no_address(self, omar: Person) -> None:
        Person.objects.update(is_demonstration=True)
        with override_settings(DEMONSTRATION=True):
            assert "192.0.2.7" not in page_of(signed_in(omar))


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome on Windows"),
        (FIREFOX, "Firefox on Linux"),
        (f"{CHROME} Edg/140.0", "Edge on Windows"),
        ("", "A browser"),
        ("<script>", "A browser"),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: str) -> None:
    assert browser(agent) == words
