"""Which runs of lines are a table set with spaces between its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from safehold.engine.documents.broken_rows import is_second_half
from safehold.engine.documents.lines import Layout, Line, lines_outside, next_row
from safehold.engine.documents.pieces import (
    LIST_MARK,
    Piece,
    is_figure,
    is_page_number,
    is_total,
    piece_of,
)
from safehold.engine.documents.reading import Table
from safehold.engine.documents.table_rows import assemble
from safehold.engine.documents.table_titles import title_above
from safehold.engine.spans import Span

_SEGMENT: Final = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_SENTENCE_GAP: Final = 2
_NARROWEST_GUTTER: Final = 2
_LONGEST_LINE: Final = 1_000
_LONGEST_CELL: Final = 2_000
_MOST_COLUMNS: Final = 40


class _Set(NamedTuple):
    """A line of a table as set: its pieces, and the column of its first character."""

    line_index: int
    line_start: int
    pieces: list[Piece]
    is_after_blank: bool

    def left(self, piece: Piece) -> int:
        return piece.start - self.line_start

    def right(self, piece: Piece) -> int:
        return piece.end - self.line_start


_Extents = list[tuple[int, int]]
"""From which character to which each column reaches."""


def find_aligned_tables(layout: Layout, taken: Sequence[Span]) -> list[Table]:
    """Find tables whose columns stand two or more spaces apart."""
    free = lines_outside(layout, taken)
    found: list[Table] = []
    position = 0
    while position < len(free):
        rows, position = _gather(layout, free, position)
        if len(rows) > 1:
            found += _make_table(layout, rows)
    return found


def _gather(
    layout: Layout, free: Sequence[int], position: int
) -> tuple[list[_Set], int]:
    """Return the lines of the table that starts here, and the position after it."""
    rows: list[_Set] = []
    most, second_column = 1, None
    last = free[position] - 1
    while position < len(free):
        index = free[position]
        line = layout.lines[index]
        is_foot = is_page_number(line.plain) and last < index - 1
        if rows and (line.is_blank or is_foot):
            last = index if is_foot else last
        else:
            row = _Set(index, line.start, _segments(layout, line), last < index - 1)
            is_near = not rows or next_row(layout, last) == index
            if not is_near or not _belongs(layout, row, second_column):
                break
            if len(row.pieces) > most:
                most, second_column = len(row.pieces), row.left(row.pieces[1])
            rows.append(row)
            last = index
        position += 1
    return rows, position if rows else position + 1


def _segments(layout: Layout, line: Line) -> list[Piece]:
    """Return what stands between wide gaps; two spaces after a full stop are none."""
    if "  " not in line.raw and "\u00a0" not in line.raw and line.indent == 0:
        return [piece_of(layout.text, line.start, line.end)]
    if len(line.raw) > _LONGEST_LINE:
        return []
    pieces: list[Piece] = []
    for found in _SEGMENT.finditer(line.raw):
        start, end = line.start + found.start(), line.start + found.end()
        pieces.append(piece_of(layout.text, start, end))
    if all(_is_sentence_gap(a, b) for a, b in pairwise(pieces)):
        return [piece_of(layout.text, line.start, line.end)]
    return pieces


def _is_sentence_gap(before: Piece, after: Piece) -> bool:
    is_narrow = after.start - before.end <= _SENTENCE_GAP
    return is_narrow and before.text[-1:] in {*".!?:;"} and not is_figure(after.text)


def _belongs(layout: Layout, row: _Set, second_column: int | None) -> bool:
    """Say whether a line is a row, or the rest of a cell of the row above it.

    `second_column` is where the second column of the rows above starts, if any.
    """
    if len(row.pieces) > 1:
        is_list_item = LIST_MARK.fullmatch(row.pieces[0].text) and len(row.pieces) == 2
        return not is_list_item and len(row.pieces) <= _MOST_COLUMNS
    if second_column is None or not row.pieces:
        return False
    is_indented = row.left(row.pieces[0]) >= second_column - 1
    is_first_cell = row.right(row.pieces[0]) < second_column and not row.is_after_blank
    return is_indented or (is_first_cell and _has_row_below(layout, row.line_index))


def _has_row_below(layout: Layout, index: int) -> bool:
    below = layout.lines[index + 1 : index + 2]
    return any(len(_segments(layout, line)) > 1 for line in below)


def _make_table(layout: Layout, rows: Sequence[_Set]) -> list[Table]:
    width = max(len(row.pieces) for row in rows)
    full = [row for row in rows if len(row.pieces) == width]
    if not _is_table(rows, full, width):
        return []
    extents = _extents(full, width)
    are_apart = _are_apart(extents)
    lines: list[list[Piece]] = []
    nearest = full[0]
    for row in rows:
        nearest = row if len(row.pieces) == width else nearest
        columns = extents if are_apart else _extents([nearest], width)
        lines.append(_place(row, columns))
    broken = _find_broken(rows, lines, extents)
    table = assemble(title_above(layout, rows[0].line_index), lines, broken)
    return [table] if table else []


def _is_table(rows: Sequence[_Set], full: Sequence[_Set], width: int) -> bool:
    """Say whether the lines are a table and not prose that was justified with spaces.

    Two columns are one only where the second holds figures.
    """
    several = [row for row in rows if len(row.pieces) > 1]
    if width < 2 or len(several) < 2:
        return False
    if width == 2:
        seconds = [row.pieces[1].text for row in full]
        figures = sum(1 for text in seconds if is_figure(text) or text.startswith("£"))
        return figures > 1 and figures >= len(seconds) - 1
    are_even = len(full) == len(several)
    are_aligned = len(full) > 1 and _are_apart(_extents(full, width))
    return are_even or are_aligned or _count_figure_rows(several) > 1


def _count_figure_rows(rows: Sequence[_Set]) -> int:
    return sum(1 for row in rows if any(is_figure(piece.text) for piece in row.pieces))


def _are_apart(extents: _Extents) -> bool:
    """Say whether no column reaches into the next."""
    return all(left[1] < right[0] for left, right in pairwise(extents))


def _extents(full: Sequence[_Set], width: int) -> _Extents:
    return [
        (
            min(row.left(row.pieces[column]) for row in full),
            max(row.right(row.pieces[column]) for row in full),
        )
        for column in range(width)
    ]


def _place(row: _Set, extents: _Extents) -> list[Piece]:
    """Put each piece into the column that it overlaps most, or stands nearest to."""
    if len(row.pieces) == len(extents):
        return row.pieces
    empty = Piece("", row.line_start, row.line_start)
    placed = [empty] * len(extents)
    first = 0
    for position, piece in enumerate(row.pieces):
        still_to_place = len(row.pieces) - position - 1
        choices = range(first, len(extents) - still_to_place)
        left, right = row.left(piece), row.right(piece)
        column = max(choices, key=lambda c: _closeness(left, right, extents[c]))
        placed[column] = piece
        first = column + 1
    return placed


def _closeness(left: int, right: int, extent: tuple[int, int]) -> int:
    """Return the characters shared, or below nought the characters between."""
    return min(right, extent[1]) - max(left, extent[0])


def _find_broken(
    rows: Sequence[_Set], lines: Sequence[Sequence[Piece]], extents: _Extents
) -> frozenset[int]:
    """Find the lines that go on with the row above, by what would have fitted there.

    A cell is wrapped where its next word finds no room. A new row may look so too;
    hence one more sign is asked for.
    """
    broken: set[int] = set()
    over = [piece.text for piece in lines[0]]
    whole = over
    for position in range(1, len(lines)):
        line = lines[position]
        filled = [column for column, piece in enumerate(line) if piece.text]
        fits = any(_has_room(over[c], line[c].text, c, extents) for c in filled)
        repeats = any(is_figure(line[c].text) and over[c] for c in filled)
        signs = any(is_second_half(whole[c], line[c].text) for c in filled)
        is_wrapped = not fits and not repeats and (signs or filled == [0])
        starts_row = rows[position].is_after_blank or is_total(line[0].text)
        if is_wrapped and not starts_row:
            broken.add(position)
            over = [piece.text or over[c] for c, piece in enumerate(line)]
            whole = [
                f"{whole[c]} {piece.text}"[-_LONGEST_CELL:]
                for c, piece in enumerate(line)
            ]
        else:
            whole = over = [piece.text for piece in line]
    return frozenset(broken)


def _has_room(over: str, under: str, column: int, extents: _Extents) -> bool:
    """Say whether the next word would still have fitted into the cell above."""
    if not over:
        return True
    is_last = column + 1 == len(extents)
    left, right = extents[column]
    end = right if is_last else extents[column + 1][0] - _NARROWEST_GUTTER
    return len(over) + 1 + len(under.split()[0]) <= end - left
