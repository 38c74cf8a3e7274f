"""The desk at which a test reviews documents."""

from __future__ import annotations

from dataclasses import replace

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents import queries
from safehold.apps.documents.models import Document, Fact
from safehold.apps.intake import actions
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import (
    AwardFact,
    FactKind,
    FactValue,
)
from tests.build import Paper, fact_of
from tests.cast import NOON, Cast

MISREAD = "The figure is in the next column."


class Desk:
    """Amara's desk: what she may do to a fact, and what she reads from."""

    def __init__(self, people: Cast) -> None:
        self.people = people

    def store(self, written: Paper) -> Document:
        return written.store(
            by=self.people.amara, organisation_id=self.people.commissioner_id
        )

    def fact(self, written: Paper, kind: FactKind, nth: int = 1) -> Fact:
        return fact_of(self.store(written), kind, nth)

    def confirm(self, *facts: Fact, by: Actor | None = None) -> None:
        for fact in facts:
            actions.confirm(fact.pk, by=by or self.people.amara, at=NOON)

    def correct(self, fact: Fact, value: FactValue, reason: str = MISREAD) -> None:
        actions.correct(fact.pk, value, reason=reason, by=self.people.amara, at=NOON)

    def discard(self, fact: Fact, reason: str = MISREAD) -> None:
        actions.discard(fact.pk, reason=reason, by=self.people.amara, at=NOON)


def read(fact: Fact, **changes: object) -> AwardFact:
    value = queries.read_value(fact)
    assert isinstance(value, AwardFact)
    return replace(value, **changes)  # type: ignore[arg-type] # some fields changed


def verbs(fact: Fact) -> list[str]:
    events = AuditEvent.objects.filter(subject=f"fact:{fact.pk}").order_by("pk")
    return [event.verb for event in events]
