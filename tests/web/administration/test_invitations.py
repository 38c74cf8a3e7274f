"""Somebody is asked in on one page, and comes in on another."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from safehold.apps.invitations.models import Invitation
from safehold.apps.people.models import Membership, Person
from safehold.gateways.notices.fake import Outbox
from safehold.gateways.notices.port import UnableToSend
from tests import browsers
from tests.cast import Cast
from tests.posting import deliver
from tests.web.administration.test_people import membership_of, page, today, typed

PASSWORD = "a lantern in the window"


@pytest.fixture
def invite(kwame: Client, outbox: Outbox) -> Invite:
    return Invite(kwame, outbox)


class Invite:
    """Asks somebody in, by the administrator's page."""

    def __init__(self, kwame: Client, outbox: Outbox) -> None:
        self.kwame, self.outbox = kwame, outbox

    def __call__(self, **changes: str) -> str:
        form = {
            "name": "Jo Ashdown",
            "email": "jo@tests.example",
            "role": "evaluator",
            **typed(today(), "from_date"),
            **changes,
        }
        answer = self.kwame.post("/people/invite/", form, follow=True)
        deliver()
        return answer.content.decode()

    @property
    def link(self) -> str:
        """Return where the last e-mail leads, as an address of ours."""
        return urlsplit(self.outbox.sent[-1].link).path


class TestInvite:
    def test_sends_a_link_and_shows_what_is_known_of_it(
        self, invite: Invite, settings: Settings
    ) -> None:
        settings.MAIL = "smtp"

        shown = invite()

        assert "The invitation is on its way." in shown
        assert "waiting" in shown
        assert "jo@tests.example" in shown
        assert invite.link.startswith("/invitations/")
        assert invite.link.strip("/").rpartition("/")[2] not in shown

    def test_links_to_our_own_host_whatever_the_browser_says(
        self, kwame: Client, invite: Invite, settings: Settings
    ) -> None:
        settings.SERVICE_ADDRESS = "https://safehold.example"
        settings.ALLOWED_HOSTS = ["*"]
        kwame.defaults["HTTP_HOST"] = "elsewhere.example"

        invite()

        link = invite.outbox.sent[-1].link
        assert link.startswith("https://safehold.example/invitations/")

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"name": ""}, "Enter their name"),
            ({"name": "J\0"}, "must not hold control characters"),
            ({"name": "J\r\nA"}, "must not hold control characters"),
            ({"name": "\u202eJ"}, "must not hold control characters"),
            ({"email": "\u017fam@tests.example"}, "in the form name@example.org"),
            ({"email": ""}, "Enter their e-mail address"),
            ({"email": "jo"}, "in the form name@example.org"),
            ({"role": ""}, "Choose a role"),
            ({"from_date_day": ""}, "must include a day"),
            ({"email": "kwame@tests.example"}, "Nobody gives themselves a role"),
        ],
    )
    def test_that_may_not_be_says_why(
        self, invite: Invite, changes: dict[str, str], sentence: str
    ) -> None:
        shown = invite(**changes)

        assert sentence in shown
        assert not Invitation.objects.exists()
        assert not invite.outbox.sent

    def test_says_where_the_link_is_where_no_e_mail_is_set_up(
        self, invite: Invite, settings: Settings
    ) -> None:
        settings.MAIL = "console"
        assert "is printed where the service was started" in invite()

        settings.MAIL = "smtp"
        address = f"/people/invitations/{Invitation.objects.get().pk}/"
        assert "No e-mail is set up here" not in page(invite.kwame, address)

    def test_may_be_sent_again_and_taken_back(self, invite: Invite) -> None:
        invite()
        first, address = invite.link, f"/people/invitations/{only().pk}/"

        shown = invite.kwame.post(f"{address}send-again/", follow=True)
        deliver()
        assert "no longer works" in shown.content.decode()
        assert Client().get(first).status_code == 410
        assert Client().get(invite.link).status_code == 200

        shown = invite.kwame.post(f"{address}withdraw/", follow=True)
        assert "is withdrawn" in shown.content.decode()
        assert "Withdraw it" not in shown.content.decode()
        assert Client().get(invite.link).status_code == 410


