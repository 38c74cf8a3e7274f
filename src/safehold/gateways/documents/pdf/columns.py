"""Which lines are rows of a table that has no rules drawn?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safehold.gateways.documents.pdf import lines
from safehold.gateways.documents.pdf.lines import Line, Segment

# The distance between rows that may still be one table, in letter sizes.
_MOST_APART = 3.5
# The distance between lines of one cell, in letter sizes.
_ONE_CELL = 1.35
# Lines closer than this, as a share of the table's closest, are not yet apart.
_CLOSE = 1.15


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as rows of cells, each row as long as the others."""

    top: float
    bottom: float
    cells: tuple[tuple[str, ...], ...]


_Interval = tuple[float, float]


def tabulate(page_lines: Sequence[Line]) -> Iterator[Line | Rows]:
    """Yield the lines in order, with those that make a table as its rows."""
    at = 0
    while at < len(page_lines):
        end, columns = _extent(page_lines, at)
        several = [line for line in page_lines[at:end] if len(line.segments) > 1]
        if len(several) > 1:
            yield _rows(page_lines[at:end], columns)
            at = end
        else:
            yield page_lines[at]
            at += 1


def _extent(page_lines: Sequence[Line], start: int) -> tuple[int, list[_Interval]]:
    """Return where the table that begins here ends, and its columns."""
    columns = [(segment.left, segment.right) for segment in page_lines[start].segments]
    if len(columns) < 2:
        return start + 1, columns
    at = start + 1
    while at < len(page_lines):
        line, before = page_lines[at], page_lines[at - 1]
        if line.baseline - before.baseline > _MOST_APART * line.size:
            break
        if any(len(_met(segment, columns)) > 1 for segment in line.segments):
            break
        if len(line.segments) == 1 and not _met(line.segments[0], columns):
            break
        columns = _with_line(columns, line)
        at += 1
    return _without_what_follows(page_lines, start, at), columns


def _without_what_follows(page_lines: Sequence[Line], start: int, end: int) -> int:
    """Return where the table ends: lines below its last row must be close to it."""
    last_row = max(at for at in range(start, end) if len(page_lines[at].segments) > 1)
    for at in range(last_row + 1, end):
        line, above = page_lines[at], page_lines[at - 1]
        if line.baseline - above.baseline > _ONE_CELL * line.size:
            return at
    return end


def _met(segment: Segment, columns: list[_Interval]) -> list[_Interval]:
    return [
        column
        for column in columns
        if segment.left < column[1] and column[0] < segment.right
    ]


def _with_line(columns: list[_Interval], line: Line) -> list[_Interval]:
    """Return the columns widened by the line, which overlaps each at most once."""
    wider = sorted(
        columns + [(segment.left, segment.right) for segment in line.segments]
    )
    merged: list[_Interval] = []
    for left, right in wider:
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _rows(table: Sequence[Line], columns: list[_Interval]) -> Rows:
    """Return the rows, with the lines of one row joined where the spacing tells.

    Where all lines stand equally far apart nothing tells, and each is a row.
    """
    steps = [
        below.baseline - above.baseline for above, below in itertools.pairwise(table)
    ]
    closest = min(steps)
    spacing_tells = max(steps) > _CLOSE * closest
    rows: list[list[str]] = [_cells(table[0], columns)]
    for step, line in zip(steps, table[1:], strict=True):
        cells = _cells(line, columns)
        goes_on = spacing_tells and step <= _CLOSE * closest and not all(cells)
        if goes_on:
            rows[-1] = [
                lines.wrapped(filter(None, pair))
                for pair in zip(rows[-1], cells, strict=True)
            ]
        else:
            rows.append(cells)
    return Rows(
        table[0].baseline - table[0].size,
        table[-1].baseline,
        tuple(tuple(row) for row in rows),
    )


def _cells(line: Line, columns: list[_Interval]) -> list[str]:
    cells = [""] * len(columns)
    for segment in line.segments:
        middle = (segment.left + segment.right) / 2
        place = next(
            place for place, column in enumerate(columns) if middle <= column[1]
        )
        cells[place] = f"{cells[place]} {segment.text}".strip()
    return cells
