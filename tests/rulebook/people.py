"""Who may let people in and change what they do: every policy of it, asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from safehold.apps.invitations import policies as invitations
from safehold.apps.invitations import queries as invitation_queries
from safehold.apps.invitations.models import Invitation
from safehold.apps.people import policies
from safehold.apps.people import queries as people_queries
from safehold.apps.people.models import Membership, Person
from safehold.apps.people.queries import Term
from safehold.engine import separation
from safehold.engine.actors import SYSTEM, Actor, Purpose, Role
from safehold.engine.refusals import Refusal
from tests import cast
from tests.rulebook import markdown
from tests.rulebook.asking import NO, YES, When, told
from tests.rulebook.scene import Scene

WhyNot = Callable[[Actor], Refusal | None]
PASSWORD = "a lantern in the window"


def questions(scene: Scene) -> Iterable[tuple[str, str, list[When]]]:
    yield "Invite somebody", "why_not_invite", _inviting(scene)
    yield (
        "Send an invitation",
        "why_not_send",
        _sending(scene, invitations.why_not_send),
    )
    yield (
        "Withdraw an invitation",
        "why_not_withdraw",
        _sending(scene, invitations.why_not_withdraw),
    )
    yield (
        "Accept an invitation (not signed in: as the command line)",
        "why_not_accept",
        _accepting(scene),
    )
    yield "Offer a role", "why_not_offer", _offering(scene)
    yield "Have a role besides", "why_not_have", _having(scene)
    yield "Give a person a further role", "why_not_give_role", _giving(scene)
    yield "Move a person to another role", "why_not_move", _moving(scene)
    yield "End a person's role", "why_not_leave", _leaving(scene)
    yield "Let a person join", "why_not_join", _joining(scene)
    yield "Shut a person out", "why_not_deactivate", _shutting_out(scene)
    yield "Let a person in again", "why_not_reactivate", _letting_in(scene)
    yield "Change a password", "why_not_set_password", _password(scene)


def roles_apart() -> str:
    """Return the table of roles that nobody holds together."""
    pairs = sorted(
        sorted(role.value.replace("_", " ") for role in pair)
        for pair in separation.INCOMPATIBLE
    )
    written = markdown.table(["One role", "The other"], pairs)
    return (
        "## Roles that nobody holds together\n\n"
        "At one organisation, at the same time. By `is_incompatible`.\n\n" + written
    )


def _when(situation: str, why_not: WhyNot) -> When:
    """Ask people as they administer: for any other purpose they may do none of it."""

    def answer(by: Actor) -> str:
        administering = replace(by, purpose=Purpose.ADMINISTRATION)
        return told(why_not(SYSTEM if by == SYSTEM else administering))

    return When(situation, answer)


def _term(
    scene: Scene, role: Role = Role.EVALUATOR, since: datetime.date = cast.TODAY
) -> Term:
    return Term(role, scene.people.commissioner_id, since)


def _seeing(scene: Scene) -> list[When]:
    here = scene.people.commissioner_id
    invitation = Invitation.objects.create(
        organisation_id=here,
        email="jo@tests.example",
        name="Jo",
        role=Role.EVALUATOR.value,
        from_date=cast.TODAY,
        expiry_date=cast.TODAY,
        invited_at=cast.NOON,
        invited_by_id=scene.people.kwame.person_id,
        withdrawn_at=cast.NOON,
        withdrawn_by_id=scene.people.kwame.person_id,
    )

    def sees_role(by: Actor) -> bool:
        held = people_queries.memberships_visible_to(by)
        return held.filter(organisation_id=here).exists()

    def sees_invitation(by: Actor) -> bool:
        known = invitation_queries.visible_to(by)
        return known.filter(pk=invitation.pk).exists()

    def when(what: str, sees: Callable[[Actor], bool], purpose: Purpose) -> When:
        return When(
            f"{what}, for {purpose}",
            lambda by: YES if sees(replace(by, purpose=purpose)) else NO,
        )

    return [
        when(what, sees, purpose)
        for what, sees in (("a role", sees_role), ("an invitation", sees_invitation))
        for purpose in Purpose
    ]


def _inviting(scene: Scene) -> list[When]:
    def why_not(email: str, term: Term) -> WhyNot:
        return lambda by: invitations.why_not_invite(
            email, name="Jo", term=term, on=cast.TODAY, by=by
        )

    as_officer = _term(scene, Role.FINANCE_OFFICER)
    return [
        _when("somebody new", why_not("jo@tests.example", _term(scene))),
        _when("somebody known", why_not("hugo@tests.example", _term(scene))),
        _when("who has that role", why_not("dev@tests.example", as_officer)),
        _when(
            "from yesterday",
            why_not("jo@tests.example", _term(scene, since=cast.YESTERDAY)),
        ),
    ]


def _sending(scene: Scene, policy: Callable[..., Refusal | None]) -> list[When]:
    here = scene.people.commissioner_id

    def why_not(**became: datetime.datetime) -> WhyNot:
        invitation = Invitation(organisation_id=here, **became)
        return lambda by: policy(invitation, by=by)

    return [
        _when("waiting", why_not()),
        _when("accepted", why_not(accepted_at=cast.NOON)),
        _when("withdrawn", why_not(withdrawn_at=cast.NOON)),
    ]


def _accepting(scene: Scene) -> list[When]:
    def why_not(invitation: Invitation | None) -> WhyNot:
        return lambda by: invitations.why_not_accept(
            invitation, password=PASSWORD, on=cast.TODAY, by=by
        )

    def addressed(email: str) -> Invitation:
        return Invitation(
            email=email,
            name="Jo",
            role=Role.EVALUATOR.value,
            from_date=cast.TODAY,
            organisation_id=scene.people.commissioner_id,
        )

    return [
        _when("used, late, withdrawn or none", why_not(None)),
        _when("for somebody new", why_not(addressed("jo@tests.example"))),
        _when("for somebody known", why_not(addressed("hugo@tests.example"))),
    ]


def _offering(scene: Scene) -> list[When]:
    def why_not(term: Term) -> WhyNot:
        return lambda by: policies.why_not_offer(term, on=cast.TODAY, by=by)

    ends_at_once = _term(scene)._replace(to_date=cast.TODAY)
    return [
        _when("from today", why_not(_term(scene))),
        _when("from yesterday", why_not(_term(scene, since=cast.YESTERDAY))),
        _when("ending as it begins", why_not(ends_at_once)),
    ]


def _having(scene: Scene) -> list[When]:
    dev = Person.objects.get(pk=scene.people.dev.person_id)

    def why_not(role: Role) -> WhyNot:
        term = _term(scene, role)
        return lambda by: policies.why_not_have(dev, term=term, by=by)

    return [
        _when("that goes with theirs", why_not(Role.EVALUATOR)),
        _when("that is theirs", why_not(Role.FINANCE_OFFICER)),
        _when("that does not go with theirs", why_not(Role.AUDITOR)),
    ]


def _giving(scene: Scene) -> list[When]:
    def why_not(whom: Actor, role: Role) -> WhyNot:
        person = Person.objects.get(pk=whom.person_id)
        term = _term(scene, role)
        return lambda by: policies.why_not_give_role(
            person, term=term, on=cast.TODAY, by=by
        )

    def to_oneself(by: Actor) -> Refusal | None:
        oneself = Person(pk=by.person_id)
        term = _term(scene)
        return policies.why_not_give_role(oneself, term=term, on=cast.TODAY, by=by)

    return [
        _when("to another", why_not(scene.people.dev, Role.EVALUATOR)),
        _when("that does not go with theirs", why_not(scene.people.dev, Role.AUDITOR)),
        _when("to oneself", to_oneself),
    ]


def _moving(scene: Scene) -> list[When]:
    devs = Membership.objects.select_related("person").get(
        person_id=scene.people.dev.person_id
    )

    def why_not(membership: Membership, role: Role) -> WhyNot:
        return lambda by: policies.why_not_move(
            membership, role=role, on=cast.TODAY, by=by
        )

    def oneself(by: Actor) -> Refusal | None:
        own = _membership(scene, person_id=by.person_id)
        return policies.why_not_move(own, role=Role.AUDITOR, on=cast.TODAY, by=by)

    return [
        _when("another", why_not(devs, Role.EVALUATOR)),
        _when("to the role they have", why_not(devs, Role.FINANCE_OFFICER)),
        _when("oneself", oneself),
    ]


def _membership(
    scene: Scene,
    *,
    role: Role = Role.EVALUATOR,
    to_date: datetime.date | None = None,
    person_id: int = 0,
) -> Membership:
    return Membership(
        organisation_id=scene.people.commissioner_id,
        role=role.value,
        from_date=cast.LAST_YEAR,
        to_date=to_date,
        person_id=person_id,
    )


def _leaving(scene: Scene) -> list[When]:
    def why_not(membership: Membership) -> WhyNot:
        return lambda by: policies.why_not_leave(membership, to_date=cast.TODAY, by=by)

    kwames = Membership.objects.get(person_id=scene.people.kwame.person_id)
    over = _membership(scene, to_date=cast.YESTERDAY)
    return [
        _when("in force", why_not(_membership(scene))),
        _when("over", why_not(over)),
        _when("of the last administrator", why_not(kwames)),
    ]


def _joining(scene: Scene) -> list[When]:
    def why_not(email: str) -> WhyNot:
        return lambda by: policies.why_not_join(
            email,
            name="Jo",
            password=PASSWORD,
            term=_term(scene, Role.GRANTS_MANAGER),
            by=by,
        )

    return [
        _when("somebody new", why_not("jo@tests.example")),
        _when("somebody with another role", why_not("dev@tests.example")),
        _when("somebody who has that role", why_not("amara@tests.example")),
        _when("somebody who audits", why_not("judith@tests.example")),
    ]


def _shutting_out(scene: Scene) -> list[When]:
    def why_not(*, is_active: bool) -> WhyNot:
        person = Person(is_active=is_active)
        return lambda by: policies.why_not_deactivate(person, by=by)

    return [
        _when("who can sign in", why_not(is_active=True)),
        _when("who cannot", why_not(is_active=False)),
    ]


def _letting_in(scene: Scene) -> list[When]:
    def why_not(*, is_active: bool) -> WhyNot:
        person = Person(is_active=is_active)
        return lambda by: policies.why_not_reactivate(person, by=by)

    return [
        _when("who can sign in", why_not(is_active=True)),
        _when("who cannot", why_not(is_active=False)),
    ]


def _password(scene: Scene) -> list[When]:
    def why_not(person: Person, password: str) -> WhyNot:
        return lambda by: policies.why_not_set_password(person, password, by=by)

    def own(by: Actor) -> Refusal | None:
        return policies.why_not_set_password(Person(pk=by.person_id), PASSWORD, by=by)

    another = Person(pk=0, email="jo@tests.example", name="Jo")
    return [
        _when("of another", why_not(another, PASSWORD)),
        _when("one's own", own),
        _when("to one easily guessed", why_not(another, "password1234")),
    ]
