"""The parts of a reading, made by hand from text of our own."""

import datetime

from safehold.engine.documents.checks import check_all
from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import (
    Amount,
    AreaList,
    AreaMention,
    Cell,
    Declaration,
    DocumentKind,
    OrganisationMention,
    PeriodKind,
    Reading,
    Recommendation,
    Reference,
    Section,
    Signature,
    StatedDate,
    StatedPeriod,
    Table,
)
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from safehold.engine.periods import FinancialYear, Period
from safehold.engine.spans import Span, Words

DECISION = DocumentKind.DMPC_DECISION
REPORT = DocumentKind.CABINET_REPORT
RESPONSE = DocumentKind.FOI_RESPONSE


def pounds(whole: int) -> Money:
    return Money(whole * 100)


def span_of(words: str, text: str, nth: int = 1) -> Span:
    """Return where the words stand in the text for the nth time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def amount(
    printed: str,
    text: str,
    qualifier: Qualifier = Qualifier.EXACT,
    *,
    nth: int = 1,
    marker: str = "",
) -> Amount:
    pence = int(printed.strip("£").replace(",", "")) * 100
    span = span_of(printed, text, nth)
    return Amount(Money(pence), qualifier, printed + marker, marker, span, span)


def amounts(text: str, *printed: str) -> tuple[Amount, ...]:
    """Return exact amounts, each where it first stands after the one before."""
    found: list[Amount] = []
    start = 0
    for figure in printed:
        start = text.index(figure, start)
        span = Span(start, start + len(figure))
        pence = int(figure.strip("£").replace(",", "")) * 100
        found.append(Amount(Money(pence), Qualifier.EXACT, figure, "", span, span))
        start += len(figure)
    return tuple(found)


def year(printed: str, text: str, start_year: int, nth: int = 1) -> StatedPeriod:
    return StatedPeriod(
        PeriodKind.FINANCIAL_YEAR,
        FinancialYear(start_year).period,
        printed,
        span_of(printed, text, nth),
    )


def dates_from_to(printed: str, text: str, first: str, last: str) -> StatedPeriod:
    period = Period.inclusive(day(first), day(last))
    return StatedPeriod(PeriodKind.DATE_RANGE, period, printed, span_of(printed, text))


def day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def stated(printed: str, text: str, iso: str | None) -> StatedDate:
    return StatedDate(day(iso) if iso else None, printed, span_of(printed, text))


def section(heading: str, body: str, text: str, number: str = "") -> Section:
    return Section(number, heading, body, span_of(body, text))


def recommendation(number: str, words: str, text: str, *sums: Amount) -> Recommendation:
    return Recommendation(number, Words(words, span_of(words, text)), sums)


def organisation(
    printed: str, text: str, name: str = "", nth: int = 1
) -> OrganisationMention:
    return OrganisationMention(name or printed, printed, span_of(printed, text, nth))


def area(printed: str, text: str, gss_code: str, nth: int = 1) -> AreaMention:
    return AreaMention(gss_code, printed, span_of(printed, text, nth))


def area_list(printed: str, text: str, *gss_codes: str) -> AreaList:
    return AreaList(printed, gss_codes, span_of(printed, text))


def reference(
    normalised: str, printed: str, text: str, warning: str | None = None, nth: int = 1
) -> Reference:
    return Reference(normalised, printed, span_of(printed, text, nth), warning)


def declaration(
    subject: str, statement: str, text: str, variant: str = "", *, ticked: bool = True
) -> Declaration:
    return Declaration(subject, statement, variant, ticked, span_of(statement, text))


def signature(office: str, text: str, iso: str | None = None) -> Signature:
    where = span_of(office, text)
    signed = StatedDate(day(iso), iso, where) if iso else None
    return Signature(office, "", signed, where)


def table(*lines: str, title: str = "") -> tuple[Table, str]:
    """Return a table and its text; cells are parted by |, the first line heads it."""
    text = "\n".join(lines)
    rows, start = [], 0
    for line in lines:
        cells = []
        for words in line.split("|"):
            cells.append(Cell(words.strip(), Span(start, start + len(words))))
            start += len(words) + 1
        rows.append(tuple(cells))
    return Table(title, rows[0], tuple(rows[1:]), Span(0, len(text))), text


def faults(check: Check, reading: Reading, text: str) -> tuple[Fault, ...]:
    return tuple(check.find(Evidence(reading, text)))


def findings(code: str, reading: Reading, text: str) -> tuple[Finding, ...]:
    """Return what the whole run of checks finds under one code."""
    return tuple(each for each in check_all(reading, text) if each.code == code)


def found(finding: Finding, text: str) -> str:
    """Return the words that a finding points at."""
    assert finding.span is not None
    return text[finding.span.start : finding.span.end]
