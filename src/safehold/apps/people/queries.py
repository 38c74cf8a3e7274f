"""Questions about people: who is this, and what may they do today?"""

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection
from django.db.models import F, Q, QuerySet

from safehold.apps.audit import context

# Named again for the signatures of those who ask these questions.
from safehold.apps.people.models import Membership as Membership
from safehold.apps.people.models import Person as Person
from safehold.apps.people.states import EndReason as EndReason
from safehold.apps.people.states import Standing as Standing
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import SYSTEM, Actor, Purpose, Role

LONGEST_NAME = 200
LONGEST_EMAIL = 254
# Marks that have what follows read from right to left, whatever it is.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Persona(NamedTuple):
    """An invented person of the demonstration, as the sign-in page lists them."""

    email: str
    name: str
    does: str


class Term(NamedTuple):
    """A role at an organisation from a day on, up to but not including another."""

    role: Role
    organisation_id: int
    from_date: datetime.date
    to_date: datetime.date | None = None


class Held(NamedTuple):
    """A role that a person holds, held or is going to hold."""

    email: str
    name: str
    does: str
    from_date: datetime.date
    to_date: datetime.date | None


def actor(person_id: int, *, name: str, on: datetime.date) -> Actor:
    """Return the person with the roles in force on the day. Source: REF-07, SEC-01."""
    with context.asking(person_id, on=on), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safehold_roles()")
        return _actor(person_id, name, cursor.fetchall())


def enter(
    person_id: int,
    *,
    name: str,
    on: datetime.date,
    purpose: Purpose,
    request_id: str,
) -> Actor:
    """Return the person who asks, having told the database for the whole request."""
    held = context.enter(person_id, on=on, purpose=purpose, request_id=request_id)
    return replace(_actor(person_id, name, held), purpose=purpose)


def _actor(person_id: int, name: str, held: list[tuple[int, str]]) -> Actor:
    return Actor(
        person_id=person_id,
        name=name,
        roles=frozenset(
            (organisation_id, Role(role)) for organisation_id, role in held
        ),
    )


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return what the people are called, by id; the service itself is one of them."""
    known = Person.objects.filter(pk__in=set(ids)).values_list("pk", "name")
    return {SYSTEM.person_id: SYSTEM.name, **dict(known)}


def is_invented(person: Person | AnonymousUser | None) -> bool:
    """Test if this is a person of the demonstration, whose password all know."""
    return isinstance(person, Person) and person.is_demonstration


def is_invented_actor(by: Actor) -> bool:
    """Test if whoever acts is a person of the demonstration."""
    return Person.objects.filter(pk=by.person_id, is_demonstration=True).exists()


def demonstration_personas() -> tuple[Persona, ...]:
    """Return the invented people that one may sign in as, in order of creation."""
    people = Person.objects.filter(is_demonstration=True, is_active=True)
    with context.as_service():
        return tuple(
            Persona(person.email, person.name, ", ".join(_does(person)))
            for person in people.order_by("pk").prefetch_related(
                "memberships__organisation"
            )
        )


def _does(person: Person) -> list[str]:
    held = sorted(person.memberships.all(), key=lambda membership: membership.pk)
    return [_said(membership) for membership in held]


def _said(membership: Membership) -> str:
    role = Role(membership.role).name.replace("_", " ").lower()
    return f"{role}, {membership.organisation.name}"


def demonstration_person(email: str) -> Person | None:
    """Return the demonstration's person with that address, or None."""
    person = person_with_email(email)
    if person is None or not person.is_active or not person.is_demonstration:
        return None
    return person


def actor_with_email(email: str, *, on: datetime.date) -> Actor | None:
    """Return the active person with that address, or None."""
    person = person_with_email(email)
    if person is None or not person.is_active:
        return None
    return actor(person.pk, name=person.name, on=on)


