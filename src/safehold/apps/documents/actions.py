"""Everything that changes documents, facts and findings."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.documents import policies, queries
from safehold.apps.documents.models import Document, Fact, Finding, Original
from safehold.apps.documents.states import FindingStatus, Seen, Verdict, finding_target
from safehold.engine import findings as engine_findings
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import FactValue, facts_of, to_json
from safehold.engine.documents.reading import Reading
from safehold.engine.documents.records import record_key
from safehold.engine.money import Money
from safehold.engine.refusals import Refused, require
from safehold.gateways.files.port import Copy, MediaType, Unreadable
from safehold.gateways.files.real import stripped


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came in, and the text taken out of it, which holds no NUL."""

    name: str
    content: bytes
    media_type: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Change(NamedTuple):
    """A fact after a verdict on it, and what it told of before where it stood."""

    fact: Fact
    formerly: FactValue | None

    @property
    def organisation_id(self) -> int:
        return self.fact.organisation_id

    @property
    def former_key(self) -> str:
        """Return the record that the fact told of before, or "" where it had none."""
        if self.formerly is None:
            return ""
        return record_key(self.formerly, document_id=self.fact.document_id)


@context.action
def store(
    incoming: Incoming,
    reading: Reading,
    *,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> int:
    """Keep the document, every fact read and every finding; return the document's id.

    All of it is kept or none of it is: one transaction holds the whole import.
    Imports of one organisation take turns, so that each sees the one before it.

    Raises: Refused, see policies.why_not_import.
    """
    _take_turn("import", organisation_id)
    require(
        policies.why_not_import(
            organisation_id=organisation_id, sha256=incoming.sha256, by=by
        )
    )

    document = _new_document(incoming, reading, organisation_id, by, at)
    Original.objects.create(
        document=document, organisation_id=organisation_id, content=incoming.content
    )
    _store_facts(document, reading)
    _store_findings(document, reading.findings)

    audit.record(
        "documents.import",
        subject=f"document:{document.pk}",
        organisation_id=organisation_id,
        by=by,
        at=at,
        details={"sha256": incoming.sha256, "facts": document.facts.count()},
    )
    return document.pk


def _new_document(
    incoming: Incoming,
    reading: Reading,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> Document:
    dated = reading.signed_on or reading.meeting_on
    return Document.objects.create(
        organisation_id=organisation_id,
        name=incoming.name[:255],
        sha256=incoming.sha256,
        media_type=incoming.media_type,
        size_bytes=len(incoming.content),
        text=incoming.text,
        kind=reading.kind.value,
        template=reading.template.value if reading.template else "",
        reference=(reading.reference.normalised if reading.reference else "")[:60],
        title=(reading.title.text if reading.title else "")[:500],
        dated=dated.date if dated else None,
        imported_at=at,
        imported_by_id=by.person_id,
    )


def _store_facts(document: Document, reading: Reading) -> None:
    Fact.objects.bulk_create(
        Fact(
            document=document,
            organisation_id=document.organisation_id,
            position=position,
            kind=fact.kind.value,
            value=to_json(fact.value),
            printed=fact.printed,
            start=fact.span.start,
            end=fact.span.end,
        )
        for position, fact in enumerate(facts_of(reading, document.text), start=1)
    )


def _store_findings(
    document: Document,
    findings: Sequence[engine_findings.Finding],
    *,
    other: Document | None = None,
) -> None:
    Finding.objects.bulk_create(
        Finding(
            document=document,
            organisation_id=document.organisation_id,
            other_document=other,
            code=finding.code,
            message=finding.message,
            source=finding.source,
            printed_pence=_pence(finding.printed),
            computed_pence=_pence(finding.computed),
            start=finding.span.start if finding.span else None,
            end=finding.span.end if finding.span else None,
        )
        for finding in findings
    )


def _pence(money: Money | None) -> int | None:
    return None if money is None else money.pence


@context.action
def compare(
    document_id: int,
    other_id: int,
    findings: Sequence[engine_findings.Finding],
    *,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Keep what does not agree between two documents, for both to show.

    Raises: Document.DoesNotExist, if `by` may not know of either of them.
    """
    documents = queries.visible_to(by)
    document, other = documents.get(pk=document_id), documents.get(pk=other_id)
    _store_findings(document, findings, other=other)

    audit.record(
        "documents.compare",
        subject=f"document:{document_id}",
        organisation_id=document.organisation_id,
        by=by,
        at=at,
        details={"with": other_id, "findings": len(findings)},
    )


@context.action
def take_copy(document_id: int, *, by: Actor, at: datetime.datetime) -> Copy | None:
    """Return the words and pictures of the document without its metadata.

    None where the bytes are no longer those that came in; that is recorded instead.

    Raises: Document.DoesNotExist; Refused, where no such copy can be made.
    """
    document = queries.visible_to(by).get(pk=document_id)
    original = _proved(document, by=by, at=at)
    if original is None:
        return None
    try:
        copy = stripped(original)
    except Unreadable as unreadable:
        raise Refused(policies.NO_COPY) from unreadable

    _record_of(document, "take_copy", by=by, at=at)
    return copy


@context.action
def take_original(document_id: int, *, by: Actor, at: datetime.datetime) -> Copy | None:
    """Return the document's bytes as they came in; None as in `take_copy`.

    Raises: Document.DoesNotExist; Refused, see policies.why_not_take_original.
    """
    document = queries.visible_to(by).get(pk=document_id)
    require(policies.why_not_take_original(document, by=by))
    original = _proved(document, by=by, at=at)
    if original is None:
        return None

    _record_of(document, "take_original", by=by, at=at)
    return Copy(original, MediaType(document.media_type))


def _proved(document: Document, *, by: Actor, at: datetime.datetime) -> bytes | None:
    """Return the bytes, if their digest is what it was. Source: SEC-34."""
    content = queries.original_bytes(document)
    if hashlib.sha256(content).hexdigest() == document.sha256:
        return content
    _record_of(document, "find_altered", by=by, at=at)
    return None


def _record_of(
    document: Document, verb: str, *, by: Actor, at: datetime.datetime
) -> None:
    audit.record(
        f"documents.{verb}",
        subject=f"document:{document.pk}",
        organisation_id=document.organisation_id,
        by=by,
        at=at,
        details={"sha256": document.sha256},
    )


@context.action
def let_stand(
    fact_id: int,
    *,
    corrected: FactValue | None = None,
    reason: str = "",
    seen: Seen = None,
    by: Actor,
    at: datetime.datetime,
) -> Change:
    """Confirm the fact as read, or with a corrected value and a reason.

    Raises:
        Refused: see policies.why_not_judge, why_not_stand and why_not_correct.
        Fact.DoesNotExist: `by` may not know of the fact.
    """
    fact = _locked(fact_id, seen=seen, by=by)
    value = queries.read_value(fact)
    if corrected is None:
        require(policies.why_not_stand(fact, value, verb="confirm", by=by))
    else:
        assert type(corrected) is type(value), f"{fact} cannot become another kind"
        value = corrected
        require(policies.why_not_correct(fact, value, reason=reason, by=by))

    before, formerly = fact.verdict, _value_while_standing(fact)
    fact.verdict = (Verdict.CONFIRMED if corrected is None else Verdict.CORRECTED).value
    fact.corrected_value = None if corrected is None else to_json(corrected)
    fact.record_key = record_key(value, document_id=fact.document_id)
    _sign(fact, reason=reason, by=by, at=at)

    audit.record(
        "documents.confirm" if corrected is None else "documents.correct",
        subject=f"fact:{fact_id}",
        organisation_id=fact.organisation_id,
        by=by,
        at=at,
        details={"before": before, "reason": reason, "value": fact.corrected_value},
    )
    return Change(fact, formerly)


@context.action
def discard(
    fact_id: int, *, reason: str, seen: Seen = None, by: Actor, at: datetime.datetime
) -> Change:
    """Say that the fact is not one, with a reason; what was read is kept.

    Raises: Refused, see policies.why_not_judge and why_not_discard; Fact.DoesNotExist.
    """
    fact = _locked(fact_id, seen=seen, by=by)
    require(policies.why_not_discard(fact, reason=reason, by=by))

    before, formerly = fact.verdict, _value_while_standing(fact)
    fact.verdict = Verdict.DISCARDED.value
    fact.corrected_value = None
    _sign(fact, reason=reason, by=by, at=at)

    audit.record(
        "documents.discard",
        subject=f"fact:{fact_id}",
        organisation_id=fact.organisation_id,
        by=by,
        at=at,
        details={"before": before, "reason": reason},
    )
    return Change(fact, formerly)


@context.action
def work_finding(
    finding_id: int,
    verb: str,
    *,
    reason: str,
    seen: Seen = None,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Explain, accept or reopen a finding, with a reason. It is never hidden.

    Raises: Refused, see policies.why_not_judge and why_not_work; Finding.DoesNotExist.
    """
    finding = (
        queries.findings_visible_to(by)
        .select_for_update(of=("self",), no_key=True)
        .select_related("document")
        .get(pk=finding_id)
    )
    require(policies.why_not_judge(finding, seen=seen, by=by))
    require(policies.why_not_work(finding, verb=verb, reason=reason, by=by))

    before = FindingStatus(finding.status)
    finding.status = (finding_target(verb, before) or before).value
    finding.reason = reason
    finding.worked_at, finding.worked_by_id = at, by.person_id
    finding.save(update_fields=["status", "reason", "worked_at", "worked_by"])

    audit.record(
        f"documents.{verb}_finding",
        subject=f"finding:{finding_id}",
        organisation_id=finding.organisation_id,
        by=by,
        at=at,
        details={"before": before.value, "reason": reason},
    )


def _take_turn(what: str, organisation_id: int) -> None:
    """Wait until nobody else does this for the organisation, and keep others waiting.

    The turn ends with the transaction, also where its server was killed. Locking the
    rows that are there does not do: two people may confirm two facts that contradict
    each other, and neither sees what the other has not yet committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"{what}|{organisation_id}"],
        )


def _locked(fact_id: int, *, seen: Seen, by: Actor) -> Fact:
    """Return the fact, held until the transaction ends, if it still is as seen."""
    facts = queries.facts_visible_to(by).select_related("document")
    _take_turn("review", facts.get(pk=fact_id).organisation_id)
    # Read again, now that whoever had the turn before has finished.
    fact = facts.select_for_update(of=("self",), no_key=True).get(pk=fact_id)
    require(policies.why_not_judge(fact, seen=seen, by=by))
    return fact


def _value_while_standing(fact: Fact) -> FactValue | None:
    return queries.value_of(fact) if fact.verdict in queries.STANDING else None


def _sign(fact: Fact, *, reason: str, by: Actor, at: datetime.datetime) -> None:
    fact.reason = reason
    fact.reviewed_at, fact.reviewed_by_id = at, by.person_id
    what = ("verdict", "corrected_value", "record_key")
    fact.save(update_fields=[*what, "reason", "reviewed_at", "reviewed_by"])
