"""Which facts of a reading a person is asked to confirm, correct or discard."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Final, assert_never

from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import (
    Amount,
    AwardRole,
    DocumentKind,
    ObservationStatus,
    Reading,
    StatedAward,
    StatedObservation,
    StatedProgramme,
)
from safehold.engine.organisations import OrganisationKind, known
from safehold.engine.spans import Span


class FactKind(StrEnum):
    """What record a confirmed fact becomes."""

    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    CITATION = "citation"
    PROGRAMME = "programme"
    AWARD = "award"
    OBSERVATION = "observation"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """The decision that the document records; `signed_date` is ISO or ""."""

    reference: str
    title: str
    signed_date: str


@dataclass(frozen=True, slots=True)
class RecommendationFact:
    """One recommendation of a decision, and the sum it asks for where it names one."""

    reference: str
    number: str
    text: str
    pence: int | None
    qualifier: str


@dataclass(frozen=True, slots=True)
class CitationFact:
    """Another decision that the document leans on. Source: REF-06."""

    reference: str


@dataclass(frozen=True, slots=True)
class ProgrammeFact:
    """A programme, and the set of authorities it operates in (GSS codes)."""

    name: str
    description: str
    gss_codes: tuple[str, ...]
    financial_year: str


@dataclass(frozen=True, slots=True)
class AwardFact:
    """Money that a funder puts into a programme in one financial year.

    `funder` is "" while nobody has said which body the printed initials mean;
    `funder_kind` says what sort of body it is all the same.
    """

    programme: str
    role: str
    funder: str
    funder_kind: str
    funder_printed: str
    financial_year: str
    pence: int
    qualifier: str


@dataclass(frozen=True, slots=True)
class ObservationFact:
    """A figure of a programme: `value`, or None with a `status`. Source: PRG-18."""

    programme: str
    measure: str
    unit: str
    period: str
    value: int | None
    status: str


@dataclass(frozen=True, slots=True)
class AmountFact:
    """A sum of money that no record of another kind carries."""

    pence: int
    qualifier: str


FactValue = (
    DecisionFact
    | RecommendationFact
    | CitationFact
    | ProgrammeFact
    | AwardFact
    | ObservationFact
    | AmountFact
)

_VALUES: Final[dict[FactKind, type[FactValue]]] = {
    FactKind.DECISION: DecisionFact,
    FactKind.RECOMMENDATION: RecommendationFact,
    FactKind.CITATION: CitationFact,
    FactKind.PROGRAMME: ProgrammeFact,
    FactKind.AWARD: AwardFact,
    FactKind.OBSERVATION: ObservationFact,
    FactKind.AMOUNT: AmountFact,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as read: its value and the words it came from."""

    kind: FactKind
    value: FactValue
    printed: str
    span: Span


def to_json(value: FactValue) -> dict[str, object]:
    """Return the value's fields, as JSON values."""
    return {
        key: list(field) if isinstance(field, tuple) else field
        for key, field in asdict(value).items()
    }


def from_json(kind: FactKind, stored: dict[str, object]) -> FactValue:
    """Return the value that `to_json` wrote.

    Raises: TypeError, if the stored fields are not those of the kind.
    """
    value_type = _VALUES[kind]
    names = {field.name for field in fields(value_type)}
    if set(stored) != names:
        raise TypeError(f"{kind}: expected {sorted(names)}, not {sorted(stored)}")
    make: Callable[..., FactValue] = value_type
    return make(
        **{
            key: tuple(field) if isinstance(field, list) else field
            for key, field in stored.items()
        }
    )


def facts_of(reading: Reading, text: str) -> tuple[Fact, ...]:
    """Return every fact of the reading, in the order a reviewer takes them."""
    facts = (
        *_decision(reading, text),
        *_recommendations(reading),
        *_programmes(reading, text),
        *_awards(reading),
        *_observations(reading),
        *_citations(reading),
    )
    return (*facts, *_other_amounts(reading, facts))


def decision_reference(reading: Reading) -> str:
    """Return what the register calls the decision, or "" where the document is none.

    A cabinet report has no reference of its own, so its meeting names it.
    """
    match reading.kind:
        case DocumentKind.DMPC_DECISION:
            return reading.reference.normalised if reading.reference else ""
        case DocumentKind.CABINET_REPORT:
            meeting = reading.meeting_on
            return f"Cabinet {_iso(meeting.date)}" if meeting and meeting.date else ""
        case DocumentKind.FOI_RESPONSE | DocumentKind.UNKNOWN:
            return ""
        case _:
            assert_never(reading.kind)


