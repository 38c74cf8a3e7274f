"""Another service says who somebody is: a real OpenID provider, on the loopback."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from safehold.apps.people.models import Person
from safehold.config import oidc
from safehold.web.account.oidc import NOT_KNOWN, is_of_one_person
from tests.provider.running import Provider, provider
from tests.web.account.people import is_signed_in, with_app

pytestmark = pytest.mark.django_db

OURS = "http://testserver"


def callback(issuer: str) -> str:
    return f"{OURS}/sign-in/with/{oidc.slug(issuer)}/callback/"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Provider]:
    # The port, and so our address for it, is known only once it runs.
    with provider(f"{OURS}/sign-in/with/the-council/callback/") as running:
        yield running


@pytest.fixture(autouse=True)
def known(
    settings: Settings, elsewhere: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oidc, "slug", lambda _: "the-council")
    settings.SOCIALACCOUNT_PROVIDERS = oidc.provider(
        elsewhere.issuer,
        client_id="safehold",
        secret="known to the tests alone",
        name="the council",
    )


def sign_in(client: Client, elsewhere: Provider, to: str = "") -> HttpResponseBase:
    """Press the button, go there, and come back."""
    way = client.get(f"/sign-in/with/the-council/{to}").headers["Location"]
    assert way.startswith(elsewhere.issuer)
    back = urlsplit(elsewhere.follow(way, until=OURS))
    return client.get(f"{back.path}?{back.query}")


def assert_refused(client: Client, answer: HttpResponseBase) -> None:
    assert answer.headers["Location"] == "/sign-in/"
    assert NOT_KNOWN in client.get("/sign-in/").content.decode()
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


class TestSomebodyKnownHere:
    def test_is_let_in_by_an_address_that_was_verified(
        self, client: Client, elsewhere: Provider, omar: Person
    ) -> None:
        elsewhere.will_say("o-1", email="Omar@Tests.example", email_verified=True)

        answer = sign_in(client, elsewhere, "?next=/decisions/")

        assert answer.headers["Location"] == "/decisions/"
        assert client.session["_auth_user_id"] == str(omar.pk)

    def test_is_bound_to_what_the_other_service_calls_them(
        self, client: Client, elsewhere: Provider, omar: Person
    ) -> None:
        elsewhere.will_say("o-1", email=omar.email, email_verified=True, name="O. M.")
        sign_in(client, elsewhere)

        elsewhere.will_say("o-1", email="renamed@tests.example", email_verified=True)
        again = Client()
        sign_in(again, elsewhere)

        assert again.session["_auth_user_id"] == str(omar.pk)
        kept = SocialAccount.objects.get()
        assert (kept.provider, kept.uid, kept.extra_data) == ("the-council", "o-1", {})

    def test_is_not_taken_for_who_has_the_address_there_now(
        self, client: Client, elsewhere: Provider, omar: Person
    ) -> None:
        elsewhere.will_say("o-1", email=omar.email, email_verified=True)
        sign_in(client, elsewhere)
        elsewhere.will_say("another", email=omar.email, email_verified=True)

        stranger = Client()
        sign_in(stranger, elsewhere)

        assert not is_signed_in(stranger)
        assert SocialAccount.objects.count() == 1

    @pytest.mark.parametrize(
        "claims",
        [
            {"email": "omar@tests.example", "email_verified": False},
            {"email": "omar@tests.example"},
            {"email": "omar@tests.example", "email_verified": "true"},
            {"email": "stranger@tests.example", "email_verified": True},
            {"email_verified": True},
            {},
        ],
    )
    def test_is_not_let_in_by_anything_less(
        self,
        client: Client,
        elsewhere: Provider,
        omar: Person,
        claims: dict[str, object],
    ) -> None:
        elsewhere.will_say("o-1", **claims)

        assert_refused(client, sign_in(client, elsewhere))
        assert Person.objects.get() == omar

    @pytest.mark.parametrize(
        "changed", [{"is_active": False}, {"is_demonstration": True}]
    )
    def test_is_not_let_in_once_shut_out(
        self,
        client: Client,
        elsewhere: Provider,
        omar: Person,
        changed: dict[str, bool],
    ) -> None:
        Person.objects.update(**changed)
        elsewhere.will_say("o-1", email=omar.email, email_verified=True)

        assert_refused(client, sign_in(client, elsewhere))

    def test_and_bound_is_not_let_in_once_shut_out(
        self, client: Client, elsewhere: Provider, omar: Person
    ) -> None:
        elsewhere.will_say("o-1", email=omar.email, email_verified=True)
        sign_in(client, elsewhere)
        Person.objects.update(is_active=False)

        again = Client()
        sign_in(again, elsewhere)

        assert not is_signed_in(again)

    def test_leaves_the_one_address_where_it_is(
        self, client: Client, elsewhere: Provider, omar: Person
    ) -> None:
        elsewhere.will_say("o-1", email="OMAR@tests.example", email_verified=True)
        sign_in(client, elsewhere)

        omar.refresh_from_db()
        assert omar.email == "omar@tests.example"
        assert not EmailAddress.objects.exists()


class TestASecondFactorSeenElsewhere:
    @pytest.fixture
    def told(self, elsewhere: Provider, nadia: Person) -> None:
        elsewhere.will_say(
            "n-1", amr=("pwd", "mfa"), email=nadia.email, email_verified=True
        )

    def test_counts_for_nothing_unless_settings_say_so(
        self, client: Client, elsewhere: Provider, told: None
    ) -> None:
        sign_in(client, elsewhere)

        answer = client.get("/findings/")

        assert answer.headers["Location"].startswith("/account/second-factor/")

    def test_counts_where_settings_name_the_word(
        self, client: Client, elsewhere: Provider, settings: Settings, told: None
    ) -> None:
        settings.OIDC_SECOND_FACTOR = ["mfa"]

        sign_in(client, elsewhere)

        assert client.get("/findings/").status_code == 200

    def test_that_was_not_seen_is_asked_for_here(
        self, client: Client, elsewhere: Provider, settings: Settings, nadia: Person
    ) -> None:
        settings.OIDC_SECOND_FACTOR = ["mfa"]
        with_app(nadia)
        elsewhere.will_say("n-1", amr=("pwd",), email=nadia.email, email_verified=True)

        answer = sign_in(client, elsewhere)

        assert answer.headers["Location"] == "/sign-in/second-factor/"
        assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        ({"id_token": {"sub": "1"}, "userinfo": {"sub": "1"}}, True),
        ({"id_token": {"sub": "1"}}, True),
        ({"id_token": {"sub": "1"}, "userinfo": {"sub": "2"}}, False),
        ({"userinfo": {"sub": "1"}}, False),
        ({"id_token": {}, "userinfo": {}}, False),
        ({}, False),
    ],
)
def test_what_is_told_must_be_of_whom_the_token_is(
    data: dict[str, dict[str, str]], is_one: bool
) -> None:
    assert is_of_one_person(data) is is_one


@pytest.mark.parametrize(
    "asked", ["process=connect", "process=redirect", "scope=all", "auth_params=a=b"]
)
def test_the_way_there_takes_nothing_but_where_to_go_on(
    client: Client, omar: Person, asked: str
) -> None:
    """Else a password alone could bind an account that then opens the rest."""
    with_app(omar)
    client.force_login(omar)

    answer = client.get(f"/sign-in/with/the-council/?next=/&{asked}")

    assert answer.status_code == 404
    assert "socialaccount_states" not in client.session


class TestTheWayBack:
    def test_is_no_way_in_without_the_way_there(
        self, client: Client, elsewhere: Provider, omar: Person
    ) -> None:
        elsewhere.will_say("o-1", email=omar.email, email_verified=True)
        way = Client().get("/sign-in/with/the-council/").headers["Location"]
        back = urlsplit(elsewhere.follow(way, until=OURS))

        assert_refused(client, client.get(f"{back.path}?{back.query}"))

    @pytest.mark.parametrize(
        "query", ["", "?error=access_denied", "?code=made-up&state=made-up"]
    )
    def test_with_nothing_to_show_leads_to_signing_in(
        self, client: Client, query: str
    ) -> None:
        answer = client.get(f"/sign-in/with/the-council/callback/{query}")

        assert_refused(client, answer)

    def test_is_there_for_no_other_issuer(self, client: Client) -> None:
        assert client.get("/sign-in/with/elsewhere/").status_code == 404
        assert client.get("/sign-in/with/elsewhere/callback/").status_code == 404


def test_the_page_for_signing_in_offers_it(client: Client) -> None:
    page = client.get("/sign-in/?next=/findings/").content.decode()

    assert "Sign in with the council" in page
    assert "/sign-in/with/the-council/?next=/findings/" in page
