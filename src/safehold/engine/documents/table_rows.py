"""How the lines of a table become its columns and rows, whatever divided them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safehold.engine.documents.broken_rows import Row, join_broken_rows
from safehold.engine.documents.pieces import Piece, is_figure
from safehold.engine.documents.reading import Cell, Table
from safehold.engine.spans import Span

_MOST_COLUMNS: Final = 60


def assemble(
    title: str,
    lines: Sequence[Sequence[Piece]],
    broken: frozenset[int] = frozenset(),
) -> Table | None:
    """Make a table of the lines' pieces, or None where there is no row under a head.

    A line may have fewer pieces than the table has columns: cells lost in front of
    a broken row, cells cut in two by a line break, or cells left out at the end.
    `broken` are lines already known to go on with the row above.
    """
    width = _count_columns(lines)
    if not 2 <= width <= _MOST_COLUMNS:
        return None
    rows = join_broken_rows(lines, width, broken)
    head = rows[0] if not _has_figures(rows[0]) else None
    body = [row for row in rows if head is None or row.texts != head.texts]
    if not body:
        return None
    first = min(piece.start for cell in rows[0].cells for piece in cell)
    last = max(piece.end for cell in rows[-1].cells for piece in cell)
    columns = head.cells if head else [[Piece("", first, first)]] * width
    return Table(
        title=title,
        columns=tuple(_cell(pieces) for pieces in columns),
        rows=tuple(tuple(_cell(pieces) for pieces in row.cells) for row in body),
        span=Span(first, last),
    )


def _count_columns(lines: Sequence[Sequence[Piece]]) -> int:
    """Return how many columns there are: what most lines have, or the first line."""
    counts = [_count_to_last_filled(line) for line in lines]
    widest = max(counts, default=0)
    if counts[:1] == [widest] or counts.count(widest) > 1:
        return widest
    return max(set(counts), key=lambda count: (counts.count(count), count))


def _count_to_last_filled(line: Sequence[Piece]) -> int:
    return next((i for i in range(len(line), 0, -1) if line[i - 1].text), 0)


def _has_figures(row: Row) -> bool:
    """Say whether a row is no head: a sum or a bare figure stands in it."""
    return any(is_figure(text) or "£" in text[:-1] for text in row.texts[1:])


def _cell(pieces: Sequence[Piece]) -> Cell:
    filled = [piece for piece in pieces if piece.text]
    if not filled:
        return Cell("", Span(pieces[0].start, pieces[0].start))
    return Cell(
        text=" ".join(piece.text for piece in filled),
        span=Span(filled[0].start, filled[-1].end),
        pieces=tuple(Span(piece.start, piece.end) for piece in filled),
    )
