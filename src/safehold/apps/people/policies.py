"""Who may let people in, change what they do, and end it."""

from __future__ import annotations

import datetime

from safehold.apps.people import queries
from safehold.apps.people.models import Membership, Person
from safehold.apps.people.queries import Term
from safehold.engine import access, separation
from safehold.engine.access import Act
from safehold.engine.actors import SYSTEM, Actor, Role
from safehold.engine.refusals import Refusal

NOT_FROM_COMMAND_LINE = Refusal(
    "people.not_from_command_line",
    "Only whoever runs the service may do this, from its command line.",
    "REF-07",
)
NOT_ADMINISTRATOR = Refusal(
    "people.not_administrator",
    "Only an administrator of the organisation may let its people in or end what "
    "they do.",
    "SEC-21",
)
NOT_ONESELF = Refusal(
    "people.not_oneself",
    "Nobody gives themselves a role. Ask another administrator.",
    "SEC-21",
)
LAST_ADMINISTRATOR = Refusal(
    "people.last_administrator",
    "The organisation would have no administrator from that day. "
    "Give somebody else the role first.",
    "SEC-21",
)
INCOMPATIBLE = Refusal(
    "people.incompatible",
    "This person has, or is going to have, a role that does not go with this one: "
    "who audits neither administers nor has a part in the money.",
    "SEC-22",
)
EMAIL_WRONG = Refusal(
    "people.email_wrong",
    "Give an e-mail address in the form name@example.org.",
    "REF-07",
)
NAME_MISSING = Refusal(
    "people.name_missing",
    f"Give the person's name, in {queries.LONGEST_NAME} characters or fewer.",
    "REF-07",
)
PASSWORD_TOO_WEAK = Refusal(
    "people.password_too_weak",
    "Give a password that is harder to guess.",
    "REF-07",
)
NOT_YOUR_PASSWORD = Refusal(
    "people.not_your_password",
    "Everybody chooses their own password.",
    "REF-07",
)
INVENTED = Refusal(
    "people.invented",
    "This is an invented person of the demonstration, whose password all know.",
    "REF-07",
)
ALREADY_MEMBER = Refusal(
    "people.already_member",
    "This person already has that role there on that day or later.",
    "REF-07",
)
STARTS_IN_THE_PAST = Refusal(
    "people.starts_in_the_past",
    "A role starts today or later.",
    "SEC-21",
)
ENDS_BEFORE_IT_STARTS = Refusal(
    "people.ends_before_it_starts",
    "A role cannot end before the day it starts.",
    "REF-07",
)
ALREADY_LEFT = Refusal(
    "people.already_left",
    "This role already ends on that day or before.",
    "REF-07",
)
SAME_ROLE = Refusal(
    "people.same_role",
    "This person has that role already.",
    "REF-07",
)
ALREADY_SHUT_OUT = Refusal(
    "people.already_shut_out",
    "This person cannot sign in as it is.",
    "SEC-23",
)
NOT_SHUT_OUT = Refusal(
    "people.not_shut_out",
    "This person can sign in as it is.",
    "SEC-23",
)


def why_not_join(
    email: str,
    *,
    name: str,
    password: str,
    term: Term,
    by: Actor,
) -> Refusal | None:
    """Return the first reason the person may not have the role, or None."""
    if by != SYSTEM:
        return NOT_FROM_COMMAND_LINE
    person = queries.person_with_email(email)
    if person is None:
        return _why_not_new(email, name=name) or _why_not_password(
            password, email=email, name=name
        )
    if person.is_demonstration:
        return INVENTED
    return _why_not_also(person, term)


def why_not_offer(term: Term, *, on: datetime.date, by: Actor) -> Refusal | None:
    """Return the first reason the role may not be given to anybody, or None."""
    if term.organisation_id not in access.scope(by, Act.MANAGE_PEOPLE):
        return NOT_ADMINISTRATOR
    if term.from_date < on:
        return STARTS_IN_THE_PAST
    if term.to_date is not None and term.to_date <= term.from_date:
        return ENDS_BEFORE_IT_STARTS
    return None


