"""How a test has an administrator change what somebody does."""

from __future__ import annotations

import datetime

from safehold.apps.people import actions, queries
from safehold.apps.people.models import Membership
from safehold.apps.people.queries import Term
from safehold.apps.people.states import EndReason
from safehold.engine.actors import Actor, Role
from tests.cast import NOON, TODAY

TOMORROW = TODAY + datetime.timedelta(days=1)
NEXT_YEAR = TODAY + datetime.timedelta(days=365)


def give(
    whom: Actor,
    role: Role,
    organisation_id: int,
    *,
    since: datetime.date = TODAY,
    until: datetime.date | None = None,
    by: Actor,
) -> int:
    term = Term(role, organisation_id, since, until)
    return actions.give_role(whom.person_id, term, by=by, at=NOON)


def only(whom: Actor) -> Membership:
    return Membership.objects.get(person_id=whom.person_id)


def leave(whom: Actor, *, on: datetime.date = TODAY, by: Actor) -> None:
    actions.leave(only(whom).pk, to_date=on, reason=EndReason.LEFT, by=by, at=NOON)


def move(whom: Actor, role: Role, *, on: datetime.date = TODAY, by: Actor) -> int:
    return actions.move(only(whom).pk, role=role, on=on, by=by, at=NOON)


def roles_of(whom: Actor, on: datetime.date) -> set[Role]:
    now = queries.actor(whom.person_id, name=whom.name, on=on)
    return {role for _, role in now.roles}