def actor_with_id(
    person_id: int, *, purpose: Purpose, on: datetime.date
) -> Actor | None:
    """Return the active person as they act for the purpose on the day, or None."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return None
    return replace(actor(person.pk, name=person.name, on=on), purpose=purpose)


def person_with_email(email: str) -> Person | None:
    """Return the person with that address, in any case, or None."""
    # PostgreSQL keeps no such character, so it refuses the question too; and it takes
    # ſ for s and ı for i, as nobody does who counts attempts or delivers e-mail.
    if "\0" in email or not email.isascii():
        return None
    return Person.objects.filter(email__iexact=email).first()


def is_address(email: str) -> bool:
    """Test if this can be an e-mail address."""
    try:
        validate_email(email)
    except ValidationError:
        return False
    return email.isascii() and len(email) <= LONGEST_EMAIL


def is_name(name: str) -> bool:
    """Test if this can be a person's name, which others read as it is written.

    Nothing in it may break a line, or turn the words beside it round.
    """
    is_plain = not any(
        unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} or each in TURNING
        for each in name
    )
    return 0 < len(name.strip()) <= LONGEST_NAME and is_plain


def password_faults(password: str, *, email: str, name: str) -> tuple[str, ...]:
    """Return what makes the password too easy to guess, a sentence each."""
    try:
        validate_password(password, user=Person(email=email, name=name))
    except ValidationError as faults:
        return tuple(faults.messages)
    return ()


def held_from(
    person: Person, *, role: Role, organisation_id: int, on: datetime.date
) -> QuerySet[Membership]:
    """Return where the person has the role there on the day or any day after."""
    return person.memberships.filter(
        Q(to_date__isnull=True) | Q(to_date__gt=on) | Q(from_date=on),
        role=role.value,
        organisation_id=organisation_id,
    )


def membership_with(
    email: str, *, role: Role, organisation_id: int, on: datetime.date
) -> int | None:
    """Return the id of what the person is there, or last became there, by the day."""
    person = person_with_email(email)
    if person is None:
        return None
    begun = person.memberships.filter(
        role=role.value, organisation_id=organisation_id, from_date__lte=on
    )
    return begun.order_by("-from_date").values_list("pk", flat=True).first()


def memberships() -> tuple[Held, ...]:
    """Return every role that anybody holds, held or is going to hold, by address."""
    rows = Membership.objects.select_related("person", "organisation")
    return tuple(
        Held(row.person.email, row.person.name, _said(row), row.from_date, row.to_date)
        for row in rows.order_by("person__email", "from_date", "pk")
    )


def memberships_visible_to(by: Actor) -> QuerySet[Membership]:
    """Return who has, had or is going to have which role, where `by` may know of it."""
    scope = access.scope(by, Act.READ_PEOPLE)
    rows = Membership.objects.select_related("person", "organisation")
    if scope.everywhere:
        return rows
    return rows.filter(organisation_id__in=scope.organisation_ids)


def people_visible_to(by: Actor) -> QuerySet[Person]:
    """Return whoever has, had or is going to have a role that `by` may know of."""
    known = memberships_visible_to(by).select_related(None).values("person")
    return Person.objects.filter(pk__in=known)


def stands(standing: Standing, *, on: datetime.date) -> Q:
    """Return which memberships are in force, to come or over on the day."""
    match standing:
        case Standing.IN_FORCE:
            return Q(from_date__lte=on) & (Q(to_date=None) | Q(to_date__gt=on))
        case Standing.TO_COME:
            return Q(from_date__gt=on) & ~Q(to_date=F("from_date"))
        case Standing.OVER:
            return Q(to_date__lte=on) | Q(to_date=F("from_date"))


def roles_beside(person: Person, term: Term, *, without: int = 0) -> frozenset[Role]:
    """Return what else the person is there at any time within the term."""
    beside = person.memberships.filter(
        Q(to_date=None) | Q(to_date__gt=term.from_date),
        organisation_id=term.organisation_id,
    ).exclude(pk=without)
    if term.to_date is not None:
        beside = beside.filter(from_date__lt=term.to_date)
    return frozenset(Role(role) for role in beside.values_list("role", flat=True))


def has_another_administrator(membership: Membership, *, on: datetime.date) -> bool:
    """Test if somebody else who may sign in administers there on the day."""
    return (
        Membership.objects.filter(
            stands(Standing.IN_FORCE, on=on),
            organisation_id=membership.organisation_id,
            role=Role.ADMINISTRATOR.value,
            person__is_active=True,
        )
        .exclude(person_id=membership.person_id)
        .exists()
    )
