"""Who may import a document, give a verdict on a fact, or work a finding."""

from typing import assert_never

from django.db.models import QuerySet

from safehold.apps.documents import queries
from safehold.apps.documents.models import Document, Fact, Finding
from safehold.apps.documents.states import (
    FindingStatus,
    Seen,
    Verdict,
    fact_target,
    finding_target,
)
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import (
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    FactKind,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
)
from safehold.engine.documents.records import (
    agree,
    fits,
    is_financial_year,
    programme_of,
    record_key,
    slug,
)
from safehold.engine.refusals import Refusal

NOT_IMPORTER = Refusal(
    "documents.not_importer",
    "Only a grants manager may import a document for their organisation.",
    "REF-07",
)
ALREADY_IMPORTED = Refusal(
    "documents.already_imported",
    "This document has been imported before. Open it from the list of documents.",
    "REF-01",
)
NOT_REVIEWER = Refusal(
    "documents.not_reviewer",
    "Only a grants manager of the organisation that holds the document may review it.",
    "REF-07",
)
ALREADY_SAID = Refusal(
    "documents.already_said", "This fact already has that verdict.", "REF-01"
)
JUDGED_MEANWHILE = Refusal(
    "documents.judged_meanwhile",
    "Somebody has judged this since you opened the page. Look at what they said, then "
    "decide.",
    "SEC-38",
)
REASON_MISSING = Refusal(
    "documents.reason_missing",
    "Give a reason, so that the next person can see why.",
    "REF-01",
)
SAID_OTHERWISE = Refusal(
    "documents.said_otherwise",
    "Another confirmed fact gives a different figure for the same thing. "
    "Discard or correct one of the two.",
    "REF-01",
)
TWICE_HERE = Refusal(
    "documents.twice_here",
    "Another confirmed fact of this document tells of the same thing. Correct what "
    "tells the two apart, or discard one of them.",
    "REF-01",
)
YEAR_MISSING = Refusal(
    "documents.year_missing",
    "Correct this first: say which financial year it is for.",
    "REF-04",
)
PROGRAMME_MISSING = Refusal(
    "documents.programme_missing",
    "Correct this first: say which programme it is for.",
    "BUD-30",
)
REFERENCE_MISSING = Refusal(
    "documents.reference_missing",
    "Correct this first: say which decision it is.",
    "REF-05",
)
DOES_NOT_FIT = Refusal(
    "documents.does_not_fit",
    "Correct this first: a name in it is too long to keep, or a figure is below "
    "zero or far too large.",
    "REF-01",
)
DECISION_NOT_CONFIRMED = Refusal(
    "documents.decision_not_confirmed",
    "Confirm the decision itself first, then what it recommends.",
    "DEC-10",
)
ANOTHER_DECISION = Refusal(
    "documents.another_decision",
    "This names another decision than the one that the document records. "
    "Correct its reference first.",
    "DEC-10",
)
RECOMMENDATIONS_STAND = Refusal(
    "documents.recommendations_stand",
    "Discard the recommendations of this decision first.",
    "DEC-10",
)
NOT_FROM_THERE = Refusal(
    "documents.finding_not_from_there",
    "This finding has already been dealt with in that way.",
    "REF-01",
)

NOT_FOR_ORIGINALS = Refusal(
    "documents.not_for_originals",
    "Only a grants manager of the organisation that holds the document may take the "
    "original, which can name its makers. Take the copy without metadata.",
    "SEC-34",
)
NO_COPY = Refusal(
    "documents.no_copy",
    "No copy without metadata can be made of this file. "
    "A grants manager may take the original.",
    "SEC-33",
)
ALTERED = Refusal(
    "documents.altered",
    "The file is no longer the one that came in: its SHA-256 is another. "
    "Nothing is handed out. Tell whoever runs the service.",
    "SEC-34",
)


def why_not_import(*, organisation_id: int, sha256: str, by: Actor) -> Refusal | None:
    """Return the first reason `by` may not import the document, or None."""
    if organisation_id not in access.scope(by, Act.REVIEW_DOCUMENTS):
        return NOT_IMPORTER
    held = Document.objects.filter(organisation_id=organisation_id, sha256=sha256)
    return ALREADY_IMPORTED if held.exists() else None


def why_not_review(document: Document, *, by: Actor) -> Refusal | None:
    """Return the first reason `by` may not review the document, or None."""
    if document.organisation_id not in access.scope(by, Act.REVIEW_DOCUMENTS):
        return NOT_REVIEWER
    return None


def why_not_judge(judged: Fact | Finding, *, seen: Seen, by: Actor) -> Refusal | None:
    """Return why `by` may not judge the fact or finding as they saw it, or None.

    Source: SEC-38.
    """
    if refusal := why_not_review(judged.document, by=by):
        return refusal
    return None if seen in (None, judged.state) else JUDGED_MEANWHILE


