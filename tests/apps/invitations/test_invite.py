"""Somebody is asked in by an administrator there, and by nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safehold.apps.audit.models import AuditEvent
from safehold.apps.invitations import actions, policies, queries
from safehold.apps.invitations.models import Invitation
from safehold.apps.people import policies as people_policies
from safehold.apps.people.models import Person
from safehold.engine.actors import SYSTEM, Actor, Purpose, Role
from safehold.engine.refusals import Refusal
from safehold.gateways.notices.fake import Outbox
from safehold.gateways.notices.port import NoticeKind
from tests import cast
from tests.apps.invitations.asking import (
    EMAIL,
    NOBODY,
    WEEK,
    accept,
    invite,
    token_in,
)
from tests.apps.refusing import not_found, refused
from tests.cast import LATER, NOON, TODAY, YESTERDAY, Cast


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


class TestWithdrawAndSendAgain:
    def test_say_so_on_the_record(
        self, outbox: Outbox, kwame: Actor, invitation_id: int
    ) -> None:
        actions.send_again(invitation_id, by=kwame, at=LATER)
        actions.withdraw(invitation_id, by=kwame, at=LATER)

        verbs = AuditEvent.objects.filter(
            happened_at=LATER, verb__startswith="invitations."
        ).order_by("pk")
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
