"""Everything that changes who may sign in and as what."""

import datetime

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.people import policies, queries
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import Actor, Role
from safehold.engine.refusals import require


@context.action
def join(
    email: str,
    *,
    name: str,
    password: str,
    role: Role,
    organisation_id: int,
    from_date: datetime.date,
    by: Actor,
    at: datetime.datetime,
) -> int:
    """Give a person a role from a day on; somebody new may sign in from now on.

    `name` and `password` are a new person's. Of somebody known they are ignored.
    Returns the membership's id.

    Raises: Refused, see policies.why_not_join.
    """
    person = queries.person_with_email(email)
    if person is not None:
        # So that a role is given once, whoever else gives it at the same moment.
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    require(
        policies.why_not_join(
            email,
            name=name,
            password=password,
            role=role,
            organisation_id=organisation_id,
            from_date=from_date,
            by=by,
        )
    )

    person = person or _new(email, name, password)
    membership = Membership.objects.create(
        person=person,
        organisation_id=organisation_id,
        role=role.value,
        from_date=from_date,
    )

    audit.record(
        "people.join",
        subject=f"person:{person.pk}",
        organisation_id=organisation_id,
        by=by,
        at=at,
        details={"membership": membership.pk},
    )
    return membership.pk


def _new(email: str, name: str, password: str) -> Person:
    person = Person(email=email, name=name.strip())
    person.set_password(password)
    person.save()
    return person


@context.action
def leave(
    membership_id: int, *, to_date: datetime.date, by: Actor, at: datetime.datetime
) -> None:
    """End a role: on `to_date`, and ever after, the person no longer has it.

    Raises: Refused, see policies.why_not_leave; Membership.DoesNotExist.
    """
    membership = Membership.objects.select_for_update(no_key=True).get(pk=membership_id)
    require(policies.why_not_leave(membership, to_date=to_date, by=by))

    membership.to_date = to_date
    membership.save(update_fields=["to_date"])

    audit.record(
        "people.leave",
        subject=f"person:{membership.person_id}",
        organisation_id=membership.organisation_id,
        by=by,
        at=at,
        details={"membership": membership.pk, "to_date": to_date.isoformat()},
    )


@context.action
def set_password(
    person_id: int, password: str, *, by: Actor, at: datetime.datetime
) -> None:
    """Give a person a password; every open session of theirs ends with the old one.

    Raises: Refused, see policies.why_not_set_password; Person.DoesNotExist.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    require(policies.why_not_set_password(person, password, by=by))

    person.set_password(password)
    person.save(update_fields=["password"])

    audit.record("people.set_password", subject=f"person:{person_id}", by=by, at=at)


@context.action
def join_demonstration(
    email: str,
    *,
    name: str,
    password: str,
    roles: tuple[Role, ...],
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Let an invented person sign in to the demonstration, once.

    A second call with the same address changes nothing.
    """
    person, is_new = Person.objects.get_or_create(
        email=email, defaults={"name": name, "is_demonstration": True}
    )
    if not is_new:
        return
    person.set_password(password)
    person.save(update_fields=["password"])
    for role in roles:
        Membership.objects.create(
            person=person,
            organisation_id=organisation_id,
            role=role.value,
            from_date=at.date(),
        )
    audit.record(
        "people.join",
        subject=f"person:{person.pk}",
        organisation_id=organisation_id,
        by=by,
        at=at,
    )
