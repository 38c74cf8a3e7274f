"""The records say what the confirmed facts say: no more, no less, in whatever order.

Random reviewers confirm, correct and discard; then the records are worked out again
from the facts alone, in plain Python, and both must agree.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.apps.decisions.models import Citation, Decision, Recommendation
from safehold.apps.documents import queries
from safehold.apps.documents.models import Fact
from safehold.apps.intake import actions
from safehold.apps.programmes.models import (
    Award,
    Observation,
    Programme,
    ProgrammeArea,
)
from safehold.engine.documents.facts import (
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
)
from safehold.engine.documents.records import programme_of, record_key, slug
from safehold.engine.refusals import Refused
from tests.build import BARNET, BRENT, MOPAC, paper
from tests.cast import NOON, Cast

PAPERS = (
    lambda: (
        paper()
        .decision("PCD 1")
        .recommends("1")
        .cites("PCD 2")
        .programme("Lantern", BARNET, description="As first read.")
        .award("Lantern", 4_000)
        .observes("Lantern", 116)
    ),
    lambda: (
        paper()
        .decision("PCD 1")
        .recommends("1")
        .recommends("2", None)
        .award("Lantern", 4_000)
        .award("Beacon", 300, funder=MOPAC)
        .mentions(9_000)
    ),
    lambda: (
        paper()
        .decision("PCD 2", signed="")
        .cites("PCD 1")
        .programme("LANTERN", BARNET, BRENT, description="")
        .award("Lantern", 5_000)
        .observes("Lantern", 117)
    ),
)


class Step(NamedTuple):
    """Something that a reviewer does to one of the facts."""

    fact: int
    verb: str
    other: int


steps = st.lists(
    st.builds(
        Step,
        st.integers(0, 19),
        st.sampled_from(["confirm", "confirm", "correct", "discard"]),
        st.integers(0, 3),
    ),
    max_size=25,
)


@pytest.fixture
def facts(people: Cast) -> list[Fact]:
    for make in PAPERS:
        make().store(by=people.amara, organisation_id=people.commissioner_id)
    return list(Fact.objects.order_by("pk"))


def corrected(value: FactValue, other: int) -> FactValue:
    """Return one of a few things that a reviewer might say instead."""
    match value:
        case AwardFact():
            years = ("2022-23", "2023-24")
            programmes = ("Lantern", "Beacon")
            return replace(
                value, financial_year=years[other % 2], programme=programmes[other // 2]
            )
        case ObservationFact():
            return replace(value, value=116 + other)
        case ProgrammeFact():
            years = ("2022-23", "2023-24")
            named = ("Lantern", "Beacon")[other // 2]
            return replace(value, name=named, financial_year=years[other % 2])
        case DecisionFact():
            return replace(value, reference=f"PCD {other % 3 + 1}", signed_date="")
        case CitationFact():
            return CitationFact(f"PCD {other + 1}")
        case RecommendationFact():
            return replace(value, reference=f"PCD {other // 2 + 1}", number=str(other))
        case AmountFact():
            return replace(value, pence=other)


def take(step: Step, facts: list[Fact], people: Cast) -> None:
    """Do it, or be refused; nothing else may happen."""
    fact = facts[step.fact % len(facts)]
    with contextlib.suppress(Refused):
        match step.verb:
            case "confirm":
                actions.confirm(fact.pk, by=people.amara, at=NOON)
            case "discard":
                actions.discard(fact.pk, reason="No.", by=people.amara, at=NOON)
            case _:
                value = corrected(queries.read_value(fact), step.other)
                actions.correct(fact.pk, value, reason="So.", by=people.amara, at=NOON)


Told = dict[str, set[tuple[object, ...]]]


def told_by_facts() -> Told:
    """Return the records that the standing facts tell of, without the tables of any."""
    records: dict[str, tuple[Fact, FactValue]] = {}
    for fact in Fact.objects.filter(verdict__in=queries.STANDING).order_by("pk"):
        value = queries.value_of(fact)
        key = record_key(value, document_id=fact.document_id)
        records.setdefault(key, (fact, value))
    told: Told = {name: set() for name in told_by_tables()}
    described: dict[str, list[ProgrammeFact]] = {}
    for fact, value in records.values():
        match value:
            case ProgrammeFact():
                described.setdefault(slug(value.name), []).append(value)
                told["areas"] |= {
                    (slug(value.name), value.financial_year, gss_code, fact.pk)
                    for gss_code in value.gss_codes
                }
            case AwardFact():
                told["awards"].add(
                    (slug(value.programme), value.financial_year, value.pence, fact.pk)
                )
            case ObservationFact():
                told["figures"].add((slug(value.programme), value.value, fact.pk))
            case DecisionFact():
                status = "signed" if value.signed_date else "unsigned"
                told["decisions"].add((slug(value.reference), status, fact.pk))
            case RecommendationFact():
                told["recommendations"].add(
                    (slug(value.reference), value.number, value.pence, fact.pk)
                )
            case CitationFact():
                told["citations"].add(
                    (slug(value.reference), fact.document_id, fact.pk)
                )
            case AmountFact():
                pass
    held = {reference for reference, *_ in told["decisions"]}
    told["decisions"] |= {
        (reference, "cited_not_held", None)
        for reference, *_ in told["citations"]
        if reference not in held
    }
    told["programmes"] = {
        (slug(programme_of(value)), _aim(described.get(slug(programme_of(value)), [])))
        for _, value in records.values()
        if isinstance(value, ProgrammeFact | AwardFact | ObservationFact)
    }
    return told


def _aim(described: list[ProgrammeFact]) -> str:
    newest_first = sorted(described, key=lambda v: v.financial_year, reverse=True)
    return next((v.description for v in newest_first if v.description), "")


def told_by_tables() -> Told:
    """Return the records as they stand in the tables."""
    return {
        "awards": set(
            Award.objects.values_list(
                "programme__slug", "financial_year", "amount_pence", "fact_id"
            )
        ),
        "figures": set(
            Observation.objects.values_list("programme__slug", "value", "fact_id")
        ),
        "areas": set(
            ProgrammeArea.objects.values_list(
                "programme__slug", "financial_year", "gss_code", "fact_id"
            )
        ),
        "programmes": set(Programme.objects.values_list("slug", "aim")),
        "decisions": set(Decision.objects.values_list("slug", "status", "fact_id")),
        "recommendations": set(
            Recommendation.objects.values_list(
                "decision__slug", "number", "amount_pence", "fact_id"
            )
        ),
        "citations": set(
            Citation.objects.values_list("decision__slug", "document_id", "fact_id")
        ),
    }


@contextlib.contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class TestTheRecords:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(steps)
    def test_say_what_the_confirmed_facts_say(
        self, people: Cast, facts: list[Fact], taken: list[Step]
    ) -> None:
        with undone():
            for step in taken:
                take(step, facts, people)

            assert told_by_tables() == told_by_facts()

    def test_are_none_once_every_fact_is_discarded(
        self, people: Cast, facts: list[Fact]
    ) -> None:
        for fact in facts:
            take(Step(facts.index(fact), "confirm", 0), facts, people)
        confirmed = told_by_tables()

        # Backwards, since a decision goes after what it recommends.
        for fact in reversed(facts):
            take(Step(facts.index(fact), "discard", 0), facts, people)

        assert all(confirmed.values())
        assert not any(told_by_tables().values())
