"""Who sees which rows when the database alone decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model
from psycopg.errors import InsufficientPrivilege

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.apps.documents.models import Document, Fact, Finding, Original
from safehold.apps.invitations.models import Invitation
from safehold.apps.jobs.models import Job, JobProgress, WaitingFile
from safehold.apps.people.models import Membership
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor, Purpose
from tests.cast import NOON
from tests.walls.catalogue import WALLED

# By which acts rows of the table are read; all others are read with the portfolio.
READ_BY: dict[type[Model], tuple[Act, ...]] = {
    Membership: (Act.READ_PEOPLE,),
    Invitation: (Act.READ_PEOPLE,),
    # Each by the act that tends its kind; a test of its own tells them apart.
    Job: (Act.REVIEW_DOCUMENTS, Act.MANAGE_PEOPLE),
    JobProgress: (Act.REVIEW_DOCUMENTS, Act.MANAGE_PEOPLE),
    WaitingFile: (Act.REVIEW_DOCUMENTS,),
    # Beside their own people's, where a fact of it stands in a portfolio.
    Document: (Act.READ_DOCUMENTS, Act.READ_PORTFOLIO),
    Fact: (Act.READ_DOCUMENTS, Act.READ_PORTFOLIO),
    Original: (Act.READ_DOCUMENTS,),
    Finding: (Act.READ_DOCUMENTS,),
    # Each row by the act that reads what it is about.
    AuditEvent: tuple(Act),
    AuditChange: tuple(Act),
}
# A person's own rows, wherever they are.
OWN = {
    Membership: "person_id",
    AuditEvent: "actor_id",
    Job: "asked_by_id",
    JobProgress: "job__asked_by_id",
    WaitingFile: "job__asked_by_id",
}


def acts_reading(model: type[Model]) -> tuple[Act, ...]:
    return READ_BY.get(model, (Act.READ_PORTFOLIO,))


def reach(by: Actor, model: type[Model]) -> set[int]:
    """Return the organisations whose rows of the table this person may read at all."""
    scopes = [access.scope(by, act) for act in acts_reading(model)]
    known = set(model._base_manager.values_list("organisation_id", flat=True))
    return {one for one in known - {None} if any(one in scope for scope in scopes)}


def foreign(by: Actor, model: type[Model]) -> set[int]:
    """Return the rows that this person may not read: all but theirs in reach."""
    rows = model._base_manager.exclude(organisation_id__in=reach(by, model))
    if model in OWN:
        rows = rows.exclude(**{OWN[model]: by.person_id})
    if model is AuditChange:
        rows = rows.exclude(table_name="people_person", row_id__in=_colleagues(by))
    return set(rows.values_list("pk", flat=True))


def _colleagues(by: Actor) -> list[str]:
    """Return whom this person may know of: what changed of them is nobody's."""
    where = reach(by, Membership)
    theirs = Membership.objects.filter(organisation_id__in=where)
    return [str(person_id) for person_id in theirs.values_list("person_id", flat=True)]


def purposes(by: Actor) -> Iterator[Actor]:
    return (replace(by, purpose=purpose) for purpose in Purpose)


def seen(by: Actor, model: type[Model]) -> set[int]:
    """Return the rows that row security gives, with no filter of the application's."""
    with context.acting(by, at=NOON):
        return set(model._base_manager.values_list("pk", flat=True))


@contextmanager
def refused_by_a_wall() -> Iterator[None]:
    """Expect the database to say that it is not for whoever asks."""
    with pytest.raises(DatabaseError) as raised, transaction.atomic():
        yield
    assert is_refusal(raised.value), raised.value


def is_refusal(error: DatabaseError) -> bool:
    """Test if a wall refused it, or what keeps a row for ever, which asks first."""
    return isinstance(
        error.__cause__, InsufficientPrivilege
    ) or "is kept as it was" in str(error)


def everything() -> dict[str, list[dict[str, object]]]:
    """Return every walled row, apart from what is kept of changes."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in WALLED
        if model not in {AuditEvent, AuditChange}
    }
