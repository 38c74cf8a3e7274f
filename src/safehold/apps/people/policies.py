"""Who may let people in, and end what they do."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from safehold.apps.people import queries
from safehold.apps.people.models import Membership
from safehold.engine.actors import SYSTEM, Actor, Role
from safehold.engine.refusals import Refusal

LONGEST_NAME = 200
LONGEST_EMAIL = 254

NOT_FROM_COMMAND_LINE = Refusal(
    "people.not_from_command_line",
    "Only whoever runs the service may let people in or end their roles, "
    "from its command line.",
    "REF-07",
)
EMAIL_WRONG = Refusal(
    "people.email_wrong",
    "Give an e-mail address in the form name@example.org.",
    "REF-07",
)
NAME_MISSING = Refusal(
    "people.name_missing",
    f"Give the person's name, in {LONGEST_NAME} characters or fewer.",
    "REF-07",
)
PASSWORD_TOO_WEAK = Refusal(
    "people.password_too_weak",
    "Give a password that is harder to guess.",
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


def why_not_join(
    email: str,
    *,
    name: str,
    password: str,
    role: Role,
    organisation_id: int,
    from_date: datetime.date,
    by: Actor,
) -> Refusal | None:
    """Return the first reason the person may not have the role, or None."""
    if by != SYSTEM:
        return NOT_FROM_COMMAND_LINE
    person = queries.person_with_email(email)
    if person is None:
        return _why_not_new(email, name=name, password=password)
    if person.is_demonstration:
        return INVENTED
    held = queries.held_from(
        person, role=role, organisation_id=organisation_id, on=from_date
    )
    return ALREADY_MEMBER if held.exists() else None


def why_not_leave(
    membership: Membership, *, to_date: datetime.date, by: Actor
) -> Refusal | None:
    """Return the first reason the role may not end on the day, or None."""
    if by != SYSTEM:
        return NOT_FROM_COMMAND_LINE
    if to_date < membership.from_date:
        return ENDS_BEFORE_IT_STARTS
    if membership.to_date is not None and membership.to_date <= to_date:
        return ALREADY_LEFT
    return None


def _why_not_new(email: str, *, name: str, password: str) -> Refusal | None:
    if not _is_address(email):
        return EMAIL_WRONG
    if not 0 < len(name.strip()) <= LONGEST_NAME or "\0" in name:
        return NAME_MISSING
    if queries.password_faults(password, email=email, name=name):
        return PASSWORD_TOO_WEAK
    return None


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= LONGEST_EMAIL
