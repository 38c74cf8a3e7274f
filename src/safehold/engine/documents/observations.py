"""What a document says of a programme's referrals, starts and completions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from safehold.engine.documents.lines import Layout
from safehold.engine.documents.periods_stated import find_periods
from safehold.engine.documents.places import starting_in
from safehold.engine.documents.programme_tables import ProgrammeTable
from safehold.engine.documents.reading import (
    Cell,
    ObservationStatus,
    StatedObservation,
    StatedPeriod,
    Table,
)

_MEASURES: Final = (
    ("referrals", re.compile(r"(?<!self[ -])\breferr(?:als?|ed)\b", re.I)),
    ("starts", re.compile(r"\bstart(?:s|ed)?\b", re.I)),
    ("successful_completions", re.compile(r"\bcomplet(?:ions?|ed)\b", re.I)),
)
_ROUTES: Final = re.compile(r"\b(?:route|source|pathway)s?\b", re.I)
_PART_ONLY: Final = re.compile(r"\b(?:accept|declin|reject|unsuccess)", re.I)
_STATUSES: Final = (
    (
        ObservationStatus.NOT_HELD,
        re.compile(r"\b(?:do(?:es)?|did)(?: not|n['’]t) hold\b|\bnot held\b", re.I),
    ),
    (ObservationStatus.NOT_APPLICABLE, re.compile(r"n ?/ ?a\b|not applicable\b", re.I)),
    (
        ObservationStatus.NOT_COLLECTED,
        re.compile(r"\bnot (?:collected|recorded|monitored)\b", re.I),
    ),
    (
        ObservationStatus.PENDING,
        re.compile(r"\b(?:pending|awaited|awaiting|to follow|tbc|not yet)\b", re.I),
    ),
)
_VALUE: Final = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d.,%])[*†]*(?:\s*\(.{0,200}\))?"
)
_FAMILY: Final = re.compile(r"\bfamil(?:y|ies)\b|\bhouseholds?\b", re.I)
_LINES_ABOVE: Final = 12


def find_observations(
    layout: Layout,
    tables: Sequence[ProgrammeTable],
    periods: Sequence[StatedPeriod],
) -> tuple[StatedObservation, ...]:
    """Find the figures of each programme; a gap is a status and never nought.

    Source: PRG-18.
    """
    return tuple(
        observation
        for table in tables
        for observation in _read_table(layout, table, periods)
    )


def _read_table(
    layout: Layout, table: ProgrammeTable, periods: Sequence[StatedPeriod]
) -> Iterator[StatedObservation]:
    around = _period_above(layout, table.table, periods)
    measures = {column: _measure(table, column) for column in table.other_columns()}
    for row in table.rows:
        for column, measure in measures.items():
            if measure:
                stated = _period_of(table.table.columns[column], around)
                yield from _read_cell(row.name, measure, row.cells[column], stated)


def _measure(table: ProgrammeTable, column: int) -> str:
    """Return what the column measures, or "" where it holds no counts."""
    heading = table.table.columns[column].text
    cells = [row.cells[column].text for row in table.rows if row.cells[column].text]
    if _ROUTES.search(heading) or any("£" in text for text in cells):
        return ""
    known = next((name for name, words in _MEASURES if words.search(heading)), "")
    known = "" if _PART_ONLY.search(heading) else known
    counts = [text for text in cells if _VALUE.fullmatch(text)]
    if known:
        return known if counts or any(_status(text) for text in cells) else ""
    are_all_read = all(_VALUE.fullmatch(text) or _status(text) for text in cells)
    return heading if counts and are_all_read else ""


def _read_cell(
    programme: str, measure: str, cell: Cell, period: StatedPeriod | None
) -> Iterator[StatedObservation]:
    value = _VALUE.fullmatch(cell.text)
    status = None if value else _status(cell.text)
    if value is None and status is None:
        return
    yield StatedObservation(
        programme=programme,
        measure=measure,
        value=int(value[1].replace(",", "")) if value else None,
        status=status,
        unit="family" if _FAMILY.search(cell.text) else "person",
        period=period,
        printed=cell.text,
        span=cell.span,
    )


def _status(text: str) -> ObservationStatus | None:
    starting = next((s for s, words in _STATUSES if words.match(text)), None)
    return starting or next((s for s, words in _STATUSES if words.search(text)), None)


def _period_of(column: Cell, around: StatedPeriod | None) -> StatedPeriod | None:
    """Return the period of the column's heading, or else the one stated above."""
    stated = find_periods(column.text)
    return stated[0] if stated else around


def _period_above(
    layout: Layout, table: Table, periods: Sequence[StatedPeriod]
) -> StatedPeriod | None:
    """Return the last period stated in the paragraph above the table."""
    index = bisect_left(layout.lines, table.span.start, key=lambda line: line.end)
    start = index - 1
    while start > 0 and layout.lines[start].is_blank:
        start -= 1
    while (
        start > 0
        and index - start < _LINES_ABOVE
        and not layout.lines[start - 1].is_blank
    ):
        start -= 1
    begin = layout.lines[max(start, 0)].start
    above = starting_in(periods, begin, table.span.start)
    return above[-1] if above else None
