"""One document of a commissioner, whose facts and findings stand in every state."""

from __future__ import annotations

from dataclasses import dataclass

from safehold.apps.documents import actions as documents
from safehold.apps.documents.models import Document, Fact, Finding
from safehold.apps.documents.states import FINDING_MOVES, FindingStatus, Verdict
from safehold.apps.intake import actions as intake
from safehold.engine import findings as engine_findings
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import AmountFact
from safehold.engine.documents.qualifiers import Qualifier
from tests import cast
from tests.build import HACKNEY, Paper

REASON = "So that the rule can be shown."
CORRECTION = AmountFact(pence=9_00, qualifier=Qualifier.EXACT.value)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules are asked about."""

    people: cast.Cast
    document: Document
    facts: dict[Verdict, Fact]
    findings: dict[FindingStatus, Finding]


def set_up() -> Scene:
    """Put the scene into the database, by the service's own actions."""
    people = cast.assemble()
    paper = Paper()
    for pounds, _ in enumerate(Verdict, start=1):
        paper.mentions(pounds)
    for status in FindingStatus:
        paper.doubts(engine_findings.Finding(f"scene.{status}", "Look.", "REF-01"))
    document = _stored(paper, people)
    _give_verdicts(document, by=people.amara)
    _work_findings(document, by=people.amara)
    _enter_records(people)
    return Scene(
        people,
        document,
        facts={
            Verdict(fact.verdict): fact
            for fact in document.facts.select_related("document").order_by("position")
        },
        findings={
            FindingStatus(finding.status): finding
            for finding in document.findings.select_related("document").order_by("pk")
        },
    )


def _stored(paper: Paper, people: cast.Cast) -> Document:
    return paper.store(by=people.amara, organisation_id=people.commissioner_id)


def _give_verdicts(document: Document, *, by: Actor) -> None:
    facts = document.facts.order_by("position")
    for fact, verdict in zip(facts, Verdict, strict=True):
        match verdict:
            case Verdict.UNREVIEWED:
                pass
            case Verdict.CONFIRMED:
                intake.confirm(fact.pk, by=by, at=cast.NOON)
            case Verdict.CORRECTED:
                intake.correct(fact.pk, CORRECTION, reason=REASON, by=by, at=cast.NOON)
            case Verdict.DISCARDED:
                intake.discard(fact.pk, reason=REASON, by=by, at=cast.NOON)


def _work_findings(document: Document, *, by: Actor) -> None:
    verbs = {
        move.target: move.verb
        for move in FINDING_MOVES
        if move.source is FindingStatus.OPEN
    }
    findings = document.findings.order_by("pk")
    for finding, status in zip(findings, FindingStatus, strict=True):
        if status in verbs:
            documents.work_finding(
                finding.pk, verbs[status], reason=REASON, by=by, at=cast.NOON
            )


def _enter_records(people: cast.Cast) -> None:
    answer = Paper().programme("Lantern", HACKNEY).award("Lantern", 1_000)
    for paper in (answer, Paper().decision("PCD 1")):
        document = _stored(paper, people)
        intake.confirm_all(document.pk, by=people.amara, at=cast.NOON)
