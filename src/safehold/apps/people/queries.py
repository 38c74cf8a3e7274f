"""Questions about people: who is this, and what may they do today?"""

import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from safehold.apps.people.models import Membership
from safehold.apps.people.models import Person as Person
from safehold.engine.actors import Actor, Role


class Persona(NamedTuple):
    """An invented person of the demonstration, as the sign-in page lists them."""

    email: str
    name: str
    does: str


class Held(NamedTuple):
    """A role that a person holds, held or is going to hold."""

    email: str
    name: str
    does: str
    from_date: datetime.date
    to_date: datetime.date | None


def actor(person_id: int, *, name: str, on: datetime.date) -> Actor:
    """Return the person with the roles in force on the day. Source: REF-07."""
    in_force = Membership.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gt=on),
        person_id=person_id,
        from_date__lte=on,
    )
    return Actor(
        person_id=person_id,
        name=name,
        roles=frozenset(
            (organisation_id, Role(role))
            for organisation_id, role in in_force.values_list("organisation_id", "role")
        ),
    )


def is_invented(person: Person | AnonymousUser | None) -> bool:
    """Test if this is a person of the demonstration, whose password all know."""
    return isinstance(person, Person) and person.is_demonstration


def demonstration_personas() -> tuple[Persona, ...]:
    """Return the invented people that one may sign in as, in order of creation."""
    people = Person.objects.filter(is_demonstration=True, is_active=True)
    return tuple(
        Persona(person.email, person.name, ", ".join(_does(person)))
        for person in people.order_by("pk").prefetch_related(
            "memberships__organisation"
        )
    )


def _does(person: Person) -> list[str]:
    return [_said(membership) for membership in person.memberships.all()]


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


def person_with_email(email: str) -> Person | None:
    """Return the person with that address, in any case, or None."""
    # PostgreSQL keeps no such character, so it refuses the question too.
    if "\0" in email:
        return None
    return Person.objects.filter(email__iexact=email).first()


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
