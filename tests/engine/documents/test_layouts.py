"""However a document is set, the same facts are read from it."""

import re
from typing import Any

import pytest

from safehold.engine.documents.read import extract
from safehold.engine.documents.reading import Reading
from tests.engine.documents.hostile import SPECIMENS
from tests.engine.documents.layouts import LAYOUTS


def bare(words: str) -> str:
    """Return the words without marks, case and spacing."""
    return re.sub(r"\W+", " ", words).strip().lower()


def facts_of(reading: Reading) -> dict[str, Any]:
    return {
        "kind": (reading.kind, reading.template),
        "reference": reading.reference and reading.reference.normalised,
        "title": reading.title and bare(reading.title.text),
        "summary": reading.summary and bare(reading.summary.text),
        "dates": [
            stated and stated.date
            for stated in (reading.signed_on, reading.received_on, reading.meeting_on)
        ],
        "missing": reading.missing_sections,
        "paragraphs": [(p.number, bare(p.words.text)[:40]) for p in reading.paragraphs],
        "recommendations": [
            (r.number, bare(r.words.text), [a.money for a in r.amounts])
            for r in reading.recommendations
        ],
        "tables": [
            [[bare(cell.text) for cell in row] for row in (table.columns, *table.rows)]
            for table in reading.tables
        ],
        "declarations": [
            (d.subject, bare(d.statement), d.variant, d.ticked)
            for d in reading.declarations
        ],
        "signatures": [
            (s.office, s.capacity, s.signed and s.signed.date)
            for s in reading.signatures
        ],
        "publication": (
            reading.deferral and (reading.deferral.deferred, reading.deferral.reason),
            reading.has_part_two,
        ),
        "programmes": [
            (bare(p.name), p.areas and p.areas.gss_codes) for p in reading.programmes
        ],
        "awards": [
            (bare(a.programme), a.role, a.funder, a.financial_year, a.amount.money)
            for a in reading.awards
        ],
        "observations": [
            (bare(o.programme), o.measure, o.value, o.status, o.unit)
            for o in reading.observations
        ],
        "questions": [(q.number, bare(q.words.text)) for q in reading.questions],
        "answers": [(a.questions, a.holding) for a in reading.answers],
        "amounts": [amount.money for amount in reading.amounts],
    }


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_the_same_facts_are_read(specimen: str, layout: str) -> None:
    text = SPECIMENS[specimen]

    read = facts_of(extract(LAYOUTS[layout](text)))

    assert read == facts_of(extract(text))
