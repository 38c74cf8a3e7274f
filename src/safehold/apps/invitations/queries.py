"""Questions about invitations: who was asked in, and is this link for anybody?"""

from __future__ import annotations

import datetime
import hashlib
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from safehold.apps.audit import context

# Named again for the signatures of those who ask these questions.
from safehold.apps.invitations.models import Invitation as Invitation
from safehold.apps.jobs.states import JobState
from safehold.apps.people import queries as people
from safehold.apps.people.queries import Term
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor, Role


class Offer(NamedTuple):
    """An invitation as its link shows it; `person_id` is of somebody known already."""

    email: str
    name: str
    role: Role
    organisation: str
    invited_by: str
    from_date: datetime.date
    last_date: datetime.date | None
    last_date_of_link: datetime.date
    person_id: int | None


def visible_to(by: Actor) -> QuerySet[Invitation]:
    """Return who was invited, where `by` may know of it."""
    scope = access.scope(by, Act.READ_PEOPLE)
    rows = Invitation.objects.select_related("organisation", "invited_by", "sending")
    if scope.everywhere:
        return rows
    return rows.filter(organisation_id__in=scope.organisation_ids)


def is_waiting(*, on: datetime.date) -> Q:
    """Return which invitations can still be accepted on the day."""
    return Q(accepted_at=None, withdrawn_at=None, expiry_date__gt=on) & (
        Q(to_date=None) | Q(to_date__gt=on)
    )


def is_unsent() -> Q:
    """Return which invitations are waited for in vain: their e-mail did not leave."""
    return Q(sending__state__in=[JobState.FAILED, JobState.DEAD])


def is_invited(email: str, *, role: Role, organisation_id: int) -> bool:
    """Test if the address has an invitation there that nobody took up or withdrew."""
    return Invitation.objects.filter(
        email__iexact=email,
        role=role.value,
        organisation_id=organisation_id,
        accepted_at=None,
        withdrawn_at=None,
    ).exists()


def hashed(token: str) -> str:
    """Return what is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def with_token(token: str, *, on: datetime.date) -> Invitation | None:
    """Return the invitation that the link is for, while it can be accepted.

    Source: SEC-20.
    """
    return (
        Invitation.objects.filter(is_waiting(on=on), token_sha256=hashed(token))
        .select_related("organisation", "invited_by")
        .first()
    )


def term_of(invitation: Invitation, *, on: datetime.date) -> Term:
    """Return what somebody who accepts the invitation on the day is to be."""
    return Term(
        Role(invitation.role),
        invitation.organisation_id,
        max(invitation.from_date, on),
        invitation.to_date,
    )


def offer(token: str, *, by: Actor, at: datetime.datetime) -> Offer | None:
    """Return what the link offers, while it can be accepted. Source: SEC-20."""
    day = datetime.timedelta(days=1)
    # Who holds the link may see this one invitation, and no wall lets them.
    with context.acting(by, at=at, as_system=True):
        found = with_token(token, on=timezone.localdate(at))
        if found is None:
            return None
        person = people.person_with_email(found.email)
        return Offer(
            email=found.email,
            name=found.name,
            role=Role(found.role),
            organisation=found.organisation.name,
            invited_by=found.invited_by.name,
            from_date=found.from_date,
            last_date=found.to_date - day if found.to_date else None,
            last_date_of_link=found.expiry_date - day,
            person_id=person.pk if person else None,
        )
