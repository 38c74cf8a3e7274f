"""How a test confirms, corrects and discards."""

from __future__ import annotations

from safehold.apps.documents import actions, queries
from safehold.apps.documents.models import Document, Fact
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import AwardFact, FactKind, FactValue
from tests.build import HOME_OFFICE, Paper, fact_of, paper
from tests.cast import NOON, Cast

MISREAD = "The figure is in the next column."


def store(written: Paper, people: Cast) -> Document:
    return written.store(by=people.amara, organisation_id=people.commissioner_id)


def confirm(fact: Fact, by: Actor) -> actions.Change:
    return actions.let_stand(fact.pk, by=by, at=NOON)


def correct(
    fact: Fact, value: FactValue, by: Actor, reason: str = MISREAD
) -> actions.Change:
    return actions.let_stand(fact.pk, corrected=value, reason=reason, by=by, at=NOON)


def discard(fact: Fact, by: Actor, reason: str = MISREAD) -> actions.Change:
    return actions.discard(fact.pk, reason=reason, by=by, at=NOON)


def award_of(pounds: int, people: Cast, *, funder: str = HOME_OFFICE) -> Fact:
    written = paper().award("Lantern", pounds, funder=funder)
    return fact_of(store(written, people), FactKind.AWARD)


def value(fact: Fact) -> AwardFact:
    read = queries.read_value(fact)
    assert isinstance(read, AwardFact)
    return read
