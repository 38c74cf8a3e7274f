"""The people of the tests, by job, the same in the whole suite.

Amara is the commissioner's grants manager and Dev its finance officer; Brendan manages
the lead body of a programme; Esi supports the people on it; Farid evaluates it. Grace
has worked with them and does no longer: she may see nothing. Hugo is the grants manager
of another commissioner. Kwame administers the commissioner's people and Judith audits
what they do.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from safehold.apps.organisations import actions as organisations
from safehold.apps.people import queries as people
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import SYSTEM, Actor, Role

TODAY = datetime.date(2026, 7, 1)
NOON = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
LATER = NOON + datetime.timedelta(hours=1)
YESTERDAY = TODAY - datetime.timedelta(days=1)
LAST_YEAR = TODAY - datetime.timedelta(days=365)

COMMISSIONER = "Mayor's Office for Policing and Crime"
ANOTHER_COMMISSIONER = "Commissioner of the Tests"
LEAD_BODY = "London Borough of Waltham Forest"
PARTNER = "Rise Mutual"
UNIVERSITY = "London Metropolitan University"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, as they act today, and the commissioner whom most of them serve."""

    commissioner_id: int
    another_commissioner_id: int
    amara: Actor
    brendan: Actor
    dev: Actor
    esi: Actor
    farid: Actor
    grace: Actor
    hugo: Actor
    judith: Actor
    kwame: Actor

    @property
    def strangers(self) -> tuple[Actor, ...]:
        """Everybody who may not review what the commissioner holds."""
        return (
            self.brendan,
            self.dev,
            self.esi,
            self.farid,
            self.grace,
            self.hugo,
            self.judith,
            self.kwame,
        )


def assemble() -> Cast:
    """Put the whole cast into the database."""
    commissioner_id = organisation(COMMISSIONER)
    another_id = organisation(ANOTHER_COMMISSIONER)
    lead_body_id = organisation(LEAD_BODY)
    partner_id = organisation(PARTNER)
    return Cast(
        commissioner_id=commissioner_id,
        another_commissioner_id=another_id,
        amara=_actor("Amara", Role.GRANTS_MANAGER, commissioner_id),
        brendan=_actor("Brendan", Role.LEAD_BODY_MANAGER, lead_body_id),
        dev=_actor("Dev", Role.FINANCE_OFFICER, commissioner_id),
        esi=_actor("Esi", Role.CASE_MANAGER, partner_id),
        farid=_actor("Farid", Role.EVALUATOR, organisation(UNIVERSITY)),
        grace=_actor("Grace", Role.CASE_MANAGER, partner_id, until=YESTERDAY),
        hugo=_actor("Hugo", Role.GRANTS_MANAGER, another_id),
        judith=_actor("Judith", Role.AUDITOR, commissioner_id),
        kwame=_actor("Kwame", Role.ADMINISTRATOR, commissioner_id),
    )


def organisation(name: str) -> int:
    """Return the id of an organisation, registered where it was not."""
    return organisations.register(name, by=SYSTEM, at=NOON)


def person(name: str) -> Person:
    """Make a person who may sign in and has no role."""
    return Person.objects.create(
        email=f"{name.lower()}@tests.example", name=name, password="!"
    )


def member(
    someone: Person,
    role: Role,
    organisation_id: int,
    *,
    since: datetime.date = LAST_YEAR,
    until: datetime.date | None = None,
) -> None:
    """Give a person a role from one day up to but not including another."""
    Membership.objects.create(
        person=someone,
        organisation_id=organisation_id,
        role=role.value,
        from_date=since,
        to_date=until,
    )


def _actor(
    name: str, role: Role, organisation_id: int, *, until: datetime.date | None = None
) -> Actor:
    someone = person(name)
    member(someone, role, organisation_id, until=until)
    return people.actor(someone.pk, name=name, on=TODAY)
