"""What was read from one document: every fact, and the words it stands in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from safehold.engine.periods import FinancialYear, Period
from safehold.engine.spans import Span, Words


class DocumentKind(StrEnum):
    """What sort of published document it is."""

    DMPC_DECISION = "dmpc_decision"
    CABINET_REPORT = "cabinet_report"
    FOI_RESPONSE = "foi_response"
    UNKNOWN = "unknown"


class Template(StrEnum):
    """Which form the document was written on. Source: DEC-02."""

    DMPC_2018 = "dmpc_2018"
    DMPC_2019 = "dmpc_2019"
    DMPC_2024 = "dmpc_2024"
    COUNCIL_CABINET = "council_cabinet"
    FOI_LETTER = "foi_letter"


@dataclass(frozen=True, slots=True)
class Reference:
    """A decision, FOI or grant reference. Source: REF-05.

    `normalised` is the register's spelling (`PCD 377`); `printed` the document's.
    `warning` says what was odd about the printed form, or is None.
    """

    normalised: str
    printed: str
    span: Span
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A printed date. `date` is None where the year is not printed (REF-12)."""

    date: datetime.date | None
    printed: str
    span: Span


class PeriodKind(StrEnum):
    """Which of the four kinds of period a figure names. Source: REF-04."""

    FUNDING_PERIOD = "funding_period"
    FINANCIAL_YEAR = "financial_year"
    DATE_RANGE = "date_range"
    LAST_TWELVE_MONTHS = "last_twelve_months"


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """A printed period, in any spelling.

    `period` is None where the words name no dates: "last 12 months", or a bare
    "financial year" or "funding period".
    """

    kind: PeriodKind
    period: Period | None
    printed: str
    span: Span


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed sum of money with its qualifier. Source: REF-01, REF-02.

    `printed` is the figure as it stands (`£15 million`, `£682,909*`);
    `marker` is a footnote mark attached to it, or the empty string;
    `sentence` is the passage it stands in.
    """

    money: Money
    qualifier: Qualifier
    printed: str
    marker: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, white space folded; `span` covers all of its words.

    `pieces` are the parts it was broken into across lines, in order; between them
    stand other cells' words. An empty cell has none.
    """

    text: str
    span: Span
    pieces: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed. Every row has as many cells as there are columns.

    Rows that the source broke across lines are joined; `title` is the heading
    or sentence just above, where there is one.
    """

    title: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the form; `number` is "" where none is printed."""

    number: str
    heading: str
    body: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph such as 4.5 or 7.1.10."""

    number: str
    words: Words


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing that the decision-maker is asked to approve. Source: DEC-10.

    `number` is as printed; unnumbered bullets are counted 1, 2, … in order.
    """

    number: str
    words: Words
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """One officer declaration, with the variant of the statement. Source: DEC-04.

    `variant` is `not_required`, `taken`, `completed` or "" where the form has one.
    """

    subject: str
    statement: str
    variant: str
    ticked: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block. Source: DEC-07.

    `capacity` is "", `interim`, `on_behalf` or `on_behalf_of_interim`.
    """

    office: str
    capacity: str
    signed: StatedDate | None
    span: Span


@dataclass(frozen=True, slots=True)
class Deferral:
    """Whether publication of part 1 is deferred. Source: PUB-02."""

    deferred: bool
    reason: str
    until: str
    span: Span


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """An organisation named in the text, by the register's name."""

    name: str
    printed: str
    span: Span


@dataclass(frozen=True, slots=True)
class AreaMention:
    """A London authority named in the text, by GSS code. Source: REF-08."""

    gss_code: str
    printed: str
    span: Span


@dataclass(frozen=True, slots=True)
class AreaList:
    """A printed list of boroughs, in order, duplicates kept. Source: REF-09."""

    printed: str
    gss_codes: tuple[str, ...]
    span: Span


class AwardRole(StrEnum):
    """Whether a figure is the grant itself or match funding towards it."""

    GRANT = "grant"
    MATCH_FUNDING = "match_funding"


@dataclass(frozen=True, slots=True)
class StatedAward:
    """Money that a document says a funder puts into a programme. Source: BUD-30.

    `funder` is the register's name, or "" where initials fit several bodies
    (REF-08); `funder_printed` is what stands there; `funder_choices` are the GSS
    codes of the authorities that the initials fit, and is empty otherwise.
    """

    programme: str
    role: AwardRole
    funder: str
    funder_printed: str
    funder_choices: tuple[str, ...]
    financial_year: FinancialYear | None
    amount: Amount


@dataclass(frozen=True, slots=True)
class StatedProgramme:
    """A programme that a document describes: where it operates and what it does."""

    name: str
    description: str
    areas: AreaList | None
    span: Span


class ObservationStatus(StrEnum):
    """Why there is no value: four different facts, none of them zero (PRG-18)."""

    NOT_HELD = "not_held"
    NOT_APPLICABLE = "not_applicable"
    NOT_COLLECTED = "not_collected"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class StatedObservation:
    """One printed figure of a programme: a value or a status, never both.

    `measure` is `referrals`, `starts`, `successful_completions`, or the printed
    column where the measure is not known. `unit` is `person` or `family`.
    """

    programme: str
    measure: str
    value: int | None
    status: ObservationStatus | None
    unit: str
    period: StatedPeriod | None
    printed: str
    span: Span

    def __post_init__(self) -> None:
        assert (self.value is None) != (self.status is None)


class Holding(StrEnum):
    """What an answer says of the information asked for. Source: PUB-06."""

    HELD = "held"
    NOT_HELD = "not_held"
    PARTLY_HELD = "partly_held"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question of a request; `number` is 1 for Q1."""

    number: int
    words: Words


@dataclass(frozen=True, slots=True)
class Answer:
    """What a response says to a group of questions. Source: PUB-07."""

    questions: tuple[int, ...]
    holding: Holding
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one document, and what does not add up in it.

    `signed_on` is the date of the decision or of the answering letter;
    `meeting_on` the date of the meeting that a cabinet report goes to.
    """

    kind: DocumentKind
    template: Template | None = None
    reference: Reference | None = None
    title: Words | None = None
    summary: Words | None = None
    signed_on: StatedDate | None = None
    received_on: StatedDate | None = None
    sections: tuple[Section, ...] = ()
    missing_sections: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    signatures: tuple[Signature, ...] = ()
    deferral: Deferral | None = None
    has_part_two: bool | None = None
    amounts: tuple[Amount, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    periods: tuple[StatedPeriod, ...] = ()
    references: tuple[Reference, ...] = ()
    organisations: tuple[OrganisationMention, ...] = ()
    areas: tuple[AreaMention, ...] = ()
    area_lists: tuple[AreaList, ...] = ()
    tables: tuple[Table, ...] = ()
    programmes: tuple[StatedProgramme, ...] = ()
    awards: tuple[StatedAward, ...] = ()
    observations: tuple[StatedObservation, ...] = ()
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()
    meeting_on: StatedDate | None = None
