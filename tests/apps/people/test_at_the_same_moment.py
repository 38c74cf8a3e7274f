"""Two people administer, invite or accept at the same moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safehold.apps.invitations import actions as invitations
from safehold.apps.invitations import policies as invitation_policies
from safehold.apps.invitations import queries as invitation_queries
from safehold.apps.invitations.models import Invitation
from safehold.apps.people import actions, policies
from safehold.apps.people.models import Membership, Person
from safehold.apps.people.queries import Term
from safehold.engine.actors import Actor, Purpose, Role
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from tests import cast
from tests.apps.test_at_once import Work, at_once, meet_after, refusals
from tests.cast import NOON, TODAY, Cast

TOKEN = "a-link-that-works"
NOBODY = Actor(person_id=0, name="", roles=frozenset())


@pytest.fixture
def people(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(real, "send", Outbox().send)
    return cast.assemble()


@pytest.fixture
def administrators(people: Cast) -> tuple[Actor, Actor]:
    lena = cast.person("Lena")
    cast.member(lena, Role.ADMINISTRATOR, people.commissioner_id)
    roles = frozenset({(people.commissioner_id, Role.ADMINISTRATOR)})
    return (
        replace(people.kwame, purpose=Purpose.ADMINISTRATION),
        Actor(lena.pk, "Lena", roles, Purpose.ADMINISTRATION),
    )


def leave(by: Actor) -> Work:
    key = Membership.objects.get(person_id=by.person_id).pk
    return lambda: actions.leave(key, to_date=TODAY, by=by, at=NOON)


def invite(by: Actor, organisation_id: int) -> Work:
    term = Term(Role.EVALUATOR, organisation_id, TODAY)
    return lambda: invitations.invite(
        "jo@tests.example", name="Jo", term=term, by=by, at=NOON
    )


def accept() -> None:
    invitations.accept(TOKEN, password="three boats upon a lake", by=NOBODY, at=NOON)


def test_two_administrators_do_not_both_go(
    administrators: tuple[Actor, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, policies, "why_not_leave")

    answers = at_once(*(leave(each) for each in administrators))

    assert refusals(answers) == [policies.LAST_ADMINISTRATOR]
    assert Membership.objects.filter(role="administrator", to_date=None).count() == 1


def test_two_administrators_ask_one_person_in_once(
    people: Cast,
    administrators: tuple[Actor, Actor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_after(monkeypatch, invitation_policies, "why_not_invite")

    answers = at_once(
        *(invite(each, people.commissioner_id) for each in administrators)
    )

    assert refusals(answers) == [invitation_policies.ALREADY_INVITED]
    assert Invitation.objects.count() == 1


def test_a_link_opened_twice_lets_one_person_in_once(
    people: Cast,
    administrators: tuple[Actor, Actor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    invite(administrators[0], people.commissioner_id)()
    Invitation.objects.update(token_sha256=invitation_queries.hashed(TOKEN))
    meet_after(monkeypatch, invitation_queries, "with_token")

    answers = at_once(accept, accept)

    assert refusals(answers) == [invitation_policies.OVER]
    jo = Person.objects.get(email="jo@tests.example")
    assert Membership.objects.filter(person=jo).count() == 1