def why_not_have(person: Person, *, term: Term, by: Actor) -> Refusal | None:
    """Return the first reason this person may not be given the role, or None.

    What it says depends on the one organisation only: it must not tell whom others
    have let in.
    """
    if person.pk == by.person_id:
        return NOT_ONESELF
    # In the demonstration the administrator is invented too.
    if person.is_demonstration and not queries.is_invented_actor(by):
        return INVENTED
    return _why_not_also(person, term)


def why_not_give_role(
    person: Person, *, term: Term, on: datetime.date, by: Actor
) -> Refusal | None:
    """Return the first reason the person may not have the role too, or None."""
    return why_not_offer(term, on=on, by=by) or why_not_have(person, term=term, by=by)


def why_not_move(
    membership: Membership, *, role: Role, on: datetime.date, by: Actor
) -> Refusal | None:
    """Return the first reason one role may not give way to another on the day."""
    if by.person_id == membership.person_id:
        return NOT_ONESELF
    refusal = why_not_leave(membership, to_date=on, by=by)
    if refusal is not None:
        return refusal
    if role.value == membership.role:
        return SAME_ROLE
    if membership.person.is_demonstration and not queries.is_invented_actor(by):
        return INVENTED
    term = Term(role, membership.organisation_id, on, membership.to_date)
    return _why_not_also(membership.person, term, without=membership.pk)


def why_not_leave(
    membership: Membership, *, to_date: datetime.date, by: Actor
) -> Refusal | None:
    """Return the first reason the role may not end on the day, or None."""
    is_managed = membership.organisation_id in access.scope(by, Act.MANAGE_PEOPLE)
    if by != SYSTEM and not is_managed:
        return NOT_ADMINISTRATOR
    if to_date < membership.from_date:
        return ENDS_BEFORE_IT_STARTS
    if membership.to_date is not None and membership.to_date <= to_date:
        return ALREADY_LEFT
    is_left_without = (
        by != SYSTEM
        and membership.role == Role.ADMINISTRATOR
        and not queries.has_another_administrator(membership, on=to_date)
    )
    return LAST_ADMINISTRATOR if is_left_without else None


def why_not_deactivate(person: Person, *, by: Actor) -> Refusal | None:
    """Return the first reason the person may not be shut out, or None."""
    if by != SYSTEM:
        return NOT_FROM_COMMAND_LINE
    return None if person.is_active else ALREADY_SHUT_OUT


def why_not_reactivate(person: Person, *, by: Actor) -> Refusal | None:
    """Return the first reason the person may not be let in again, or None."""
    if by != SYSTEM:
        return NOT_FROM_COMMAND_LINE
    return NOT_SHUT_OUT if person.is_active else None


def why_not_set_password(person: Person, password: str, *, by: Actor) -> Refusal | None:
    """Return the first reason the person may not have that password, or None."""
    if by != SYSTEM and by.person_id != person.pk:
        return NOT_YOUR_PASSWORD
    if person.is_demonstration:
        return INVENTED
    return _why_not_password(password, email=person.email, name=person.name)


def _why_not_also(person: Person, term: Term, *, without: int = 0) -> Refusal | None:
    held = queries.held_from(
        person,
        role=term.role,
        organisation_id=term.organisation_id,
        on=term.from_date,
    )
    if held.exclude(pk=without).exists():
        return ALREADY_MEMBER
    beside = queries.roles_beside(person, term, without=without)
    return INCOMPATIBLE if separation.is_incompatible(term.role, beside) else None


def _why_not_new(email: str, *, name: str) -> Refusal | None:
    if not queries.is_address(email):
        return EMAIL_WRONG
    return None if queries.is_name(name) else NAME_MISSING


def _why_not_password(password: str, *, email: str, name: str) -> Refusal | None:
    if queries.password_faults(password, email=email, name=name):
        return PASSWORD_TOO_WEAK
    return None
