"""What does a reading look like as one JSON object?"""

from __future__ import annotations

from collections.abc import Iterable

from safehold.cli.reading_shapes import (
    AmountShape,
    AwardShape,
    DeclarationShape,
    DeferralShape,
    FindingShape,
    MoreShape,
    ObservationShape,
    PeriodShape,
    ProgrammeShape,
    PromisedShape,
    ReadingShape,
    SignatureShape,
    TableShape,
    TimingShape,
)
from safehold.engine.documents.checks.deadlines import response_timing
from safehold.engine.documents.reading import (
    Amount,
    Declaration,
    Reading,
    Signature,
    StatedAward,
    StatedDate,
    StatedObservation,
    StatedPeriod,
    StatedProgramme,
    Table,
)
from safehold.engine.findings import Finding
from safehold.engine.money import Money


def as_json(reading: Reading, *, source_name: str, sha256: str) -> ReadingShape:
    """Return the reading as plain values, null where something does not apply.

    Units: whole pence; dates as YYYY-MM-DD; offsets in characters of the text read.
    """
    return {**_promised(reading, source_name, sha256), **_more(reading)}


def _promised(reading: Reading, source_name: str, sha256: str) -> PromisedShape:
    return {
        "source": {"name": source_name, "sha256": sha256},
        "kind": reading.kind.value,
        "reference": reading.reference.normalised if reading.reference else None,
        "title": reading.title.text if reading.title else None,
        "signed_on": _day(reading.signed_on),
        "received_on": _day(reading.received_on),
        "recommendations": [
            {
                "number": recommendation.number,
                "text": recommendation.words.text,
                "amounts": [_amount(amount) for amount in recommendation.amounts],
            }
            for recommendation in reading.recommendations
        ],
        "amounts": [_amount(amount) for amount in reading.amounts],
        "tables": [_table(table) for table in reading.tables],
        "references": _once(reference.normalised for reference in reading.references),
        "areas": sorted(all_areas(reading)),
        "observations": [_observation(each) for each in reading.observations],
        "findings": [_finding(finding) for finding in reading.findings],
    }


def _more(reading: Reading) -> MoreShape:
    return {
        "received_on_printed": (
            reading.received_on.printed if reading.received_on else None
        ),
        "meeting_on": _day(reading.meeting_on),
        "template": reading.template.value if reading.template else None,
        "summary": reading.summary.text if reading.summary else None,
        "sections": [
            {"number": section.number, "heading": section.heading}
            for section in reading.sections
        ],
        "missing_sections": list(reading.missing_sections),
        "declarations": [_declaration(each) for each in reading.declarations],
        "signatures": [_signature(signature) for signature in reading.signatures],
        "deferral": _deferral(reading),
        "has_part_two": reading.has_part_two,
        "organisations": _once(mention.name for mention in reading.organisations),
        "programmes": [_programme(programme) for programme in reading.programmes],
        "awards": [_award(award) for award in reading.awards],
        "periods": [_period(period) for period in reading.periods],
        "answers": [
            {"questions": list(answer.questions), "holding": answer.holding.value}
            for answer in reading.answers
        ],
        "response_timing": _timing(reading),
    }


def all_areas(reading: Reading) -> frozenset[str]:
    """Return the GSS codes of every area that the document names.

    A name that a table broke across lines stands in a list, and nowhere whole.
    """
    listed = (code for areas in reading.area_lists for code in areas.gss_codes)
    programmes = (each.areas for each in reading.programmes if each.areas)
    placed = (code for areas in programmes for code in areas.gss_codes)
    mentioned = (area.gss_code for area in reading.areas)
    return frozenset((*mentioned, *listed, *placed))


def _day(stated: StatedDate | None) -> str | None:
    return stated.date.isoformat() if stated and stated.date else None


def _pence(money: Money | None) -> int | None:
    return money.pence if money is not None else None


def _once(names: Iterable[str]) -> list[str]:
    """Return each name once, where it first stands."""
    return list(dict.fromkeys(names))


def _amount(amount: Amount) -> AmountShape:
    return {
        "pence": amount.money.pence,
        "qualifier": amount.qualifier.value,
        "text": amount.printed,
        "start": amount.span.start,
        "end": amount.span.end,
    }


def _table(table: Table) -> TableShape:
    return {
        "columns": [cell.text for cell in table.columns],
        "rows": [[cell.text for cell in row] for row in table.rows],
        "title": table.title,
    }


def _period(stated: StatedPeriod) -> PeriodShape:
    period = stated.period
    return {
        "kind": stated.kind.value,
        "first_day": period.start.isoformat() if period else None,
        "last_day": period.last_day.isoformat() if period else None,
        "text": stated.printed,
    }


def _observation(observation: StatedObservation) -> ObservationShape:
    return {
        "programme": observation.programme,
        "measure": observation.measure,
        "value": observation.value,
        "status": observation.status.value if observation.status else None,
        "unit": observation.unit,
        "period": _period(observation.period) if observation.period else None,
        "text": observation.printed,
    }


def _finding(finding: Finding) -> FindingShape:
    return {
        "code": finding.code,
        "message": finding.message,
        "printed_pence": _pence(finding.printed),
        "computed_pence": _pence(finding.computed),
        "difference_pence": _pence(finding.difference),
        "source": finding.source,
        "start": finding.span.start if finding.span else None,
        "end": finding.span.end if finding.span else None,
    }


def _declaration(declaration: Declaration) -> DeclarationShape:
    return {
        "subject": declaration.subject,
        "variant": declaration.variant,
        "ticked": declaration.ticked,
    }


def _signature(signature: Signature) -> SignatureShape:
    return {
        "office": signature.office,
        "capacity": signature.capacity,
        "signed_on": _day(signature.signed),
    }


def _deferral(reading: Reading) -> DeferralShape | None:
    if reading.deferral is None:
        return None
    return {
        "deferred": reading.deferral.deferred,
        "reason": reading.deferral.reason,
        "until": reading.deferral.until,
    }


def _programme(programme: StatedProgramme) -> ProgrammeShape:
    return {
        "name": programme.name,
        "description": programme.description,
        "areas": _once(programme.areas.gss_codes) if programme.areas else [],
    }


def _award(award: StatedAward) -> AwardShape:
    return {
        "programme": award.programme,
        "role": award.role.value,
        "funder": award.funder,
        "funder_printed": award.funder_printed,
        "funder_choices": list(award.funder_choices),
        "financial_year": str(award.financial_year) if award.financial_year else None,
        "amount": _amount(award.amount),
    }


def _timing(reading: Reading) -> TimingShape | None:
    timing = response_timing(reading)
    if timing is None:
        return None
    return {
        "received_on": timing.received.isoformat(),
        "year_is_assumed": timing.year_is_assumed,
        "due_on": timing.due.isoformat(),
        "answered_on": timing.answered.isoformat(),
        "working_day": timing.working_day,
        "on_time": timing.on_time,
    }
