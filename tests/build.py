"""The things of the tests: documents written line by line, and what is read of them."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from safehold.apps.documents import actions as documents
from safehold.apps.documents.models import Document, Fact
from safehold.apps.programmes.models import Award, Programme, ProgrammeArea
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import FactKind
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import (
    Amount,
    AreaList,
    AwardRole,
    DocumentKind,
    ObservationStatus,
    PeriodKind,
    Reading,
    Recommendation,
    Reference,
    StatedAward,
    StatedDate,
    StatedObservation,
    StatedPeriod,
    StatedProgramme,
)
from safehold.engine.documents.records import slug
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from safehold.engine.organisations import OrganisationKind, known
from safehold.engine.periods import FinancialYear
from safehold.engine.spans import Span, Words
from tests.cast import NOON, organisation

BARNET, BRENT, HACKNEY = "E09000003", "E09000005", "E09000012"
HOME_OFFICE = "Home Office"
MOPAC = "Mayor's Office for Policing and Crime"

_numbers = itertools.count(1)


@dataclass
class Paper:
    """A document in the making: each call writes a line and reads it at once."""

    kind: DocumentKind = DocumentKind.FOI_RESPONSE
    text: str = ""
    title: Words | None = None
    reference: Reference | None = None
    signed_on: StatedDate | None = None
    recommendations: list[Recommendation] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    programmes: list[StatedProgramme] = field(default_factory=list)
    awards: list[StatedAward] = field(default_factory=list)
    observations: list[StatedObservation] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        # No two papers are the same file, unless a test asks for it.
        self.write(f"Paper {next(_numbers)}")

    def write(self, line: str) -> Span:
        """Add a line to the document and return where it stands."""
        start = len(self.text)
        self.text += f"{line}\n"
        return Span(start, start + len(line))

    def decision(
        self, reference: str, *, title: str = "Lantern", signed: str = "2024-10-17"
    ) -> Paper:
        self.kind = DocumentKind.DMPC_DECISION
        self.reference = Reference(reference, reference, self.write(reference))
        self.title = Words(title, self.write(title))
        self.signed_on = None
        if signed:
            day = datetime.date.fromisoformat(signed)
            self.signed_on = StatedDate(day, signed, self.write(signed))
        return self

    def recommends(self, number: str, pounds: int | None = 1_250) -> Paper:
        line = f"Recommendation {number}"
        sums = () if pounds is None else (self._pounds(pounds),)
        words = Words(line, self.write(line))
        self.recommendations.append(Recommendation(number, words, sums))
        return self

    def cites(self, reference: str) -> Paper:
        span = self.write(f"See {reference}")
        self.references.append(Reference(reference, reference, span))
        return self

    def programme(
        self, name: str, *gss_codes: str, description: str = "Helps people."
    ) -> Paper:
        span = self.write(f"{name}: {description} {' '.join(gss_codes)}")
        areas = AreaList(" ".join(gss_codes), gss_codes, span) if gss_codes else None
        self.programmes.append(StatedProgramme(name, description, areas, span))
        return self

    def award(
        self,
        programme: str,
        pounds: int,
        *,
        funder: str = HOME_OFFICE,
        initials: str = "",
        year: int | None = 2022,
        qualifier: Qualifier = Qualifier.EXACT,
    ) -> Paper:
        """Say who gives how much; `initials` fit several bodies."""
        listed = known(funder)
        role = AwardRole.MATCH_FUNDING
        if listed is not None and listed.name == HOME_OFFICE and not initials:
            role = AwardRole.GRANT
        self.awards.append(
            StatedAward(
                programme=programme,
                role=role,
                funder="" if initials else funder,
                funder_printed=initials or funder,
                funder_choices=(BARNET, BRENT) if initials else (),
                financial_year=None if year is None else FinancialYear(year),
                amount=self._pounds(pounds, qualifier),
            )
        )
        return self

    def observes(
        self,
        programme: str,
        value: int | None,
        *,
        measure: str = "referrals",
        status: ObservationStatus | None = None,
    ) -> Paper:
        span = self.write(f"{programme} {measure} {value if status is None else ''}")
        year = StatedPeriod(
            PeriodKind.FINANCIAL_YEAR, FinancialYear(2022).period, "2022/23", span
        )
        self.observations.append(
            StatedObservation(
                programme=programme,
                measure=measure,
                value=value,
                status=status,
                unit="person",
                period=year,
                printed=str(value),
                span=span,
            )
        )
        return self

    def mentions(self, pounds: int) -> Paper:
        self.amounts.append(self._pounds(pounds))
        return self

    def doubts(self, *findings: Finding) -> Paper:
        self.findings.extend(findings)
        return self

    def _pounds(self, pounds: int, qualifier: Qualifier = Qualifier.EXACT) -> Amount:
        printed = f"£{pounds:,}"
        span = self.write(printed)
        return Amount(Money(pounds * 100), qualifier, printed, "", span, span)

    def reading(self) -> Reading:
        return Reading(
            kind=self.kind,
            title=self.title,
            reference=self.reference,
            signed_on=self.signed_on,
            recommendations=tuple(self.recommendations),
            references=tuple(self.references),
            programmes=tuple(self.programmes),
            awards=tuple(self.awards),
            observations=tuple(self.observations),
            amounts=tuple(self.amounts),
            findings=tuple(self.findings),
        )

    def incoming(self) -> documents.Incoming:
        return documents.Incoming(
            name="paper.txt",
            content=self.text.encode(),
            media_type="text/plain",
            text=self.text,
        )

    def store(self, *, by: Actor, organisation_id: int) -> Document:
        """Import the document as read, without reading it again."""
        document_id = documents.store(
            self.incoming(),
            self.reading(),
            organisation_id=organisation_id,
            by=by,
            at=NOON,
        )
        return Document.objects.get(pk=document_id)


def paper() -> Paper:
    """Start a response to a request for information."""
    return Paper()


def fact_of(document: Document, kind: FactKind, nth: int = 1) -> Fact:
    """Return the nth fact of the kind that was read from the document."""
    facts = document.facts.select_related("document").filter(kind=kind.value)
    return list(facts.order_by("position"))[nth - 1]


class GivenAward(NamedTuple):
    """An award of a portfolio that no document stands behind in earnest."""

    programme: str
    funder: str
    role: str = AwardRole.GRANT.value
    funder_kind: str = OrganisationKind.GOVERNMENT.value
    is_identified: bool = True
    year: str = "2022-23"
    pence: int = 1_000_00


class GivenArea(NamedTuple):
    """A borough that a programme operates in for a year."""

    programme: str
    gss_code: str
    year: str = "2022-23"


def enter_portfolio(
    awards: Sequence[GivenAward],
    areas: Sequence[GivenArea] = (),
    *,
    by: Actor,
    organisation_id: int,
) -> None:
    """Enter many awards at once, past the review, for questions about all of them."""
    document = paper().store(by=by, organisation_id=organisation_id)
    facts = _bare_facts(len(awards) + 1, of=document)
    names = dict.fromkeys(
        [given.programme for given in awards] + [given.programme for given in areas]
    )
    made = Programme.objects.bulk_create(
        Programme(organisation_id=organisation_id, name=name, slug=slug(name))
        for name in names
    )
    programmes = dict(zip(names, made, strict=True))
    known_names = {given.funder for given in awards if given.is_identified}
    funders = {name: organisation(name) for name in known_names}
    Award.objects.bulk_create(
        Award(
            organisation_id=organisation_id,
            programme=programmes[given.programme],
            role=given.role,
            funder_id=funders[given.funder] if given.is_identified else None,
            funder_kind=given.funder_kind,
            funder_printed=given.funder,
            financial_year=given.year,
            amount_pence=given.pence,
            qualifier=Qualifier.EXACT.value,
            fact=fact,
            record_key=str(fact.pk),
        )
        for given, fact in zip(awards, facts, strict=False)
    )
    ProgrammeArea.objects.bulk_create(
        ProgrammeArea(
            organisation_id=organisation_id,
            programme=programmes[given.programme],
            gss_code=given.gss_code,
            financial_year=given.year,
            fact=facts[-1],
        )
        for given in areas
    )


def _bare_facts(number: int, *, of: Document) -> list[Fact]:
    return Fact.objects.bulk_create(
        Fact(
            document=of,
            organisation_id=of.organisation_id,
            position=position,
            kind=FactKind.AWARD.value,
            value={},
            printed="",
            start=0,
            end=0,
        )
        for position in range(1, number + 1)
    )
