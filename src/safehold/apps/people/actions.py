"""Everything that changes who may sign in and as what."""

import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.identity import actions as identity
from safehold.apps.people import policies, queries
from safehold.apps.people.models import Membership, Person
from safehold.apps.people.queries import Term
from safehold.apps.people.states import EndReason, SignInChange
from safehold.engine.actors import SYSTEM, Actor, Role
from safehold.engine.refusals import require
from safehold.gateways.notices import real as notices
from safehold.gateways.notices.port import Notice, NoticeKind


@context.action
def join(
    email: str,
    *,
    name: str,
    password: str,
    term: Term,
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
        policies.why_not_join(email, name=name, password=password, term=term, by=by)
    )

    person = person or _new(email, name, password)
    membership = _begin(person.pk, term)

    _record_membership("join", membership, by=by, at=at)
    return membership.pk


def _new(email: str, name: str, password: str) -> Person:
    person = Person(email=email, name=name.strip())
    person.set_password(password)
    person.save()
    return person


@context.action
def give_role(person_id: int, term: Term, *, by: Actor, at: datetime.datetime) -> int:
    """Give somebody known a further role, and tell them that something changed.

    Returns the membership's id.

    Raises: Refused, see policies.why_not_give_role; Person.DoesNotExist.
    """
    _take_turns(term.organisation_id)
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    today = timezone.localdate(at)
    require(policies.why_not_give_role(person, term=term, on=today, by=by))

    membership = _begin(person_id, term)

    _record_membership("give_role", membership, by=by, at=at)
    _tell(person_id, NoticeKind.ACCESS_CHANGED, by=by, at=at)
    return membership.pk


