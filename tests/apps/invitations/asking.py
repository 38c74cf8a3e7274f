"""How a test asks somebody in and has them come."""

from __future__ import annotations

import datetime

from safehold.apps.invitations import actions
from safehold.apps.people.models import Membership
from safehold.apps.people.queries import Term
from safehold.engine.actors import Actor, Role
from safehold.gateways.notices.fake import Outbox
from tests.cast import LATER, NOON, TODAY

EMAIL = "jo@tests.example"
PASSWORD = "a lantern in the window"
NOBODY = Actor(person_id=0, name="", roles=frozenset())
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)


def invite(
    by: Actor,
    organisation_id: int,
    *,
    email: str = EMAIL,
    name: str = "Jo Ashdown",
    role: Role = Role.EVALUATOR,
    since: datetime.date = TODAY,
    until: datetime.date | None = None,
) -> int:
    term = Term(role, organisation_id, since, until)
    return actions.invite(email, name=name, term=term, by=by, at=NOON)


def accept(
    token: str,
    *,
    by: Actor = NOBODY,
    password: str = PASSWORD,
    at: datetime.datetime = LATER,
) -> None:
    actions.accept(token, password=password, by=by, at=at)


def token_in(outbox: Outbox) -> str:
    """Return the token of the last link that was sent."""
    return outbox.sent[-1].link.rstrip("/").rpartition("/")[2]


def roles_of(email: str, on: datetime.date = TODAY) -> set[Role]:
    held = Membership.objects.filter(person__email=email, from_date__lte=on)
    return {Role(role) for role in held.values_list("role", flat=True)}
