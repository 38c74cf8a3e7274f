"""Passwords are changed by their owners, and forgotten ones replaced by a link."""

import re
from threading import Thread

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from safehold.apps.audit.models import AuditEvent
from safehold.apps.people import actions, policies
from safehold.apps.people import queries as people
from safehold.apps.people.models import Person
from safehold.engine.refusals import Refused
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from safehold.gateways.notices.port import NoticeKind, UnableToSend
from tests import browsers, cast
from tests.web.account.people import PASSWORD, give_password, is_signed_in, with_app

pytestmark = pytest.mark.django_db

ANOTHER = "lantern maple seventeen"
ASK = "/sign-in/forgotten-password/"


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Outbox:
    """Where e-mails go; what a thread would send is sent at once."""
    kept = Outbox()
    monkeypatch.setattr(real, "send", kept.send)
    monkeypatch.setattr(Thread, "start", Thread.run)
    return kept


@pytest.fixture
def link(
    client: Client,
    omar: Person,
    outbox: Outbox,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> str:
    """The link that Omar was sent, as his browser would ask for it."""
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ASK, {"email": omar.email})
    (notice,) = outbox.sent
    return re.sub(r"https?://[^/]+", "", notice.link)


def choose(client: Client, link: str, password: str) -> int:
    form = client.get(link, follow=True).request["PATH_INFO"]
    return client.post(form, {"password": password}).status_code


class TestAskingForANewPassword:
    def test_is_for_no_address_that_only_looks_like_theirs(
        self, client: Client, outbox: Outbox
    ) -> None:
        """Else each spelling is counted anew, and every letter goes to one person."""
        cast.person("Sis")

        answer = client.post(ASK, {"email": "si\u017f@tests.example"})

        assert answer.status_code == 422
        assert not outbox.sent

    @pytest.mark.parametrize(
        "email", ["omar@tests.example", "OMAR@tests.example", "nobody@tests.example"]
    )
    def test_is_answered_the_same_whoever_asks(
        self, client: Client, omar: Person, outbox: Outbox, email: str
    ) -> None:
        answer = client.post(ASK, {"email": email})

        assert answer.headers["Location"] == "/sign-in/forgotten-password/sent/"

    def test_sends_a_link_and_nothing_about_the_person(
        self, link: str, outbox: Outbox, omar: Person
    ) -> None:
        (notice,) = outbox.sent

        assert notice.kind is NoticeKind.PASSWORD_RESET
        assert omar.email not in notice.link
        assert omar.name not in notice.body

    @pytest.mark.parametrize(
        "changed", [{"is_active": False}, {"is_demonstration": True}]
    )
    def test_sends_nothing_to_who_may_not_sign_in_by_one(
        self,
        client: Client,
        omar: Person,
        outbox: Outbox,
        changed: dict[str, bool],
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        Person.objects.update(**changed)

        with django_capture_on_commit_callbacks(execute=True):
            client.post(ASK, {"email": omar.email})

        assert not outbox.sent

    def test_is_answered_the_same_where_nothing_can_be_sent(
        self,
        client: Client,
        omar: Person,
        outbox: Outbox,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        outbox.refusal = UnableToSend("The sender is away.", retryable=True)

        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(ASK, {"email": omar.email})

        assert answer.status_code == 302

    def test_too_often_is_refused_for_that_address_alone(
        self, client: Client, omar: Person, nadia: Person, outbox: Outbox
    ) -> None:
        for _ in range(3):
            client.post(ASK, {"email": omar.email})

        page = client.post(ASK, {"email": omar.email})
        assert page.status_code == 429
        assert "Wait 10 minutes" in page.content.decode()
        assert client.post(ASK, {"email": nadia.email}).status_code == 302


class TestTheLink:
    def test_leads_to_a_new_password_once(
        self, client: Client, omar: Person, link: str
    ) -> None:
        assert choose(client, link, ANOTHER) == 302
        give_password(client, omar, ANOTHER)
        assert is_signed_in(client)

        page = Client().get(link).content.decode()
        assert "This link does not work any more" in page

    def test_signs_nobody_in_by_itself(self, client: Client, link: str) -> None:
        choose(client, link, ANOTHER)

        assert not is_signed_in(client)

    def test_lets_no_weak_password_through(
        self, client: Client, omar: Person, link: str
    ) -> None:
        assert choose(client, link, "password1234") == 422
        omar.refresh_from_db()
        assert omar.check_password(PASSWORD)

    @pytest.fixture
    def elsewhere(self, omar: Person) -> Client:
        return browsers.sign_in(Client(), omar)

    def test_ends_every_session_that_was_open(
        self, client: Client, elsewhere: Client, link: str
    ) -> None:
        choose(client, link, ANOTHER)

        assert elsewhere.get("/account/").headers["Location"].startswith("/sign-in/")

    def test_does_not_lift_the_second_factor(
        self, client: Client, omar: Person, link: str
    ) -> None:
        with_app(omar)

        choose(client, link, ANOTHER)
        give_password(client, omar, ANOTHER)

        assert not is_signed_in(client)

    @override_settings(PASSWORD_RESET_TIMEOUT=-1)
    def test_ends_after_an_hour(self, client: Client, link: str) -> None:
        assert "does not work any more" in client.get(link).content.decode()


class TestChangingIt:
    def test_ends_the_other_sessions_and_keeps_this_one(
        self, client: Client, omar: Person
    ) -> None:
        browsers.sign_in(client, omar)
        elsewhere = browsers.sign_in(Client(), omar)

        client.post("/account/password/", {"present": PASSWORD, "password": ANOTHER})

        assert client.get("/account/").status_code == 200
        assert elsewhere.get("/account/").status_code == 302
        assert AuditEvent.objects.filter(verb="people.set_password").count() == 1

    @pytest.mark.parametrize(
        "typed",
        [
            {"present": "wrong", "password": ANOTHER},
            {"present": PASSWORD, "password": "short"},
            {"present": PASSWORD, "password": "omar@tests.example"},
            {},
        ],
    )
    def test_otherwise_changes_nothing(
        self, client: Client, omar: Person, typed: dict[str, str]
    ) -> None:
        browsers.sign_in(client, omar)

        assert client.post("/account/password/", typed).status_code == 422
        omar.refresh_from_db()
        assert omar.check_password(PASSWORD)
        assert not AuditEvent.objects.filter(verb="people.set_password").exists()


class TestSetPassword:
    def test_of_somebody_else_is_refused(self, omar: Person, nadia: Person) -> None:
        by = people.actor(nadia.pk, name=nadia.name, on=cast.TODAY)

        with pytest.raises(Refused) as refused:
            actions.set_password(omar.pk, ANOTHER, by=by, at=cast.NOON)

        assert refused.value.refusal == policies.NOT_YOUR_PASSWORD
        omar.refresh_from_db()
        assert omar.check_password(PASSWORD)
