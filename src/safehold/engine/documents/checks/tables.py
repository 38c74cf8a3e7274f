"""Does every table of figures add up, down its columns and across its rows?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence
from safehold.engine.documents.checks.grids import Column, Grid, is_total
from safehold.engine.documents.reading import Cell
from safehold.engine.money import Money

_SUBTOTAL = re.compile(r"sub-? ?totals?\b", re.IGNORECASE)
_GRAND_TOTAL = re.compile(r"(?:grand |overall )?totals?\W{0,9}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One number on its way into a sum: where it stands and under what label."""

    label: str
    hundredths: int
    is_printed: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """How much has been added up, and from how many parts."""

    hundredths: int = 0
    parts: int = 0

    def plus(self, entry: Entry) -> Sum:
        return Sum(self.hundredths + entry.hundredths, self.parts + 1)


def check_columns_foot(evidence: Evidence) -> Iterator[Fault]:
    """Find totals that are not the sum of the column above. Source: BUD-06."""
    for grid in evidence.grids:
        for column in grid.columns:
            if column.is_added:
                yield from _column_faults(grid, column)


def check_rows_foot(evidence: Evidence) -> Iterator[Fault]:
    """Find totals that are not the sum of the row to their left. Source: BUD-13."""
    for grid in evidence.grids:
        if any(is_total(column.heading) for column in grid.columns):
            for row in range(len(grid.table.rows)):
                yield from _row_faults(grid, row, is_money=True)
                yield from _row_faults(grid, row, is_money=False)


def _column_faults(grid: Grid, column: Column) -> Iterator[Fault]:
    entries = []
    for row, hundredths in zip(grid.table.rows, column.hundredths, strict=True):
        # A figure not yet known ("TBC") leaves nothing that could fail to add up.
        if hundredths is None:
            return
        is_printed = bool(row[column.number].text.strip())
        entries.append(Entry(row[0].text, hundredths, is_printed))
    for place, computed in _wrong_totals(entries):
        cell = grid.table.rows[place][column.number]
        yield _fault("column", column, cell, entries[place].hundredths, computed)


def _row_faults(grid: Grid, row: int, *, is_money: bool) -> Iterator[Fault]:
    """Find wrong totals in one row, summing money with money and counts with counts."""
    columns = [
        column
        for column in grid.columns
        if column.is_money == is_money and column.is_added
    ]
    entries = []
    for column in columns:
        hundredths = column.hundredths[row]
        if hundredths is None:
            return
        is_printed = bool(grid.table.rows[row][column.number].text.strip())
        entries.append(Entry(column.heading, hundredths, is_printed))
    for place, computed in _wrong_totals(entries):
        cell = grid.table.rows[row][columns[place].number]
        yield _fault("row", columns[place], cell, entries[place].hundredths, computed)


def _wrong_totals(entries: Iterable[Entry]) -> Iterator[tuple[int, int]]:
    """Yield where a total stands that no reading of it makes right, and its parts' sum.

    A total may sum everything before it, its own block, or the totals before it.
    One that follows another directly ("Total starts") heads figures of its own,
    unless it is a plain or grand total.
    """
    everything, block, totals = Sum(), Sum(), Sum()
    for place, entry in enumerate(entries):
        if not is_total(entry.label):
            everything, block = everything.plus(entry), block.plus(entry)
            continue
        sums = (block,) if _SUBTOTAL.match(entry.label) else (everything, block, totals)
        sums_parts = block.parts or _GRAND_TOTAL.fullmatch(entry.label)
        if entry.is_printed and everything.parts >= 2 and sums_parts:
            allowed = {each.hundredths for each in sums if each.parts}
            if entry.hundredths not in allowed:
                yield place, sums[0].hundredths
        block, totals = Sum(), totals.plus(entry)


def _fault(
    direction: str, column: Column, cell: Cell, printed: int, computed: int
) -> Fault:
    shown, summed, apart = (
        str(Money(figure)).removeprefix("" if column.is_money else "£")
        for figure in (printed, computed, abs(printed - computed))
    )
    message = (
        f"The total of the {direction} is printed as {shown} under “{column.heading}”, "
        f"but its parts add up to {summed}: {apart} apart. "
        "Ask which figure is wrong or missing."
    )
    if not column.is_money:
        return Fault(message, cell.span)
    return Fault(message, cell.span, Money(printed), Money(computed))


CHECKS = (
    Check(
        "tables.column_does_not_foot",
        "BUD-06",
        "Every total row of a table is the sum of the rows above it.",
        check_columns_foot,
    ),
    Check(
        "tables.row_does_not_foot",
        "BUD-13",
        "Every total column of a table is the sum of the columns to its left.",
        check_rows_foot,
    ),
)