def _decision(reading: Reading, text: str) -> Iterator[Fact]:
    reference = decision_reference(reading)
    words = reading.title or (reading.summary if reading.reference is None else None)
    span = words.span if words else (reading.reference and reading.reference.span)
    if not reference or not span:
        return
    signed = reading.signed_on
    value = DecisionFact(
        reference=reference,
        title=reading.title.text if reading.title else "",
        signed_date=_iso(signed.date if signed else None),
    )
    yield Fact(FactKind.DECISION, value, text[span.start : span.end], span)


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _recommendations(reading: Reading) -> Iterator[Fact]:
    if not decision_reference(reading):
        return
    for recommendation in reading.recommendations:
        first = recommendation.amounts[0] if recommendation.amounts else None
        value = RecommendationFact(
            reference=decision_reference(reading),
            number=recommendation.number,
            text=recommendation.words.text,
            pence=first.money.pence if first else None,
            qualifier=first.qualifier.value if first else "",
        )
        words = recommendation.words
        yield Fact(FactKind.RECOMMENDATION, value, words.text, words.span)


def _programmes(reading: Reading, text: str) -> Iterator[Fact]:
    for programme in reading.programmes:
        value = ProgrammeFact(
            name=programme.name,
            description=programme.description,
            gss_codes=_set_of_areas(programme),
            financial_year=_year_of(programme, reading.awards),
        )
        span = programme.span
        yield Fact(FactKind.PROGRAMME, value, text[span.start : span.end], span)


def _set_of_areas(programme: StatedProgramme) -> tuple[str, ...]:
    # A printed list may name a borough twice; the record is a set (REF-09).
    return tuple(sorted(set(programme.areas.gss_codes))) if programme.areas else ()


def _year_of(programme: StatedProgramme, awards: tuple[StatedAward, ...]) -> str:
    years = (a.financial_year for a in awards if a.programme == programme.name)
    return next((str(year) for year in years if year is not None), "")


def _awards(reading: Reading) -> Iterator[Fact]:
    for award in reading.awards:
        value = AwardFact(
            programme=award.programme,
            role=award.role.value,
            funder=award.funder,
            funder_kind=_funder_kind(award),
            funder_printed=award.funder_printed,
            financial_year=str(award.financial_year) if award.financial_year else "",
            pence=award.amount.money.pence,
            qualifier=award.amount.qualifier.value,
        )
        yield Fact(FactKind.AWARD, value, award.amount.printed, award.amount.span)


def _funder_kind(award: StatedAward) -> str:
    if award.funder_choices:
        return OrganisationKind.COUNCIL.value
    listed = known(award.funder)
    return (listed.kind if listed else OrganisationKind.OTHER).value


def _observations(reading: Reading) -> Iterator[Fact]:
    for observation in reading.observations:
        yield Fact(
            FactKind.OBSERVATION,
            _observation_value(observation),
            observation.printed,
            observation.span,
        )


def _observation_value(observation: StatedObservation) -> ObservationFact:
    period = observation.period
    return ObservationFact(
        programme=observation.programme,
        measure=observation.measure,
        unit=observation.unit,
        period=period.printed if period else "",
        value=observation.value,
        status=observation.status.value if observation.status else "",
    )


def _citations(reading: Reading) -> Iterator[Fact]:
    own = reading.reference.normalised if reading.reference else ""
    seen = {own}
    for reference in reading.references:
        if reference.normalised in seen or not _is_decision(reference.normalised):
            continue
        seen.add(reference.normalised)
        value = CitationFact(reference.normalised)
        yield Fact(FactKind.CITATION, value, reference.printed, reference.span)


def _is_decision(reference: str) -> bool:
    return reference.split(" ")[0] in {"PCD", "DMPCD", "CEOD"}


def _other_amounts(reading: Reading, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    taken = {fact.span for fact in facts if fact.kind is FactKind.AWARD}
    for amount in reading.amounts:
        if amount.span not in taken:
            yield _amount(amount)


def _amount(amount: Amount) -> Fact:
    value = AmountFact(amount.money.pence, amount.qualifier.value)
    return Fact(FactKind.AMOUNT, value, amount.printed, amount.span)


ROLES = tuple(role.value for role in AwardRole)
QUALIFIERS = tuple(qualifier.value for qualifier in Qualifier)
STATUSES = tuple(status.value for status in ObservationStatus)
