"""Which rows is a record made of, and what is kept of them?"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeVar

from django.db.models import Manager, Model, QuerySet

from safehold.apps.audit import queries as audit
from safehold.apps.audit.queries import Row
from safehold.apps.decisions import queries as decisions
from safehold.apps.documents import queries as documents
from safehold.apps.dossiers.states import About
from safehold.apps.people import queries as people
from safehold.apps.programmes import queries as programmes
from safehold.engine.actors import Actor

Child = TypeVar("Child", bound=Model)
Values: TypeAlias = Iterable[Mapping[str, object]]

WAYS_IN = (
    "mfa_authenticator",
    "account_emailaddress",
    "socialaccount_socialaccount",
)


class Days(NamedTuple):
    """Some days, the last one included, in London."""

    first: datetime.date
    last: datetime.date


class Wanted(NamedTuple):
    """What a dossier is to be about: a record by its number, or some days."""

    about: About
    record_id: int | None = None
    days: Days | None = None

    @property
    def subject(self) -> str:
        """Return it as the record of who did what names it."""
        if self.days is not None:
            return f"days:{self.days.first}..{self.days.last}"
        return f"{self.about}:{self.record_id}"


@dataclass(frozen=True, slots=True)
class Record:
    """Where what was done to a record is told, and what it says now.

    `tables` holds the rows that stand now, by the file they go to; `document_ids` the
    documents that it rests on.
    """

    subjects: tuple[str, ...]
    rows: tuple[Row, ...]
    organisation_ids: frozenset[int]
    tables: Mapping[str, Values]
    document_ids: frozenset[int] = frozenset()


def record(wanted: Wanted, *, by: Actor) -> Record:
    """Return the record as `by` may see it.

    Raises: ObjectDoesNotExist, where they may not know of it.
    """
    assert wanted.record_id is not None, "days are no record"
    match wanted.about:
        case About.DOCUMENT:
            return _document(wanted.record_id, by=by)
        case About.DECISION:
            return _decision(wanted.record_id, by=by)
        case About.PROGRAMME:
            return _programme(wanted.record_id, by=by)
        case About.PERSON:
            return _person(wanted.record_id, by=by)
        case About.DAYS:
            raise AssertionError("days are no record")


def _document(document_id: int, *, by: Actor) -> Record:
    found = documents.visible_to(by).filter(pk=document_id)
    organisation_id = found.get().organisation_id
    facts = documents.facts_visible_to(by).filter(document_id=document_id)
    findings = documents.findings_visible_to(by).filter(document_id=document_id)
    return Record(
        (
            f"document:{document_id}",
            *(f"fact:{fact_id}" for fact_id in _ids(facts)),
            *(f"finding:{finding_id}" for finding_id in _ids(findings)),
        ),
        (
            Row("documents_document", document_id),
            *(Row("documents_fact", fact_id) for fact_id in _ids(facts)),
            *(Row("documents_finding", finding_id) for finding_id in _ids(findings)),
        ),
        frozenset({organisation_id}),
        {
            "document": found.values(),
            "facts": facts.order_by("pk").values(),
            "findings": findings.order_by("pk").values(),
        },
        frozenset({document_id}),
    )


def _decision(decision_id: int, *, by: Actor) -> Record:
    found = decisions.visible_to(by).filter(pk=decision_id)
    decision = found.get()
    tables = {
        "decision": found.values(),
        "recommendations": decision.recommendations.order_by("pk").values(),
        "citations": decision.citations.order_by("pk").values(),
    }
    return Record(
        (f"decision:{decision_id}", *_facts_of(tables)),
        rows_of_decision(decision),
        frozenset({decision.organisation_id}),
        tables,
        _documents_behind(tables, by=by),
    )


def rows_of_decision(decision: decisions.Decision) -> tuple[Row, ...]:
    """Return the rows that the decision is made of, and those that were removed."""
    parent = "decision_id", decision.pk
    return (
        Row("decisions_decision", decision.pk),
        *_rows("decisions_recommendation", decision.recommendations, *parent),
        *_rows("decisions_citation", decision.citations, *parent),
    )


def _programme(programme_id: int, *, by: Actor) -> Record:
    found = programmes.visible_to(by).filter(pk=programme_id)
    programme = found.get()
    tables = {
        "programme": found.values(),
        "areas": programme.areas.order_by("pk").values(),
        "awards": programme.awards.order_by("pk").values(),
        "figures": programme.observations.order_by("pk").values(),
    }
    return Record(
        (f"programme:{programme_id}", *_facts_of(tables)),
        rows_of_programme(programme),
        frozenset({programme.organisation_id}),
        tables,
        _documents_behind(tables, by=by),
    )


def rows_of_programme(programme: programmes.Programme) -> tuple[Row, ...]:
    """Return the rows that the programme is made of, and those that were removed."""
    parent = "programme_id", programme.pk
    return (
        Row("programmes_programme", programme.pk),
        *_rows("programmes_programmearea", programme.areas, *parent),
        *_rows("programmes_award", programme.awards, *parent),
        *_rows("programmes_observation", programme.observations, *parent),
    )


def _person(person_id: int, *, by: Actor) -> Record:
    found = people.people_visible_to(by).filter(pk=person_id)
    person = found.get()
    held = people.memberships_visible_to(by).select_related(None).filter(person=person)
    return Record(
        (f"person:{person_id}",),
        rows_of_person(person, by=by),
        frozenset(held.values_list("organisation_id", flat=True)),
        {
            # Never the password, not even as its hash.
            "person": found.values("id", "name", "email", "is_active"),
            "roles": held.order_by("pk").values(),
        },
    )


def rows_of_person(person: people.Person, *, by: Actor) -> tuple[Row, ...]:
    """Return the rows of a person, of their roles as `by` may see, and of ways in."""
    held = people.memberships_visible_to(by).select_related(None).filter(person=person)
    ways_in = (
        row
        for table in WAYS_IN
        for row in audit.rows_naming(
            person.pk, as_="user_id", table=table, operation="insert"
        )
    )
    return (
        Row("people_person", person.pk),
        *(Row("people_membership", membership_id) for membership_id in _ids(held)),
        *ways_in,
    )


def _rows(table: str, now: Manager[Child], of: str, parent_id: int) -> tuple[Row, ...]:
    """Return the rows that hang on a record, those that were removed among them."""
    gone = audit.rows_naming(parent_id, as_=of, table=table, operation="delete")
    return (*(Row(table, row_id) for row_id in _ids(now.all())), *gone)


def _ids(rows: QuerySet[Child]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _fact_ids(tables: Mapping[str, Values]) -> set[int]:
    """Return the facts that the rows rest on."""
    found = (row.get("fact_id") for rows in tables.values() for row in rows)
    return {fact_id for fact_id in found if isinstance(fact_id, int)}


def _facts_of(tables: Mapping[str, Values]) -> tuple[str, ...]:
    return tuple(f"fact:{fact_id}" for fact_id in sorted(_fact_ids(tables)))


def _documents_behind(tables: Mapping[str, Values], *, by: Actor) -> frozenset[int]:
    """Return the documents whose words the rows rest on, where `by` may open them."""
    facts = documents.facts_visible_to(by).filter(pk__in=_fact_ids(tables))
    behind = documents.visible_to(by).filter(pk__in=facts.values("document"))
    return frozenset(_ids(behind))
