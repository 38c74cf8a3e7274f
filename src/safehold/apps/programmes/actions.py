"""Everything that changes the portfolio: each record rests on one confirmed fact."""

from __future__ import annotations

import datetime

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.documents import queries as documents
from safehold.apps.programmes.models import (
    Award,
    Observation,
    Programme,
    ProgrammeArea,
)
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import AwardFact, ObservationFact, ProgrammeFact
from safehold.engine.documents.records import slug


@context.action
def record_programme(
    stated: ProgrammeFact,
    *,
    fact_id: int,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Enter the programme's aim and the set of boroughs of one financial year."""
    programme = _programme(stated.name, organisation_id=organisation_id)
    ProgrammeArea.objects.filter(
        programme=programme, financial_year=stated.financial_year
    ).delete()
    ProgrammeArea.objects.bulk_create(
        ProgrammeArea(
            organisation_id=organisation_id,
            programme=programme,
            gss_code=gss_code,
            financial_year=stated.financial_year,
            fact_id=fact_id,
        )
        for gss_code in stated.gss_codes
    )
    _describe(programme)

    _record("programmes.record_programme", fact_id, organisation_id, by, at)


@context.action
def record_award(
    stated: AwardFact,
    *,
    key: str,
    fact_id: int,
    funder_id: int | None,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Enter the award, or change the one that stands under the key."""
    Award.objects.update_or_create(
        organisation_id=organisation_id,
        record_key=key,
        defaults={
            "programme": _programme(stated.programme, organisation_id=organisation_id),
            "role": stated.role,
            "funder_id": funder_id,
            "funder_kind": stated.funder_kind,
            "funder_printed": stated.funder_printed,
            "financial_year": stated.financial_year,
            "amount_pence": stated.pence,
            "qualifier": stated.qualifier,
            "fact_id": fact_id,
        },
    )

    _record("programmes.record_award", fact_id, organisation_id, by, at)


@context.action
def record_observation(
    stated: ObservationFact,
    *,
    key: str,
    fact_id: int,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Enter the figure, or change the one that stands under the key."""
    Observation.objects.update_or_create(
        organisation_id=organisation_id,
        record_key=key,
        defaults={
            "programme": _programme(stated.programme, organisation_id=organisation_id),
            "measure": stated.measure,
            "unit": stated.unit,
            "period": stated.period,
            "value": stated.value,
            "status": stated.status,
            "fact_id": fact_id,
        },
    )

    _record("programmes.record_observation", fact_id, organisation_id, by, at)


@context.action
def withdraw(
    name: str,
    *,
    fact_id: int,
    organisation_id: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Take out of the portfolio what rests on the fact that told of the programme.

    The fact itself is kept. A programme of which no fact tells any more goes too.
    """
    ProgrammeArea.objects.filter(fact_id=fact_id).delete()
    Award.objects.filter(fact_id=fact_id).delete()
    Observation.objects.filter(fact_id=fact_id).delete()
    _describe(_programme(name, organisation_id=organisation_id))

    _record("programmes.withdraw", fact_id, organisation_id, by, at)


def _programme(name: str, *, organisation_id: int) -> Programme:
    programme, _ = Programme.objects.get_or_create(
        organisation_id=organisation_id, slug=slug(name), defaults={"name": name}
    )
    return programme


def _describe(programme: Programme) -> None:
    """Let the name and the aim follow the newest description that is confirmed."""
    told = [
        value
        for fact in documents.standing_descriptions(
            programme.slug, organisation_id=programme.organisation_id
        )
        if isinstance(value := documents.value_of(fact), ProgrammeFact)
    ]
    if not told and not _has_records(programme):
        programme.delete()
        return
    programme.name = next((value.name for value in told), programme.name)
    programme.aim = next((v.description for v in told if v.description), "")
    programme.save(update_fields=["name", "aim"])


def _has_records(programme: Programme) -> bool:
    rows = (programme.areas, programme.awards, programme.observations)
    return any(kind.exists() for kind in rows)


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
