"""Which keys stand in a reading that is printed as one JSON object."""

from __future__ import annotations

from typing import TypedDict


class SourceShape(TypedDict):
    """Which file was read, and the fingerprint of its bytes."""

    name: str
    sha256: str


class AmountShape(TypedDict):
    """`text` is the figure as printed; start and end count characters read."""

    pence: int
    qualifier: str
    text: str
    start: int
    end: int


class RecommendationShape(TypedDict):
    """One thing that is asked to be approved, with the sums named in it."""

    number: str
    text: str
    amounts: list[AmountShape]


class TableShape(TypedDict):
    """A table's words; every row is as long as `columns`."""

    columns: list[str]
    rows: list[list[str]]
    title: str


class PeriodShape(TypedDict):
    """Both days are part of the period; null where the words name no dates."""

    kind: str
    first_day: str | None
    last_day: str | None
    text: str


class ObservationShape(TypedDict):
    """Either `value` or `status` is null: a figure, or why there is none."""

    programme: str
    measure: str
    value: int | None
    status: str | None
    unit: str
    period: PeriodShape | None
    text: str


class FindingShape(TypedDict):
    """What does not add up; the pence are null where it is not about a sum."""

    code: str
    message: str
    printed_pence: int | None
    computed_pence: int | None
    difference_pence: int | None
    source: str
    start: int | None
    end: int | None


class AwardShape(TypedDict):
    """Money for a programme. `funder` is "" where what is printed fits several."""

    programme: str
    role: str
    funder: str
    funder_printed: str
    funder_choices: list[str]
    financial_year: str | None
    amount: AmountShape


class ProgrammeShape(TypedDict):
    """A programme and the GSS codes of the areas it works in, each once."""

    name: str
    description: str
    areas: list[str]


class SectionShape(TypedDict):
    """A headed part of the document."""

    number: str
    heading: str


class DeclarationShape(TypedDict):
    """What an officer declared, and in which of the form's words."""

    subject: str
    variant: str
    ticked: bool


class SignatureShape(TypedDict):
    """Whose signature, and when; null where no date is printed."""

    office: str
    capacity: str
    signed_on: str | None


class DeferralShape(TypedDict):
    """Whether publication waits, and until when."""

    deferred: bool
    reason: str
    until: str


class AnswerShape(TypedDict):
    """Which questions are answered together, and whether the facts are held."""

    questions: list[int]
    holding: str


class TimingShape(TypedDict):
    """How long an answer took, in working days of the statutory calendar."""

    received_on: str
    year_is_assumed: bool
    due_on: str
    answered_on: str
    working_day: int
    on_time: bool


class PromisedShape(TypedDict):
    """What scripts may rely on: these keys keep their names and meanings."""

    source: SourceShape
    kind: str
    reference: str | None
    title: str | None
    signed_on: str | None
    received_on: str | None
    recommendations: list[RecommendationShape]
    amounts: list[AmountShape]
    tables: list[TableShape]
    references: list[str]
    areas: list[str]
    observations: list[ObservationShape]
    findings: list[FindingShape]


class MoreShape(TypedDict):
    """What else was read: for people, and free to grow."""

    received_on_printed: str | None
    meeting_on: str | None
    template: str | None
    summary: str | None
    sections: list[SectionShape]
    missing_sections: list[str]
    declarations: list[DeclarationShape]
    signatures: list[SignatureShape]
    deferral: DeferralShape | None
    has_part_two: bool | None
    organisations: list[str]
    programmes: list[ProgrammeShape]
    awards: list[AwardShape]
    periods: list[PeriodShape]
    answers: list[AnswerShape]
    response_timing: TimingShape | None


class ReadingShape(PromisedShape, MoreShape):
    """Everything read from one document."""