def why_not_take_original(document: Document, *, by: Actor) -> Refusal | None:
    """Return why `by` may not take the bytes as they came in, or None.

    Source: SEC-34.
    """
    if document.organisation_id not in access.scope(by, Act.REVIEW_DOCUMENTS):
        return NOT_FOR_ORIGINALS
    return None


def why_not_stand(
    fact: Fact, value: FactValue, *, verb: str, by: Actor
) -> Refusal | None:
    """Return the first reason the fact may not stand with the value, or None.

    `verb` is `confirm` or `correct`.
    """
    if refusal := why_not_review(fact.document, by=by):
        return refusal
    if fact_target(verb, Verdict(fact.verdict)) is None:
        return ALREADY_SAID
    if refusal := _why_incomplete(value) or _why_not_of_decision(fact, value):
        return refusal
    key = record_key(value, document_id=fact.document_id)
    return _why_not_beside_others(fact, value, key) if key else None


def _why_not_beside_others(fact: Fact, value: FactValue, key: str) -> Refusal | None:
    organisation_id = fact.document.organisation_id
    standing = queries.standing_facts(key, organisation_id=organisation_id)
    others = list(standing.exclude(pk=fact.pk))
    if not all(agree(value, queries.value_of(other)) for other in others):
        return SAID_OTHERWISE
    # Two documents may tell of one record. Within one, it would lose the second sum.
    if any(other.document_id == fact.document_id for other in others):
        return TWICE_HERE
    return None


def why_not_correct(
    fact: Fact, value: FactValue, *, reason: str, by: Actor
) -> Refusal | None:
    """Return the first reason `by` may not correct the fact so, or None."""
    if refusal := why_not_stand(fact, value, verb="correct", by=by):
        return refusal
    return None if reason.strip() else REASON_MISSING


def why_not_discard(fact: Fact, *, reason: str, by: Actor) -> Refusal | None:
    """Return the first reason `by` may not discard the fact, or None."""
    if refusal := why_not_review(fact.document, by=by):
        return refusal
    if fact_target("discard", Verdict(fact.verdict)) is None:
        return ALREADY_SAID
    if not reason.strip():
        return REASON_MISSING
    return _why_not_leave(fact)


def why_not_work(
    finding: Finding, *, verb: str, reason: str, by: Actor
) -> Refusal | None:
    """Return the first reason `by` may not do that to the finding, or None."""
    if refusal := why_not_review(finding.document, by=by):
        return refusal
    if finding_target(verb, FindingStatus(finding.status)) is None:
        return NOT_FROM_THERE
    return None if reason.strip() else REASON_MISSING


def _why_incomplete(value: FactValue) -> Refusal | None:
    match value:
        case DecisionFact() | RecommendationFact() | CitationFact():
            if not slug(value.reference):
                return REFERENCE_MISSING
        case AwardFact() | ObservationFact() | ProgrammeFact():
            if not slug(programme_of(value)):
                return PROGRAMME_MISSING
        case AmountFact():
            pass
        case _:
            assert_never(value)
    if isinstance(value, AwardFact | ProgrammeFact) and not is_financial_year(
        value.financial_year
    ):
        return YEAR_MISSING
    return None if fits(value) else DOES_NOT_FIT


def _why_not_of_decision(fact: Fact, value: FactValue) -> Refusal | None:
    """Return why a decision and what it recommends would come apart, or None."""
    if isinstance(value, DecisionFact):
        key = record_key(value, document_id=fact.document_id)
        return None if key == fact.record_key else _why_not_leave(fact)
    if not isinstance(value, RecommendationFact):
        return None
    confirmed = _standing(fact.document, FactKind.DECISION).first()
    if confirmed is None:
        return DECISION_NOT_CONFIRMED
    # The key of a decision says nothing but which decision it is.
    named = DecisionFact(value.reference, title="", signed_date="")
    key = record_key(named, document_id=fact.document_id)
    return None if key == confirmed.record_key else ANOTHER_DECISION


def _why_not_leave(fact: Fact) -> Refusal | None:
    """Return why the decision that the fact tells of has to stay, or None."""
    if fact.kind != FactKind.DECISION or fact.verdict not in queries.STANDING:
        return None
    recommended = _standing(fact.document, FactKind.RECOMMENDATION)
    return RECOMMENDATIONS_STAND if recommended.exists() else None


def _standing(document: Document, kind: FactKind) -> QuerySet[Fact]:
    return document.facts.filter(kind=kind.value, verdict__in=queries.STANDING)