def only() -> Invitation:
    return Invitation.objects.get()


@pytest.mark.django_db(transaction=True)
class TestAMailServerThatIsDown:
    def test_keeps_nobody_from_their_work_and_is_named_in_no_log(
        self,
        kwame: Client,
        outbox: Outbox,
        people: Cast,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        outbox.refusal = UnableToSend("Not now.", retryable=True)
        form = {
            "name": "Jo Ashdown",
            "email": "jo@tests.example",
            "role": "evaluator",
            **typed(today(), "from_date"),
        }

        answer = kwame.post("/people/invite/", form)
        deliver()

        address = f"/people/invitations/{only().pk}/"
        assert answer.headers["Location"] == address
        shown = page(kwame, address)
        assert "not sent yet" in shown
        assert "Not now. It was tried once and is tried again at" in shown
        ended = membership_of(people.dev.person_id)
        answer = kwame.post(
            f"/people/roles/{ended.pk}/end/",
            {"reason": "left", **typed(today(), "to_date")},
        )
        assert answer.status_code == 302
        written = [record.getMessage() for record in caplog.records]
        assert len([words for words in written if "(Not now.)" in words]) == 1
        assert not [words for words in written if "@" in words or "Jo" in words]

    def test_for_good_is_said_to_the_administrator_who_sends_it_again(
        self, kwame: Client, invite: Invite, settings: Settings
    ) -> None:
        settings.MAIL = "smtp"
        invite.outbox.refusal = UnableToSend("The server said no.", retryable=False)
        invite()
        address = f"/people/invitations/{only().pk}/"

        assert "The server said no. You can send it again now." in page(kwame, address)
        assert "1 invitation was not sent" in page(kwame, "/people/")
        assert "not sent</strong>" in page(kwame, "/people/invitations/?sent=not+sent")

        invite.outbox.refusal = None
        kwame.post(f"{address}send-again/")
        assert "to be sent</strong>" in page(kwame, address)
        deliver()

        assert "sent</strong>" in page(kwame, address)
        assert "The server said no." not in page(kwame, address)
        assert "not sent" not in page(kwame, "/people/")
        assert len(invite.outbox.sent) == 1
        assert "Nobody" not in page(kwame, "/people/invitations/")


class TestTheList:
    @pytest.mark.parametrize(
        ("asked", "is_there"),
        [
            ("", True),
            ("?state=waiting", True),
            ("?state=accepted", False),
            ("?state=withdrawn", False),
            ("?state=out+of+date", False),
            ("?search=ashdown", True),
            ("?search=nobody", False),
            ("?role=evaluator", True),
            ("?role=idva", False),
            ("?sort=name", True),
        ],
    )
    def test_is_narrowed_by_what_became_of_it(
        self, invite: Invite, asked: str, *, is_there: bool
    ) -> None:
        invite()

        shown = page(invite.kwame, f"/people/invitations/{asked}")

        assert ("jo@tests.example" in shown) is is_there

    @pytest.mark.parametrize("state", ["waiting", "out of date", "accepted"])
    def test_tells_each_by_its_state(self, invite: Invite, state: str) -> None:
        invite()
        if state == "out of date":
            Invitation.objects.update(expiry_date=today())
        if state == "accepted":
            Client().post(invite.link, {"password": PASSWORD})

        shown = page(invite.kwame, f"/people/invitations/?state={state}")

        assert "jo@tests.example" in shown
        assert f">{state}</strong>" in shown

    def test_asks_the_same_however_many_there_are(self, invite: Invite) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as seen:
                page(invite.kwame, "/people/invitations/")
            return len(seen)

        invite()
        asked()
        few = asked()
        for number in range(4):
            invite(email=f"jo{number}@tests.example")

        assert asked() == few <= 20

    def test_says_so_where_it_is_empty(self, invite: Invite) -> None:
        shown = page(invite.kwame, "/people/invitations/")

        assert "Nobody has been invited yet." in shown

    def test_counts_who_is_awaited_on_the_page_of_people(self, invite: Invite) -> None:
        invite()

        assert "1 of them waiting" in page(invite.kwame, "/people/")

    def test_leaves_out_those_of_others(self, people: Cast, invite: Invite) -> None:
        invite()
        others = only()
        others.pk, others.organisation_id = None, people.another_commissioner_id
        others.email, others.token_sha256 = "lena@tests.example", ""
        others.sending_id = None
        others.save()

        shown = page(invite.kwame, "/people/invitations/")
        assert "jo@tests.example" in shown
        assert "lena@tests.example" not in shown
        assert "1 of them waiting" in page(invite.kwame, "/people/")


class TestTheLink:
    def test_shows_who_asks_whom_to_what(self, invite: Invite) -> None:
        invite()

        shown = page(Client(), invite.link)

        for words in ("Kwame invites you", "Jo Ashdown", "Evaluator"):
            assert words in shown

    def test_is_kept_by_no_cache_and_found_by_no_search(self, invite: Invite) -> None:
        invite()

        response = Client().get(invite.link)

        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert 'content="noindex"' in response.content.decode()

    def test_is_not_used_up_by_looking(self, invite: Invite) -> None:
        invite()
        for _ in range(3):
            Client().get(invite.link)
            Client().head(invite.link)

        assert only().accepted_at is None

    def test_lets_somebody_new_choose_a_password_and_sign_in(
        self, invite: Invite, settings: Settings
    ) -> None:
        invite()
        browser = Client()

        answer = browser.post(invite.link, {"password": PASSWORD})

        assert answer.headers["Location"] == "/sign-in/"
        assert "_auth_user_id" not in browser.session
        browser.post("/sign-in/", {"email": "jo@tests.example", "password": PASSWORD})
        jo = Person.objects.get(email="jo@tests.example")
        assert browser.session["_auth_user_id"] == str(jo.pk)

    @pytest.mark.parametrize("password", ["", "short", "password1234", "Jo Ashdown's"])
    def test_takes_no_password_that_is_easily_guessed(
        self, invite: Invite, password: str
    ) -> None:
        invite()

        answer = Client().post(invite.link, {"password": password})

        assert answer.status_code == 422
        assert not Person.objects.filter(email="jo@tests.example").exists()

    def test_for_somebody_known_leads_through_signing_in(
        self, people: Cast, invite: Invite
    ) -> None:
        invite(email="hugo@tests.example", name="Whoever")
        hugo = Person.objects.get(pk=people.hugo.person_id)

        shown = page(Client(), invite.link)
        assert "Sign in to accept" in shown
        assert "Choose a password" not in shown

        browser = browsers.sign_in(Client(), hugo)
        assert "Accept" in page(browser, invite.link)
        browser.post(invite.link)
        roles = Membership.objects.filter(person=hugo).values_list("role", flat=True)
        assert set(roles) == {"grants_manager", "evaluator"}

    def test_that_leads_nowhere_says_one_and_the_same(self, invite: Invite) -> None:
        """Used, late, taken back or made up: nobody learns which, or whose it was."""
        pages = []
        for end in (use, let_expire, take_back, leave_be):
            Invitation.objects.all().delete()
            Person.objects.filter(email="jo@tests.example").update(email="x@x.example")
            invite()
            end(invite)
            link = "/invitations/made-up/" if end is leave_be else invite.link
            response = Client().get(link)
            assert response.status_code == 410
            pages.append(response.content.decode())

        assert len(set(pages)) == 1
        assert "Jo" not in pages[0]
        assert "tests.example" not in pages[0]


def use(invite: Invite) -> None:
    Client().post(invite.link, {"password": PASSWORD})


def let_expire(_invite: Invite) -> None:
    Invitation.objects.update(expiry_date=today())


def take_back(invite: Invite) -> None:
    invite.kwame.post(f"/people/invitations/{only().pk}/withdraw/")


def leave_be(_invite: Invite) -> None:
    assert only().expiry_date > timezone.localdate() + datetime.timedelta(days=1)
