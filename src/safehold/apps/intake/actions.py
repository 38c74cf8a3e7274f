"""How published documents become records: read, compare, confirm, withdraw."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from typing import NamedTuple, assert_never

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.decisions import actions as decisions
from safehold.apps.documents import actions as documents
from safehold.apps.documents import policies as document_policies
from safehold.apps.documents import queries as document_queries
from safehold.apps.documents.states import Seen, Verdict
from safehold.apps.intake import queries
from safehold.apps.jobs import actions as jobs
from safehold.apps.jobs.states import JobKind
from safehold.apps.organisations import actions as organisations
from safehold.apps.programmes import actions as programmes
from safehold.engine.actors import Actor
from safehold.engine.documents.comparisons import Compared, compare
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
from safehold.engine.documents.read import read
from safehold.engine.documents.records import programme_of
from safehold.engine.refusals import Refused, require
from safehold.gateways.documents.port import ExtractedText
from safehold.gateways.documents.real import extract_text
from safehold.gateways.files import real as files
from safehold.gateways.files.port import READABLE

# Hears how far an import is: so many steps of all. It may raise to stop it.
Told = Callable[[int, int], None]
# Its words are taken out, it is read and kept, it is compared.
STEPS = 3


def _nobody(done: int, total: int) -> None:
    del done, total


@context.action
def import_file(
    content: bytes,
    *,
    name: str,
    organisation_id: int,
    told: Told = _nobody,
    by: Actor,
    at: datetime.datetime,
) -> int:
    """Read the file, keep it for review and compare it with the other documents.

    The whole import is one transaction, so that a killed server leaves all of it or
    nothing. `told` hears how far it is. Returns the document's id.

    Raises:
        Unreadable: the file holds what is not taken, or no text; its sentence says why.
        Refused: see documents.policies.why_not_import.
    """
    # Asked before any work is done, and again once the document is to be kept.
    require(
        document_policies.why_not_import(
            organisation_id=organisation_id,
            sha256=hashlib.sha256(content).hexdigest(),
            by=by,
        )
    )
    told(0, STEPS)
    extracted = _looked_into(content, name=name)
    told(1, STEPS)
    incoming = documents.Incoming(
        name=name,
        content=content,
        media_type=extracted.media_type,
        text=extracted.text,
    )
    reading = read(incoming.text)
    document_id = documents.store(
        incoming, reading, organisation_id=organisation_id, by=by, at=at
    )
    told(2, STEPS)
    this = Compared(name=name, reading=reading)
    for other_id, other in queries.comparable(
        document_id, organisation_id=organisation_id, by=by
    ):
        if findings := compare(this, other):
            documents.compare(document_id, other_id, findings, by=by, at=at)
    told(STEPS, STEPS)

    _record("import", f"document:{document_id}", organisation_id, by, at)
    return document_id


@context.action
def ask_import(
    content: bytes,
    *,
    name: str,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> int:
    """Have the file imported in the background; return the job's id.

    Asked twice for the same file, it is one job.

    Raises: Refused, see documents.policies.why_not_import.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    require(
        document_policies.why_not_import(
            organisation_id=organisation_id, sha256=sha256, by=by
        )
    )
    asked = jobs.ask(
        JobKind.IMPORT_DOCUMENT,
        key=sha256,
        name=name,
        file=content,
        organisation_id=organisation_id,
        by=by,
        at=at,
    )

    _record("ask_import", f"job:{asked.job_id}", organisation_id, by, at)
    return asked.job_id


def _looked_into(content: bytes, *, name: str) -> ExtractedText:
    files.inspect(content, accepted=READABLE)
    return extract_text(content, name=name)


@context.action
def confirm(
    fact_id: int, *, seen: Seen = None, by: Actor, at: datetime.datetime
) -> None:
    """Let the fact stand as read, and enter the record it becomes.

    Raises: Refused, see documents.actions.let_stand; Fact.DoesNotExist.
    """
    change = _stand(fact_id, corrected=None, reason="", seen=seen, by=by, at=at)

    _record("confirm", f"fact:{fact_id}", change.organisation_id, by, at)


