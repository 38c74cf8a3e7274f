"""Everything that changes the register of decisions."""

from __future__ import annotations

import datetime

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.decisions.models import Citation, Decision, Recommendation
from safehold.apps.decisions.states import DecisionStatus
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import (
    CitationFact,
    DecisionFact,
    RecommendationFact,
)
from safehold.engine.documents.records import slug


@context.action
def record_decision(
    stated: DecisionFact,
    *,
    fact_id: int,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Enter a decision that is held; one that was only cited until now becomes held.

    Without a date of signature it stands as unsigned. Source: DEC-09.
    """
    signed = (
        datetime.date.fromisoformat(stated.signed_date) if stated.signed_date else None
    )
    status = DecisionStatus.SIGNED if signed else DecisionStatus.UNSIGNED
    Decision.objects.update_or_create(
        organisation_id=organisation_id,
        slug=slug(stated.reference),
        defaults={
            "reference": stated.reference,
            "title": stated.title[:500],
            "status": status.value,
            "signed_date": signed,
            "fact_id": fact_id,
        },
    )

    _record("decisions.record", fact_id, organisation_id, by, at)


@context.action
def record_recommendation(
    stated: RecommendationFact,
    *,
    fact_id: int,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Enter one recommendation of a decision on the register.

    Raises: Decision.DoesNotExist, if the decision has not been entered.
    """
    decision = Decision.objects.get(
        organisation_id=organisation_id, slug=slug(stated.reference)
    )
    Recommendation.objects.update_or_create(
        decision=decision,
        number=stated.number,
        defaults={
            "organisation_id": organisation_id,
            "text": stated.text,
            "amount_pence": stated.pence,
            "qualifier": stated.qualifier,
            "fact_id": fact_id,
        },
    )

    _record("decisions.recommend", fact_id, organisation_id, by, at)


@context.action
def record_citation(
    stated: CitationFact,
    *,
    fact_id: int,
    document_id: int,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Enter that the document cites the decision, held or not. Source: REF-06."""
    decision, _ = Decision.objects.get_or_create(
        organisation_id=organisation_id,
        slug=slug(stated.reference),
        defaults={
            "reference": stated.reference,
            "status": DecisionStatus.CITED_NOT_HELD.value,
        },
    )
    Citation.objects.update_or_create(
        document_id=document_id,
        decision=decision,
        defaults={"organisation_id": organisation_id, "fact_id": fact_id},
    )

    _record("decisions.cite", fact_id, organisation_id, by, at)


@context.action
def withdraw(
    reference: str,
    *,
    fact_id: int,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Take off the register what rests on the fact that told of the decision.

    A decision loses what was read of it while another document still cites it, and
    goes altogether where none does.
    """
    Recommendation.objects.filter(fact_id=fact_id).delete()
    Citation.objects.filter(fact_id=fact_id).delete()
    Decision.objects.filter(fact_id=fact_id).update(
        status=DecisionStatus.CITED_NOT_HELD.value,
        title="",
        signed_date=None,
        fact_id=None,
    )
    Decision.objects.filter(
        organisation_id=organisation_id,
        slug=slug(reference),
        fact__isnull=True,
        citations__isnull=True,
    ).delete()

    _record("decisions.withdraw", fact_id, organisation_id, by, at)


def _record(
    verb: str, fact_id: int, organisation_id: int, by: Actor, at: datetime.datetime
) -> None:
    audit.record(
        verb,
        subject=f"fact:{fact_id}",
        organisation_id=organisation_id,
        by=by,
        at=at,
    )
