"""Who may ask somebody in, take that back, and accept it."""

from __future__ import annotations

import datetime

from safehold.apps.invitations import queries
from safehold.apps.invitations.models import Invitation
from safehold.apps.people import policies as people
from safehold.apps.people import queries as people_queries
from safehold.apps.people.queries import Term
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import SYSTEM, Actor
from safehold.engine.refusals import Refusal

ALREADY_INVITED = Refusal(
    "invitations.already_invited",
    "This address has been invited to that role. Send the invitation again, "
    "or withdraw it.",
    "SEC-20",
)
OVER = Refusal(
    "invitations.over",
    "This invitation can no longer be used.",
    "SEC-20",
)
SIGN_IN_FIRST = Refusal(
    "invitations.sign_in_first",
    "This invitation is for somebody who can sign in already. Sign in to accept it.",
    "SEC-20",
)
NOT_YOURS = Refusal(
    "invitations.not_yours",
    "You are signed in, and this invitation is for somebody else. "
    "If it is for you, sign out first.",
    "SEC-20",
)


def why_not_invite(
    email: str, *, name: str, term: Term, on: datetime.date, by: Actor
) -> Refusal | None:
    """Return the first reason the address may not be invited to the role, or None."""
    refusal = people.why_not_offer(term, on=on, by=by)
    if refusal is not None:
        return refusal
    if not people_queries.is_address(email):
        return people.EMAIL_WRONG
    if not people_queries.is_name(name):
        return people.NAME_MISSING
    if queries.is_invited(email, role=term.role, organisation_id=term.organisation_id):
        return ALREADY_INVITED
    person = people_queries.person_with_email(email)
    if person is None:
        return None
    if person.is_demonstration:
        return people.INVENTED
    return people.why_not_have(person, term=term, by=by)


def why_not_send(invitation: Invitation, *, by: Actor) -> Refusal | None:
    """Return the first reason no link may be sent, or None."""
    return _why_not_change(invitation, by=by)


def why_not_withdraw(invitation: Invitation, *, by: Actor) -> Refusal | None:
    """Return the first reason the invitation may not be taken back, or None."""
    return _why_not_change(invitation, by=by)


def why_not_accept(
    invitation: Invitation | None, *, password: str, on: datetime.date, by: Actor
) -> Refusal | None:
    """Return the first reason it may not be accepted, or None.

    Shape:  `invitation` is None for what has expired, was withdrawn or used, or never
            was: whoever has the link is told the same of all of them.
    """
    if invitation is None:
        return OVER
    person = people_queries.person_with_email(invitation.email)
    if by.person_id and (person is None or by.person_id != person.pk):
        return NOT_YOURS
    if person is not None and not by.person_id:
        return SIGN_IN_FIRST
    return people.why_not_join(
        invitation.email,
        name=invitation.name,
        password=password,
        term=queries.term_of(invitation, on=on),
        by=SYSTEM,
    )


def _why_not_change(invitation: Invitation, *, by: Actor) -> Refusal | None:
    if invitation.organisation_id not in access.scope(by, Act.MANAGE_PEOPLE):
        return people.NOT_ADMINISTRATOR
    return OVER if invitation.accepted_at or invitation.withdrawn_at else None