@context.action
def leave(
    membership_id: int,
    *,
    to_date: datetime.date,
    reason: EndReason | None = None,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """End a role: on `to_date`, and ever after, the person no longer has it.

    Raises: Refused, see policies.why_not_leave; Membership.DoesNotExist.
            Source: SEC-23.
    """
    membership = _locked_membership(membership_id)
    require(policies.why_not_leave(membership, to_date=to_date, by=by))

    membership.to_date = to_date
    membership.end_reason = reason.value if reason else ""
    # First of all: whoever ends their own role may write nothing here once it is over.
    _record_membership("leave", membership, by=by, at=at)
    membership.save(update_fields=["to_date", "end_reason"])
    if to_date <= timezone.localdate(at):
        identity.end_sessions(membership.person_id, by=by, at=at)

    if by != SYSTEM:
        _tell(membership.person_id, NoticeKind.ACCESS_CHANGED, by=by, at=at)


@context.action
def move(
    membership_id: int,
    *,
    role: Role,
    on: datetime.date,
    by: Actor,
    at: datetime.datetime,
) -> int:
    """Let one role give way to another on the day, without a gap and without both.

    Returns the new membership's id.

    Raises: Refused, see policies.why_not_move; Membership.DoesNotExist.
    """
    membership = _locked_membership(membership_id)
    require(policies.why_not_move(membership, role=role, on=on, by=by))

    term = Term(role, membership.organisation_id, on, membership.to_date)
    membership.to_date = on
    membership.end_reason = EndReason.CHANGED_WORK.value
    membership.save(update_fields=["to_date", "end_reason"])
    begun = _begin(membership.person_id, term)

    _record_membership("move", membership, by=by, at=at)
    _tell(membership.person_id, NoticeKind.ACCESS_CHANGED, by=by, at=at)
    return begun.pk


@context.action
def read_person(person_id: int, *, by: Actor, at: datetime.datetime) -> queries.Person:
    """Return the person, and keep that their record was read.

    Behind the wall of each organisation through which it was: its auditor asks.

    Raises: Person.DoesNotExist, also of somebody whom `by` may not know of.
    """
    person = queries.people_visible_to(by).get(pk=person_id)
    known = queries.memberships_visible_to(by).filter(person=person)
    for organisation_id in sorted(set(known.values_list("organisation_id", flat=True))):
        audit.record(
            "people.read",
            subject=f"person:{person_id}",
            organisation_id=organisation_id,
            by=by,
            at=at,
        )
    return person


@context.action
def deactivate(person_id: int, *, by: Actor, at: datetime.datetime) -> None:
    """Shut a person out: no sign-in, and every open session ends at once.

    Raises: Refused, see policies.why_not_deactivate; Person.DoesNotExist.
            Source: SEC-23.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    require(policies.why_not_deactivate(person, by=by))

    person.is_active = False
    person.save(update_fields=["is_active"])
    identity.end_sessions(person_id, by=by, at=at)

    audit.record(
        "people.deactivate",
        subject=f"person:{person_id}",
        organisation_id=None,
        by=by,
        at=at,
    )


@context.action
def reactivate(person_id: int, *, by: Actor, at: datetime.datetime) -> None:
    """Let a person sign in again, to whatever roles are in force.

    Raises: Refused, see policies.why_not_reactivate; Person.DoesNotExist.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    require(policies.why_not_reactivate(person, by=by))

    person.is_active = True
    person.save(update_fields=["is_active"])

    audit.record(
        "people.reactivate",
        subject=f"person:{person_id}",
        organisation_id=None,
        by=by,
        at=at,
    )


@context.action
def send_notice(
    person_id: int, kind: NoticeKind, *, by: Actor, at: datetime.datetime
) -> None:
    """Write to somebody known that something changed; never to the invented.

    Raises: Person.DoesNotExist; UnableToSend. Source: SEC-24.
    """
    person = Person.objects.get(pk=person_id)
    if person.is_demonstration:
        return
    notice = Notice(
        kind,
        to=person.email,
        service=settings.SERVICE_NAME,
        link=f"{settings.SERVICE_ADDRESS}/",
    )
    audit.record(
        "people.send_notice",
        subject=f"person:{person_id}",
        organisation_id=None,
        by=by,
        at=at,
        details={"kind": kind.value},
    )
    transaction.on_commit(partial(notices.send, notice, at=at))


@context.action
def change_sign_in(
    person_id: int, change: SignInChange, *, by: Actor, at: datetime.datetime
) -> None:
    """Record that a person changed how they sign in, and tell them.

    The factor itself is kept where signing in is done. Source: SEC-12.
    """
    audit.record(
        "people.change_sign_in",
        subject=f"person:{person_id}",
        organisation_id=None,
        by=by,
        at=at,
        details={"change": change.value},
    )
    _tell(person_id, NoticeKind.SIGN_IN_CHANGED, by=by, at=at)


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

    audit.record(
        "people.set_password",
        subject=f"person:{person_id}",
        organisation_id=None,
        by=by,
        at=at,
    )
    _tell(person_id, NoticeKind.PASSWORD_CHANGED, by=by, at=at)


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


def _tell(
    person_id: int, kind: NoticeKind, *, by: Actor, at: datetime.datetime
) -> None:
    """Send a notice once what was done is committed, whether or not that succeeds.

    The one place where it is asked for. Its arguments are a key, a kind, a person and
    an instant: no address waits to be sent.
    """

    def work() -> None:
        send_notice(person_id, kind, by=by, at=at)

    transaction.on_commit(work, robust=True)


def _take_turns(organisation_id: int) -> None:
    """Wait for whoever else is changing the organisation's people.

    So that two administrators cannot leave it without one, or ask in the same person.
    """
    administrators = Membership.objects.select_for_update(no_key=True).filter(
        organisation_id=organisation_id, role=Role.ADMINISTRATOR.value
    )
    list(administrators.order_by("pk"))


def _locked_membership(membership_id: int) -> Membership:
    found = Membership.objects.get(pk=membership_id)
    _take_turns(found.organisation_id)
    return (
        Membership.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person")
        .get(pk=membership_id)
    )


def _begin(person_id: int, term: Term) -> Membership:
    return Membership.objects.create(
        person_id=person_id,
        organisation_id=term.organisation_id,
        role=term.role.value,
        from_date=term.from_date,
        to_date=term.to_date,
    )


def _record_membership(
    verb: str, membership: Membership, *, by: Actor, at: datetime.datetime
) -> None:
    details: dict[str, object] = {"membership": membership.pk}
    if membership.to_date is not None:
        details["to_date"] = membership.to_date.isoformat()
    audit.record(
        f"people.{verb}",
        subject=f"person:{membership.person_id}",
        organisation_id=membership.organisation_id,
        by=by,
        at=at,
        details=details,
    )
