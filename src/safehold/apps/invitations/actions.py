"""Everything that asks somebody in, takes it back, and lets them in."""

import datetime
import secrets
from contextlib import suppress

from django.conf import settings
from django.utils import timezone

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.invitations import policies, queries
from safehold.apps.invitations.models import Invitation
from safehold.apps.jobs import actions as jobs
from safehold.apps.jobs.states import JobKind
from safehold.apps.people import actions as people
from safehold.apps.people import queries as people_queries
from safehold.apps.people.queries import Term
from safehold.engine.actors import SYSTEM, Actor
from safehold.engine.refusals import Refused, require
from safehold.gateways.notices import real as notices
from safehold.gateways.notices.port import Notice, NoticeKind

# How long an invitation can be accepted, from the day it was last sent.
DAYS = datetime.timedelta(days=7)
TOKEN_BYTES = 32


@context.action
def invite(
    email: str, *, name: str, term: Term, by: Actor, at: datetime.datetime
) -> int:
    """Ask somebody in, for a role; nothing opens to them until they accept.

    Returns the invitation's id.

    Raises: Refused, see policies.why_not_invite. Source: SEC-20.
    """
    today = timezone.localdate(at)
    require(policies.why_not_invite(email, name=name, term=term, on=today, by=by))

    invitation, is_new = Invitation.objects.get_or_create(
        organisation_id=term.organisation_id,
        email__iexact=email,
        role=term.role.value,
        accepted_at=None,
        withdrawn_at=None,
        defaults={
            "email": email,
            "name": name.strip(),
            "from_date": term.from_date,
            "to_date": term.to_date,
            "expiry_date": today + DAYS,
            "invited_by_id": by.person_id,
            "invited_at": at,
        },
    )
    if not is_new:
        # Another administrator was a moment quicker.
        raise Refused(policies.ALREADY_INVITED)

    _record("invite", invitation, by=by, at=at)
    _ask_to_send(invitation, by=by, at=at)
    return invitation.pk


@context.action
def send_again(invitation_id: int, *, by: Actor, at: datetime.datetime) -> None:
    """Have an invitation sent once more, and be open from today.

    Raises: Refused, see policies.why_not_send; Invitation.DoesNotExist.
    """
    invitation = _locked(invitation_id, by=by)
    require(policies.why_not_send(invitation, by=by))

    invitation.expiry_date = timezone.localdate(at) + DAYS
    invitation.token_sha256 = ""
    invitation.save(update_fields=["expiry_date", "token_sha256"])

    _record("send_again", invitation, by=by, at=at)
    _stop_sending(invitation, by=by, at=at)
    _ask_to_send(invitation, by=by, at=at)


@context.action
def send(invitation_id: int, *, by: Actor, at: datetime.datetime) -> None:
    """Write to whoever is invited, with a link that works once; an older one ends.

    The token is made here and only its hash is kept: it stands in the e-mail, and in
    no table and no queue. The hash is kept once the e-mail has left. Where that is
    broken off in between, it is sent again, and the last link is the one that works.

    Raises: Refused, see policies.why_not_send; Invitation.DoesNotExist; UnableToSend.
            Source: SEC-20, SEC-24.
    """
    invitation = _locked(invitation_id, by=by)
    require(policies.why_not_send(invitation, by=by))

    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation.token_sha256 = queries.hashed(token)
    invitation.save(update_fields=["token_sha256"])

    _record("send", invitation, by=by, at=at)
    notice = Notice(
        NoticeKind.INVITATION,
        to=invitation.email,
        service=settings.SERVICE_NAME,
        link=f"{settings.SERVICE_ADDRESS}/invitations/{token}/",
        expiry_date=invitation.expiry_date,
    )
    notices.send(notice, at=at)


