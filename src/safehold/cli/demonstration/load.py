"""How the London demonstration is put together: people, then documents."""

from __future__ import annotations

import datetime
from pathlib import Path

from safehold.apps.audit import context
from safehold.apps.documents.policies import ALREADY_IMPORTED
from safehold.apps.intake import actions as intake
from safehold.apps.organisations import actions as organisations
from safehold.apps.people import actions as people
from safehold.apps.people import queries as people_queries
from safehold.cli.demonstration.people import COMMISSIONER, PASSWORD, PEOPLE
from safehold.engine.actors import SYSTEM, Actor
from safehold.engine.refusals import Refused

SPECIMENS = Path(__file__).parent / "specimens"

# The rest wait on the list for whoever signs in as the grants manager to review.
CONFIRMED = ("foi_response.txt", "dmpc_2024.txt", "dmpc_2019.txt")


def load(*, at: datetime.datetime, documents: str = "*.txt") -> list[str]:
    """Load what is missing of the demonstration; return a line for each thing done.

    `documents` is a pattern of file names. May be run again at any time, and after
    being killed half-way.
    """
    done = _people(at)
    grants_manager = people_queries.actor_with_email(PEOPLE[0].email, on=at.date())
    assert grants_manager is not None, "the grants manager was registered above"
    for path in sorted(SPECIMENS.glob(documents)):
        done += _document(path, by=grants_manager, at=at)
    return done


def _people(at: datetime.datetime) -> list[str]:
    before = len(people_queries.demonstration_personas())
    for person in PEOPLE:
        organisation_id = organisations.register(person.organisation, by=SYSTEM, at=at)
        people.join_demonstration(
            person.email,
            name=person.name,
            password=PASSWORD,
            roles=person.roles,
            organisation_id=organisation_id,
            by=SYSTEM,
            at=at,
        )
    added = len(people_queries.demonstration_personas()) - before
    return [f"{added} people added"] if added else []


def _document(path: Path, *, by: Actor, at: datetime.datetime) -> list[str]:
    """Import one specimen and confirm it where that is wanted, whole or not at all.

    Once imported it is left alone: what a visitor has done to it since stands.
    """
    with context.acting(by, at=at, verb="demonstration.load"):
        return _read(path, by=by, at=at)


def _read(path: Path, *, by: Actor, at: datetime.datetime) -> list[str]:
    organisation_id = organisations.register(COMMISSIONER, by=SYSTEM, at=at)
    try:
        document_id = intake.import_file(
            path.read_bytes(),
            name=path.name,
            organisation_id=organisation_id,
            by=by,
            at=at,
        )
    except Refused as refused:
        if refused.refusal is ALREADY_IMPORTED:
            return []
        raise
    if path.name in CONFIRMED:
        intake.confirm_all(document_id, by=by, at=at)
    return [f"{path.name} read"]
