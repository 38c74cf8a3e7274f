"""Whoever was asked in comes in by their own hand, once and in time."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate

from safehold.apps.audit.models import AuditEvent
from safehold.apps.invitations import actions, policies
from safehold.apps.invitations.models import Invitation
from safehold.apps.people import actions as people_actions
from safehold.apps.people import policies as people_policies
from safehold.apps.people.models import Membership, Person
from safehold.apps.people.queries import Term
from safehold.engine.actors import SYSTEM, Actor, Role
from safehold.gateways.notices.fake import Outbox
from tests import cast
from tests.apps.invitations.asking import (
    DAY,
    EMAIL,
    PASSWORD,
    accept,
    invite,
    roles_of,
    token_in,
)
from tests.apps.refusing import refused
from tests.cast import LATER, NOON, TODAY, Cast
from tests.posting import deliver


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
    ) -> None:
        invite(kwame, here, until=TODAY + DAY)
        deliver(at=NOON)

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
    ) -> None:
        older = token_in(outbox)
        actions.send_again(invitation_id, by=kwame, at=NOON + 6 * DAY)
        deliver(at=NOON + 6 * DAY)

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
    ) -> None:
        invite(kwame, here, email="HUGO@tests.example", name="Somebody else")
        deliver(at=NOON)

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