@context.action
def correct(
    fact_id: int,
    corrected: FactValue,
    *,
    reason: str,
    seen: Seen = None,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Let the fact stand with another value, for a reason; keep what was read.

    Raises: Refused, see documents.actions.let_stand; Fact.DoesNotExist.
    """
    change = _stand(
        fact_id, corrected=corrected, reason=reason, seen=seen, by=by, at=at
    )

    _record("correct", f"fact:{fact_id}", change.organisation_id, by, at)


@context.action
def discard(
    fact_id: int, *, reason: str, seen: Seen = None, by: Actor, at: datetime.datetime
) -> None:
    """Say that the fact is not one, and take out the record that rested on it.

    Where another confirmed fact tells of the same record, it rests on that one.

    Raises: Refused, see documents.actions.discard; Fact.DoesNotExist.
    """
    change = documents.discard(fact_id, reason=reason, seen=seen, by=by, at=at)
    _fall_back(change, by=by, at=at)

    _record("discard", f"fact:{fact_id}", change.organisation_id, by, at)


@context.action
def confirm_all(
    document_id: int, *, by: Actor, at: datetime.datetime
) -> tuple[Refused, ...]:
    """Confirm every fact of the document that nobody has looked at yet.

    Returns why the facts that could not be confirmed were refused, in order.

    Raises:
        Refused: see documents.policies.why_not_review.
        Document.DoesNotExist: `by` may not know of the document.
    """
    document = document_queries.visible_to(by).get(pk=document_id)
    require(document_policies.why_not_review(document, by=by))

    refused = []
    for fact_id in document_queries.unreviewed(document):
        try:
            # Whoever judged one meanwhile has the last word.
            confirm(fact_id, seen=Verdict.UNREVIEWED.value, by=by, at=at)
        except Refused as refusal:
            refused.append(refusal)

    _record("confirm_all", f"document:{document_id}", document.organisation_id, by, at)
    return tuple(refused)


def _stand(
    fact_id: int,
    *,
    corrected: FactValue | None,
    reason: str,
    seen: Seen,
    by: Actor,
    at: datetime.datetime,
) -> documents.Change:
    change = documents.let_stand(
        fact_id, corrected=corrected, reason=reason, seen=seen, by=by, at=at
    )
    key = change.fact.record_key
    if key != change.former_key:
        _fall_back(change, by=by, at=at)
    _enter(key, organisation_id=change.organisation_id, by=by, at=at)
    return change


def _record(
    verb: str, subject: str, organisation_id: int, by: Actor, at: datetime.datetime
) -> None:
    audit.record(
        f"intake.{verb}",
        subject=subject,
        organisation_id=organisation_id,
        by=by,
        at=at,
    )


def _fall_back(change: documents.Change, *, by: Actor, at: datetime.datetime) -> None:
    """Rest the record that the fact told of on the next fact, or take it out.

    In this order, so that what hangs on the record does not lose it in between.
    """
    fact, formerly = change.fact, change.formerly
    organisation_id = change.organisation_id
    if formerly is None:
        return
    _enter(change.former_key, organisation_id=organisation_id, by=by, at=at)
    match formerly:
        case ProgrammeFact() | AwardFact() | ObservationFact():
            programmes.withdraw(
                programme_of(formerly),
                fact_id=fact.pk,
                organisation_id=organisation_id,
                by=by,
                at=at,
            )
        case DecisionFact() | RecommendationFact() | CitationFact():
            decisions.withdraw(
                formerly.reference,
                fact_id=fact.pk,
                organisation_id=organisation_id,
                by=by,
                at=at,
            )
        case AmountFact():
            pass
        case _:
            assert_never(formerly)


def _enter(key: str, *, organisation_id: int, by: Actor, at: datetime.datetime) -> None:
    """Enter the record under the key from the first confirmed fact that tells of it."""
    fact = document_queries.standing(key, organisation_id=organisation_id)
    if fact is None:
        return
    source = _Source(fact.pk, fact.document_id, organisation_id, by, at)
    value = document_queries.value_of(fact)
    match value:
        case ProgrammeFact() | AwardFact() | ObservationFact():
            _enter_in_portfolio(value, f"{organisation_id}|{key}", source)
        case DecisionFact() | RecommendationFact() | CitationFact():
            _enter_on_register(value, source)
        case AmountFact():
            pass
        case _:
            assert_never(value)


class _Source(NamedTuple):
    """What a record rests on, and who puts it there."""

    fact_id: int
    document_id: int
    organisation_id: int
    by: Actor
    at: datetime.datetime


def _enter_in_portfolio(
    value: ProgrammeFact | AwardFact | ObservationFact, key: str, source: _Source
) -> None:
    fact_id, _, organisation_id, by, at = source
    match value:
        case ProgrammeFact():
            programmes.record_programme(
                value, fact_id=fact_id, organisation_id=organisation_id, by=by, at=at
            )
        case AwardFact():
            funder_id = (
                organisations.register(value.funder, by=by, at=at)
                if value.funder
                else None
            )
            programmes.record_award(
                value,
                key=key,
                fact_id=fact_id,
                funder_id=funder_id,
                organisation_id=organisation_id,
                by=by,
                at=at,
            )
        case ObservationFact():
            programmes.record_observation(
                value,
                key=key,
                fact_id=fact_id,
                organisation_id=organisation_id,
                by=by,
                at=at,
            )
        case _:
            assert_never(value)


def _enter_on_register(
    value: DecisionFact | RecommendationFact | CitationFact, source: _Source
) -> None:
    fact_id, document_id, organisation_id, by, at = source
    match value:
        case DecisionFact():
            decisions.record_decision(
                value, fact_id=fact_id, organisation_id=organisation_id, by=by, at=at
            )
        case RecommendationFact():
            decisions.record_recommendation(
                value, fact_id=fact_id, organisation_id=organisation_id, by=by, at=at
            )
        case CitationFact():
            decisions.record_citation(
                value,
                fact_id=fact_id,
                document_id=document_id,
                organisation_id=organisation_id,
                by=by,
                at=at,
            )
        case _:
            assert_never(value)
