"""Questions about documents, the facts read from them and the findings."""

from __future__ import annotations

import re

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Abs, Coalesce

# Named again for the signatures of those who ask these questions.
from safehold.apps.documents.models import Document as Document
from safehold.apps.documents.models import Fact as Fact
from safehold.apps.documents.models import Finding as Finding
from safehold.apps.documents.states import FindingStatus, Verdict
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import FactKind, FactValue, from_json

STANDING = (Verdict.CONFIRMED.value, Verdict.CORRECTED.value)


def visible_to(by: Actor) -> QuerySet[Document]:
    """Return the documents this person may know exist: their own commissioner's."""
    return Document.objects.filter(_in_scope(by, Act.READ_DOCUMENTS))


def facts_visible_to(by: Actor) -> QuerySet[Fact]:
    """Return the facts whose words this person may read.

    A commissioner's people see every fact of their documents; everybody else who
    reads the portfolio sees only what stands in it, since it comes from what was
    published.
    """
    own = _in_scope(by, Act.READ_DOCUMENTS)
    standing = _in_scope(by, Act.READ_PORTFOLIO) & Q(verdict__in=STANDING)
    return Fact.objects.filter(own | standing)


def findings_visible_to(by: Actor) -> QuerySet[Finding]:
    """Return the findings this person may work through."""
    return Finding.objects.filter(_in_scope(by, Act.READ_DOCUMENTS))


def _in_scope(by: Actor, act: Act) -> Q:
    scope = access.scope(by, act)
    return Q() if scope.everywhere else Q(organisation_id__in=scope.organisation_ids)


def findings_of(document: Document, *, by: Actor) -> QuerySet[Finding]:
    """Return what this person may see that is wrong in the document.

    What two documents say differently stands with both of them.
    """
    about = Q(document=document) | Q(other_document=document)
    return with_documents(findings_visible_to(by).filter(about))


def with_documents(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return the findings with their documents, but not with the whole texts."""
    return findings.select_related("document", "other_document").defer(
        "document__text", "other_document__text"
    )


def with_progress(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Return the documents with how much of each is still to be looked at."""
    facts = Fact.objects.filter(verdict=Verdict.UNREVIEWED.value)
    findings = Finding.objects.filter(status=FindingStatus.OPEN.value)
    return documents.defer("text").annotate(
        unreviewed=_number_of(facts), open_findings=_number_of(findings)
    )


def _number_of(rows: QuerySet[Fact] | QuerySet[Finding]) -> Coalesce:
    # Apart for each document: joined, every fact would meet every finding.
    of_document = rows.filter(document=OuterRef("pk")).values("document")
    counted = of_document.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def read_value(fact: Fact) -> FactValue:
    """Return what was read, whatever anybody has said of it since."""
    return from_json(FactKind(fact.kind), fact.value)


def value_of(fact: Fact) -> FactValue:
    """Return what the fact says now: the correction where there is one."""
    stored = fact.value if fact.corrected_value is None else fact.corrected_value
    return from_json(FactKind(fact.kind), stored)


def standing(record_key: str, *, organisation_id: int) -> Fact | None:
    """Return the confirmed fact that the record rests on: the first to be read."""
    standing = standing_facts(record_key, organisation_id=organisation_id)
    return standing.select_related("document").first()


def standing_facts(record_key: str, *, organisation_id: int) -> QuerySet[Fact]:
    """Return every confirmed fact that tells of the record, first read first."""
    return _standing(organisation_id).filter(record_key=record_key).order_by("pk")


def standing_descriptions(slug: str, *, organisation_id: int) -> QuerySet[Fact]:
    """Return every confirmed fact that describes the programme, newest year first."""
    return (
        _standing(organisation_id)
        .filter(record_key__startswith=f"{FactKind.PROGRAMME}|{slug}|")
        .order_by("-record_key", "pk")
    )


def _standing(organisation_id: int) -> QuerySet[Fact]:
    return Fact.objects.filter(organisation_id=organisation_id, verdict__in=STANDING)


def original_bytes(document: Document) -> bytes:
    """Return the document exactly as it came in."""
    return bytes(document.original.content)


def unreviewed(document: Document) -> tuple[int, ...]:
    """Return the facts nobody has looked at, in the order a reviewer takes them."""
    facts = document.facts.filter(verdict=Verdict.UNREVIEWED.value)
    return tuple(facts.order_by("position").values_list("pk", flat=True))


def mentioning_programme(name: str, *, by: Actor) -> QuerySet[Document]:
    """Return the documents this person may see that name the programme.

    Whole words count, and "&" is the same word as "and".
    """
    newest = F("dated").desc(nulls_last=True)
    named = visible_to(by).filter(text__iregex=_named(name))
    return named.defer("text").order_by(newest, "pk")


def findings_about(name: str, *, by: Actor) -> QuerySet[Finding]:
    """Return the findings this person may see about the programme.

    They name it, or are about words that a fact of the programme came from.
    """
    its_words = Fact.objects.filter(
        document=OuterRef("document"),
        value__programme=name,
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )
    about = Q(message__iregex=_named(name)) | Exists(its_words)
    return with_documents(findings_visible_to(by).filter(about)).order_by(
        "status", "pk"
    )


def _named(name: str) -> str:
    words = (re.escape(word) for word in re.split(r"\s+|&|\band\b", name) if word)
    return rf"\m{r'[[:space:]]+((&|and)[[:space:]]+)?'.join(words)}"


def weightiest(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return the findings with the largest sums out first, then the newest."""
    out = Abs(F("printed_pence") - F("computed_pence"))
    return findings.annotate(out=out).order_by(F("out").desc(nulls_last=True), "-pk")
