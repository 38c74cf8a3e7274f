"""Somebody is asked in by an administrator, once, and comes in by their own hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.contrib.auth import authenticate
from pytest_django import DjangoCaptureOnCommitCallbacks

from safehold.apps.audit.models import AuditEvent
from safehold.apps.invitations import actions, policies, queries
from safehold.apps.invitations.models import Invitation
from safehold.apps.people import actions as people_actions
from safehold.apps.people import policies as people_policies
from safehold.apps.people.models import Membership, Person
from safehold.apps.people.queries import Term
from safehold.engine.actors import SYSTEM, Actor, Purpose, Role
from safehold.engine.refusals import Refusal
from safehold.gateways.notices.fake import Outbox
from safehold.gateways.notices.port import NoticeKind, UnableToSend
from tests import cast
from tests.apps.refusing import not_found, refused
from tests.cast import LATER, NOON, TODAY, YESTERDAY, Cast

EMAIL = "jo@tests.example"
PASSWORD = "a lantern in the window"
NOBODY = Actor(person_id=0, name="", roles=frozenset())
WEEK = datetime.timedelta(days=7)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def here(people: Cast) -> int:
    return people.commissioner_id


@pytest.fixture
def invitation_id(
    kwame: Actor, here: int, django_capture_on_commit_callbacks: Committed
) -> int:
    """An invitation to be evaluator, with its link on the way."""
    with django_capture_on_commit_callbacks(execute=True):
        return invite(kwame, here)


Committed = DjangoCaptureOnCommitCallbacks


def invite(
    by: Actor,
    organisation_id: int,
    *,
    email: str = EMAIL,
    name: str = "Jo Ashdown",
    role: Role = Role.EVALUATOR,
    since: datetime.date = TODAY,
    until: datetime.date | None = None,
) -> int:
    term = Term(role, organisation_id, since, until)
    return actions.invite(email, name=name, term=term, by=by, at=NOON)


def accept(
    token: str,
    *,
    by: Actor = NOBODY,
    password: str = PASSWORD,
    at: datetime.datetime = LATER,
) -> None:
    actions.accept(token, password=password, by=by, at=at)


def token_in(outbox: Outbox) -> str:
    """Return the token of the last link that was sent."""
    return outbox.sent[-1].link.rstrip("/").rpartition("/")[2]


def roles_of(email: str, on: datetime.date = TODAY) -> set[Role]:
    held = Membership.objects.filter(person__email=email, from_date__lte=on)
    return {Role(role) for role in held.values_list("role", flat=True)}


class TestInvite:
    def test_writes_to_the_address_and_lets_nobody_in_yet(
        self, outbox: Outbox, invitation_id: int
    ) -> None:
        (notice,) = outbox.sent

        assert notice.kind is NoticeKind.INVITATION
        assert notice.to == EMAIL
        assert notice.expiry_date == TODAY + WEEK
        assert not Person.objects.filter(email=EMAIL).exists()

    def test_keeps_only_the_hash_of_a_token_that_nobody_can_guess(
        self, outbox: Outbox, invitation_id: int
    ) -> None:
        token = token_in(outbox)

        kept = Invitation.objects.get()
        # 256 random bits are 43 letters and digits.
        assert len(token) == 43
        assert kept.token_sha256 == queries.hashed(token)
        assert token not in repr(list(AuditEvent.objects.values()))

    def test_says_so_on_the_record_without_naming_anybody(
        self, outbox: Outbox, kwame: Actor, here: int, invitation_id: int
    ) -> None:
        events = AuditEvent.objects.filter(subject=f"invitation:{invitation_id}")

        assert [event.verb for event in events.order_by("pk")] == [
            "invitations.invite",
            "invitations.send",
        ]
        assert {event.actor_id for event in events} == {kwame.person_id}
        assert {event.organisation_id for event in events} == {here}
        assert not [event.details for event in events if event.details]

    def test_that_cannot_be_sent_is_kept_to_be_sent_again(
        self,
        outbox: Outbox,
        kwame: Actor,
        here: int,
        django_capture_on_commit_callbacks: Committed,
    ) -> None:
        outbox.refusal = UnableToSend("Not now.", retryable=True)
        with (
            pytest.raises(UnableToSend),
            django_capture_on_commit_callbacks(execute=True),
        ):
            invite(kwame, here)
        outbox.refusal = None

        with django_capture_on_commit_callbacks(execute=True):
            actions.send_again(Invitation.objects.get().pk, by=kwame, at=LATER)

        accept(token_in(outbox))
        assert roles_of(EMAIL) == {Role.EVALUATOR}

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"email": "jo"}, people_policies.EMAIL_WRONG),
            ({"email": "jo\0@tests.example"}, people_policies.EMAIL_WRONG),
            ({"name": " "}, people_policies.NAME_MISSING),
            ({"name": "J" * 201}, people_policies.NAME_MISSING),
            ({"since": YESTERDAY}, people_policies.STARTS_IN_THE_PAST),
            ({"until": TODAY}, people_policies.ENDS_BEFORE_IT_STARTS),
            ({"email": "KWAME@tests.example"}, people_policies.NOT_ONESELF),
            (
                {"email": "amara@tests.example", "role": Role.GRANTS_MANAGER},
                people_policies.ALREADY_MEMBER,
            ),
            (
                {"email": "amara@tests.example", "role": Role.AUDITOR},
                people_policies.INCOMPATIBLE,
            ),
            (
                {"email": "judith@tests.example", "role": Role.ADMINISTRATOR},
                people_policies.INCOMPATIBLE,
            ),
        ],
    )
    def test_to_what_may_not_be_is_refused(
        self,
        outbox: Outbox,
        kwame: Actor,
        here: int,
        given: dict[str, str],
        refusal: Refusal,
    ) -> None:
        with refused(refusal):
            invite(kwame, here, **given)  # type: ignore[arg-type]

        assert not outbox.sent

    def test_of_an_invented_person_is_refused(self, kwame: Actor, here: int) -> None:
        Person.objects.create(email=EMAIL, name="Jo", is_demonstration=True)

        with refused(people_policies.INVENTED):
            invite(kwame, here)

    def test_twice_to_one_role_is_refused_in_any_case_of_the_address(
        self, outbox: Outbox, kwame: Actor, here: int, invitation_id: int
    ) -> None:
        with refused(policies.ALREADY_INVITED):
            invite(kwame, here, email=EMAIL.upper())

        invite(kwame, here, role=Role.STATISTICIAN)
        assert Invitation.objects.count() == 2

    def test_tells_nothing_of_whom_others_let_in(
        self, outbox: Outbox, people: Cast, kwame: Actor, here: int
    ) -> None:
        """Hugo is of another commissioner: he is asked in like somebody new."""
        invite(kwame, here, email="hugo@tests.example", role=Role.AUDITOR)

        assert Invitation.objects.get().name == "Jo Ashdown"

    def test_by_anybody_but_an_administrator_there_is_refused(
        self, people: Cast, kwame: Actor, here: int
    ) -> None:
        strangers = [people.amara, *people.strangers, NOBODY, SYSTEM]

        for stranger in strangers:
            for purpose in Purpose:
                if (stranger, purpose) != (people.kwame, Purpose.ADMINISTRATION):
                    with refused(people_policies.NOT_ADMINISTRATOR):
                        invite(replace(stranger, purpose=purpose), here)
        with refused(people_policies.NOT_ADMINISTRATOR):
            invite(kwame, people.another_commissioner_id)


class TestAccept:
    def test_lets_somebody_new_in_with_the_password_they_chose(
        self, outbox: Outbox, invitation_id: int
    ) -> None:
        accept(token_in(outbox))

        jo = Person.objects.get(email=EMAIL)
        assert jo.name == "Jo Ashdown"
        assert authenticate(username=EMAIL, password=PASSWORD) == jo
        assert roles_of(EMAIL) == {Role.EVALUATOR}
        accepted = Invitation.objects.get()
        assert (accepted.accepted_by, accepted.accepted_at) == (jo, LATER)

    def test_is_on_the_record_in_their_own_name(
        self, outbox: Outbox, invitation_id: int
    ) -> None:
        accept(token_in(outbox))

        event = AuditEvent.objects.get(verb="invitations.accept")
        assert event.actor_id == Person.objects.get(email=EMAIL).pk
        assert event.subject == f"invitation:{invitation_id}"

    def test_works_once(self, outbox: Outbox, invitation_id: int) -> None:
        token = token_in(outbox)
        accept(token)

        with refused(policies.OVER):
            accept(token)

    @pytest.mark.parametrize("days", [7, 8, 400])
    def test_too_late_is_refused(
        self, outbox: Outbox, invitation_id: int, days: int
    ) -> None:
        with refused(policies.OVER):
            accept(token_in(outbox), at=NOON + days * DAY)

    def test_on_the_last_day_is_in_time_and_the_role_begins_then(
        self, outbox: Outbox, invitation_id: int
    ) -> None:
        accept(token_in(outbox), at=NOON + 6 * DAY)

        assert Membership.objects.get(person__email=EMAIL).from_date == TODAY + 6 * DAY

    def test_of_a_role_that_would_be_over_is_refused(
        self,
        outbox: Outbox,
        kwame: Actor,
        here: int,
        django_capture_on_commit_callbacks: Committed,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            invite(kwame, here, until=TODAY + DAY)

        with refused(policies.OVER):
            accept(token_in(outbox), at=NOON + DAY)

    def test_once_it_is_taken_back_is_refused(
        self, outbox: Outbox, kwame: Actor, invitation_id: int
    ) -> None:
        actions.withdraw(invitation_id, by=kwame, at=NOON)

        with refused(policies.OVER):
            accept(token_in(outbox))

    def test_by_the_older_of_two_links_is_refused(
        self,
        outbox: Outbox,
        kwame: Actor,
        invitation_id: int,
        django_capture_on_commit_callbacks: Committed,
    ) -> None:
        older = token_in(outbox)
        with django_capture_on_commit_callbacks(execute=True):
            actions.send_again(invitation_id, by=kwame, at=NOON + 6 * DAY)

        with refused(policies.OVER):
            accept(older)
        accept(token_in(outbox), at=NOON + 9 * DAY)

    @pytest.mark.parametrize("token", ["", "a", "\0", "é", "a" * 43, "a" * 5000])
    def test_by_what_is_no_link_is_refused(
        self, outbox: Outbox, invitation_id: int, token: str
    ) -> None:
        with refused(policies.OVER):
            accept(token)

    def test_by_the_hash_itself_is_refused(
        self, outbox: Outbox, invitation_id: int
    ) -> None:
        with refused(policies.OVER):
            accept(Invitation.objects.get().token_sha256)

    def test_with_a_password_easily_guessed_is_refused(
        self, outbox: Outbox, invitation_id: int
    ) -> None:
        for password in ("", "a lantern i", "Jo Ashdown's", EMAIL):
            with refused(people_policies.PASSWORD_TOO_WEAK):
                accept(token_in(outbox), password=password)

    def test_by_somebody_signed_in_who_was_not_asked_is_refused(
        self, outbox: Outbox, people: Cast, invitation_id: int
    ) -> None:
        for somebody in (people.amara, *people.strangers):
            with refused(policies.NOT_YOURS):
                accept(token_in(outbox), by=somebody)


class TestAcceptOfSomebodyKnown:
    @pytest.fixture(autouse=True)
    def hugo_is_asked_in(
        self,
        outbox: Outbox,
        kwame: Actor,
        here: int,
        django_capture_on_commit_callbacks: Committed,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            invite(kwame, here, email="HUGO@tests.example", name="Somebody else")

    def test_gives_the_role_and_changes_nothing_else(
        self, outbox: Outbox, people: Cast
    ) -> None:
        accept(token_in(outbox), by=people.hugo, password="")

        hugo = Person.objects.get(pk=people.hugo.person_id)
        assert (hugo.name, hugo.password) == ("Hugo", "!")
        assert roles_of("hugo@tests.example") == {Role.GRANTS_MANAGER, Role.EVALUATOR}

    def test_by_nobody_signed_in_asks_them_to_sign_in(self, outbox: Outbox) -> None:
        with refused(policies.SIGN_IN_FIRST):
            accept(token_in(outbox))

    def test_of_what_has_become_incompatible_is_refused(
        self, outbox: Outbox, people: Cast, here: int
    ) -> None:
        Invitation.objects.update(role=Role.AUDITOR.value)
        hugo = Person.objects.get(pk=people.hugo.person_id)
        cast.member(hugo, Role.FINANCE_OFFICER, here)

        with refused(people_policies.INCOMPATIBLE):
            accept(token_in(outbox), by=people.hugo)


class TestWithdrawAndSendAgain:
    def test_say_so_on_the_record(
        self, outbox: Outbox, kwame: Actor, invitation_id: int
    ) -> None:
        actions.send_again(invitation_id, by=kwame, at=LATER)
        actions.withdraw(invitation_id, by=kwame, at=LATER)

        verbs = AuditEvent.objects.filter(happened_at=LATER).order_by("pk")
        assert [event.verb for event in verbs] == [
            "invitations.send_again",
            "invitations.withdraw",
        ]

    def test_of_what_is_over_is_refused(
        self, outbox: Outbox, kwame: Actor, invitation_id: int
    ) -> None:
        accept(token_in(outbox))

        for change in (actions.withdraw, actions.send_again, actions.send):
            with refused(policies.OVER):
                change(invitation_id, by=kwame, at=LATER)

    def test_by_somebody_who_may_not_know_of_it_finds_nothing(
        self, outbox: Outbox, people: Cast, invitation_id: int
    ) -> None:
        elsewhere = frozenset({(people.another_commissioner_id, Role.ADMINISTRATOR)})
        others = (
            people.amara,
            people.judith,
            replace(people.hugo, roles=elsewhere, purpose=Purpose.ADMINISTRATION),
        )

        for other in others:
            for change in (actions.withdraw, actions.send_again, actions.send):
                with not_found():
                    change(invitation_id, by=other, at=LATER)

    def test_by_who_may_know_of_it_and_no_more_is_refused(
        self, outbox: Outbox, people: Cast, invitation_id: int
    ) -> None:
        auditing = replace(people.judith, purpose=Purpose.AUDIT)

        for change in (actions.withdraw, actions.send_again, actions.send):
            with refused(people_policies.NOT_ADMINISTRATOR):
                change(invitation_id, by=auditing, at=LATER)

    def test_of_nothing_is_not_found(self, kwame: Actor) -> None:
        with not_found():
            actions.withdraw(0, by=kwame, at=NOON)


class TestWhoSeesAnInvitation:
    def test_is_an_administrator_there_and_nobody_else(
        self, outbox: Outbox, people: Cast, kwame: Actor, invitation_id: int
    ) -> None:
        others = (people.amara, *people.strangers)

        assert queries.visible_to(kwame).get().pk == invitation_id
        assert not [who for who in others if queries.visible_to(who).exists()]

    def test_is_not_who_administers_elsewhere(
        self, outbox: Outbox, people: Cast, invitation_id: int
    ) -> None:
        hugo = Person.objects.get(pk=people.hugo.person_id)
        cast.member(hugo, Role.ADMINISTRATOR, people.another_commissioner_id)
        elsewhere = frozenset({(people.another_commissioner_id, Role.ADMINISTRATOR)})

        by = replace(people.hugo, roles=elsewhere, purpose=Purpose.ADMINISTRATION)

        assert not queries.visible_to(by).exists()


class TestSomebodyInvitedWhoIsLetInMeanwhile:
    def test_accepts_what_they_have_not_got_yet(
        self, outbox: Outbox, here: int, invitation_id: int
    ) -> None:
        people_actions.join(
            EMAIL,
            name="Jo",
            password=PASSWORD,
            term=Term(Role.EVALUATOR, here, TODAY),
            by=SYSTEM,
            at=NOON,
        )
        jo = Person.objects.get(email=EMAIL)

        with refused(people_policies.ALREADY_MEMBER):
            accept(token_in(outbox), by=Actor(jo.pk, jo.name, frozenset()))