@context.action
def withdraw(invitation_id: int, *, by: Actor, at: datetime.datetime) -> None:
    """Take an invitation back: its link stops working at once.

    Raises: Refused, see policies.why_not_withdraw; Invitation.DoesNotExist.
    """
    invitation = _locked(invitation_id, by=by)
    require(policies.why_not_withdraw(invitation, by=by))

    invitation.token_sha256 = ""
    invitation.withdrawn_at = at
    invitation.withdrawn_by_id = by.person_id
    invitation.save(update_fields=["token_sha256", "withdrawn_at", "withdrawn_by"])

    _record("withdraw", invitation, by=by, at=at)
    _stop_sending(invitation, by=by, at=at)


@context.action
def accept(token: str, *, password: str, by: Actor, at: datetime.datetime) -> None:
    """Take up the role that the link is for, once.

    Shape:  somebody new acts as nobody and chooses a password; somebody known acts as
            themselves, and `password` is ignored.
    Raises: Refused, see policies.why_not_accept. Source: SEC-20.
    """
    today = timezone.localdate(at)
    # Who holds the link may see this one invitation, and no wall lets them.
    with context.acting(by, at=at, as_system=True):
        invitation = _with_token(token, on=today)
        require(policies.why_not_accept(invitation, password=password, on=today, by=by))
        assert invitation is not None

        people.join(
            invitation.email,
            name=invitation.name,
            password=password,
            term=queries.term_of(invitation, on=today),
            by=SYSTEM,
            at=at,
        )
        _take_up(invitation, at=at)


def _take_up(invitation: Invitation, *, at: datetime.datetime) -> None:
    """Keep whose it was, in their own name, who may be a minute old."""
    person = people_queries.person_with_email(invitation.email)
    assert person is not None, "they have just been let in"
    whoever = Actor(person.pk, person.name, roles=frozenset())
    with context.acting(whoever, at=at, verb="invitations.accept", as_system=True):
        invitation.token_sha256 = ""
        invitation.accepted_at = at
        invitation.accepted_by = person
        invitation.save(update_fields=["token_sha256", "accepted_at", "accepted_by"])

        _record("accept", invitation, by=whoever, at=at)


def _ask_to_send(invitation: Invitation, *, by: Actor, at: datetime.datetime) -> None:
    """Have the e-mail sent in the background, if what was done comes to stand.

    The one place where it is asked for. What waits holds a key: no address, no token.
    """
    asked = jobs.ask(
        JobKind.SEND_INVITATION,
        # Asked for once after each sending that went before.
        key=f"{invitation.pk}:{invitation.sending_id or 0}",
        subject=f"invitation:{invitation.pk}",
        organisation_id=invitation.organisation_id,
        by=by,
        at=at,
    )
    invitation.sending_id = asked.job_id
    invitation.save(update_fields=["sending"])


def _stop_sending(invitation: Invitation, *, by: Actor, at: datetime.datetime) -> None:
    """Cancel what still waits to be sent, or is tried again now and then."""
    if invitation.sending_id is not None:
        # It is over already, as a rule.
        with suppress(Refused):
            jobs.cancel(invitation.sending_id, by=by, at=at)


def _locked(invitation_id: int, *, by: Actor) -> Invitation:
    known = queries.visible_to(by).select_related(None)
    return known.select_for_update(no_key=True).get(pk=invitation_id)


def _with_token(token: str, *, on: datetime.date) -> Invitation | None:
    """Return the invitation, locked, or None where it can no longer be accepted."""
    found = queries.with_token(token, on=on)
    if found is None:
        return None
    Invitation.objects.select_for_update(no_key=True).get(pk=found.pk)
    # Whoever held the lock may have used it up.
    return queries.with_token(token, on=on)


def _record(
    verb: str, invitation: Invitation, *, by: Actor, at: datetime.datetime
) -> None:
    audit.record(
        f"invitations.{verb}",
        subject=f"invitation:{invitation.pk}",
        organisation_id=invitation.organisation_id,
        by=by,
        at=at,
    )
