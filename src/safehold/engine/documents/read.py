"""What a published document says, and what in it does not add up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from safehold.engine.documents import (
    amounts,
    awards,
    checks,
    dates,
    declarations,
    forms,
    headings,
    kinds,
    names,
    observations,
    periods_stated,
    programme_tables,
    publication,
    recommendations,
    references,
    responses,
    sections,
    signatures,
    tables,
)
from safehold.engine.documents.headings import Heading
from safehold.engine.documents.lines import Layout, lay_out
from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.findings import Finding
from safehold.engine.spans import Span

MAX_CHARACTERS: Final = 200_000
MAX_LINES: Final = 5_000
"""The most that is read of one text: twenty times the longest document seen."""


def read(text: str) -> Reading:
    """Read a document and hold it to every check.

    What stands after MAX_CHARACTERS or MAX_LINES is not read, and a finding says so.
    """
    part = readable_part(text)
    reading = extract(part)
    findings = checks.check_all(reading, part)
    if len(part) < len(text):
        findings = (*findings, _too_long(len(part), len(text)))
    return replace(reading, findings=findings)


def readable_part(text: str) -> str:
    """Return the text up to what is read of it."""
    part = text[:MAX_CHARACTERS]
    lines = part.splitlines(keepends=True)[:MAX_LINES]
    return part[: sum(map(len, lines))]


def extract(text: str) -> Reading:
    """Read a document: every fact of it, without the checks.

    Every span is a place in the text exactly as given.
    """
    layout = lay_out(readable_part(text))
    kind = kinds.tell_kind(layout)
    found_headings = headings.find_headings(layout, kind)
    reading = _read_words(layout.text, kind)
    reading = _read_tables(layout, reading)
    reading = _read_structure(layout, found_headings, reading)
    match kind:
        case DocumentKind.DMPC_DECISION:
            return _read_decision(layout, found_headings, reading)
        case DocumentKind.CABINET_REPORT:
            meeting_on = forms.find_meeting_date(layout, reading.dates)
            return replace(reading, meeting_on=meeting_on)
        case DocumentKind.FOI_RESPONSE:
            return _read_response(layout, reading)
        case DocumentKind.UNKNOWN:
            return reading


def _read_words(text: str, kind: DocumentKind) -> Reading:
    return Reading(
        kind=kind,
        amounts=amounts.find_amounts(text),
        dates=dates.find_dates(text),
        periods=periods_stated.find_periods(text),
        references=references.find_references(text),
        organisations=names.find_organisations(text),
        areas=names.find_areas(text),
        area_lists=names.find_area_lists(text),
    )


def _read_tables(layout: Layout, reading: Reading) -> Reading:
    found = tables.find_tables(layout)
    programmes = programme_tables.find_programme_tables(found)
    return replace(
        reading,
        tables=found,
        programmes=programme_tables.find_programmes(programmes),
        awards=awards.find_awards(
            layout.text, programmes, reading.amounts, reading.periods
        ),
        observations=observations.find_observations(
            layout, programmes, reading.periods
        ),
    )


def _read_structure(
    layout: Layout, found: tuple[Heading, ...], reading: Reading
) -> Reading:
    asked = recommendations.find_recommendations(layout, found, reading.amounts)
    missing = sections.missing_sections(
        reading.kind, found, has_recommendations=bool(asked)
    )
    return replace(
        reading,
        template=kinds.tell_template(reading.kind, layout),
        reference=forms.find_reference(layout, reading.kind, reading.references),
        title=forms.find_title(layout, reading.kind, found),
        summary=forms.find_summary(layout, found),
        sections=sections.find_sections(layout, found),
        paragraphs=sections.find_paragraphs(layout, found, reading.tables),
        missing_sections=missing,
        recommendations=asked,
    )


def _read_decision(
    layout: Layout, found: tuple[Heading, ...], reading: Reading
) -> Reading:
    signed = signatures.find_signatures(layout, found, reading.dates)
    return replace(
        reading,
        signed_on=signatures.date_of_decision(signed),
        declarations=declarations.find_declarations(layout, found),
        signatures=signed,
        deferral=publication.find_deferral(layout),
        has_part_two=publication.find_part_two(layout),
    )


def _read_response(layout: Layout, reading: Reading) -> Reading:
    return replace(
        reading,
        signed_on=forms.find_letter_date(layout, reading.dates),
        received_on=forms.find_received_date(layout, reading.dates),
        questions=responses.find_questions(layout),
        answers=responses.find_answers(layout, reading.tables),
    )


def _too_long(length_read: int, length: int) -> Finding:
    return Finding(
        code="documents.too_long",
        message=(
            f"Only the first {length_read:,} of {length:,} characters were read: "
            "what stands after them is missing here."
        ),
        source="READ-01",
        span=Span(length_read, length),
    )
