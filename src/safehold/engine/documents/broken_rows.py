"""Which lines of a table are one row, where the source broke it across lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from safehold.engine.documents.pieces import Piece, is_figure, is_total

_OPEN_END: Final = re.compile(
    r"(?:[,&(/–-]|\b(?:and|or|of|the|to|for|not|with|in|a|an|by|on|does|are|is))$"
)
_WORD_VALUES: Final = {"n/a", "none", "nil", "no", "yes", "tbc", "not", "unknown"}
_MOST_SPLITS: Final = 8
_MOST_LINES_IN_ROW: Final = 60


class Row:
    """A row in the making: the pieces of each cell, and its words so far."""

    def __init__(self, cells: Sequence[Sequence[Piece]]) -> None:
        self.cells = [list(cell) for cell in cells]
        self.texts = [" ".join(p.text for p in cell if p.text) for cell in cells]
        self.lines = 1

    def extend(self, line: Sequence[Piece], shift: int) -> None:
        """Add a line's pieces to the cells, starting at the column `shift`."""
        self.lines += 1
        for column, piece in enumerate(line, start=shift):
            if piece.text and column < len(self.cells):
                self.cells[column].append(piece)
                self.texts[column] = f"{self.texts[column]} {piece.text}".strip()


def join_broken_rows(
    lines: Sequence[Sequence[Piece]], width: int, known: frozenset[int]
) -> list[Row]:
    """Join the lines into rows of `width` cells; `known` lines do go on with a row.

    Source: BUD-30 (the award register is read from a table broken across pages).
    """
    rows: list[Row] = []
    length_of_block = 0
    index = 0
    while index < len(lines):
        line = lines[index]
        is_same_block = len(line) < width and len(line) == length_of_block
        shift = None
        if rows and rows[-1].lines < _MOST_LINES_IN_ROW:
            is_sure = is_same_block or index in known
            shift = _shift_of_broken_line(line, rows[-1], sure=is_sure)
        if shift is not None:
            rows[-1].extend(line, shift)
            length_of_block, index = len(line), index + 1
            continue
        row, taken = _take_row(lines, index, width)
        rows.append(row)
        length_of_block, index = 0, index + taken
    return rows


def is_left_open(text: str) -> bool:
    """Say whether words end where no cell or label would: on a comma, on “and”."""
    return _OPEN_END.search(text) is not None


def is_second_half(over: str, under: str) -> bool:
    """Say whether a cell looks like the rest of the one above it."""
    if not over:
        return False
    return (
        (under[0].islower() and under.lower().split()[0] not in _WORD_VALUES)
        or is_left_open(over)
        or _closes_bracket(over, under)
        or ("£" in over and under.startswith("£") and "(" in under)
    )


def _shift_of_broken_line(
    line: Sequence[Piece], above: Row, *, sure: bool
) -> int | None:
    """Return how far right the line goes on with the row above, or None.

    Of two places the one with better signs wins, and then the one further right:
    what breaks off is the front, where a long cell ended on the page before.
    """
    if is_total(next((p.text for p in line if p.text), "")):
        return None
    slack = max(len(above.cells) - len(line), 0)
    if not slack and not sure:
        return 0 if _goes_on(line, above) else None
    signs = {shift: _count_signs(line, shift, above) for shift in range(slack + 1)}
    best = max(signs, key=lambda shift: (signs[shift], shift))
    has_figure = any(is_figure(piece.text) for piece in line)
    return best if sure or (signs[best] > 0 and not has_figure) else None


def _count_signs(line: Sequence[Piece], shift: int, above: Row) -> int:
    """Count the cells that look like the second half of the cell above."""
    overs = above.texts[shift:]
    pairs = zip(overs, line, strict=False)
    return sum(
        1 for over, piece in pairs if piece.text and is_second_half(over, piece.text)
    )


def _goes_on(line: Sequence[Piece], above: Row) -> bool:
    """Say whether a line with all its columns goes on with the row above.

    A new figure under a figure is a new row, and so is a line with a first cell,
    unless every cell above was left open or a bracket is closed.
    """
    filled = [
        (p.text, over) for p, over in zip(line, above.texts, strict=False) if p.text
    ]
    if line[0].text:
        are_open = all(is_left_open(over) for _, over in filled)
        if not are_open and not any(_closes_bracket(o, t) for t, o in filled):
            return False
    repeats_figure = any(over and is_figure(text) for text, over in filled)
    has_sign = any(is_second_half(over, text) for text, over in filled)
    return not repeats_figure or (has_sign and not line[0].text)


def _closes_bracket(over: str, under: str) -> bool:
    if ")" not in under or over.count("(") <= over.count(")"):
        return False
    return "(" not in under[: under.index(")")]


def _take_row(
    lines: Sequence[Sequence[Piece]], index: int, width: int
) -> tuple[Row, int]:
    """Return the row that starts here and how many lines it takes.

    Where a cell itself was cut by a line break, the line is short and the next one
    starts with the rest of that cell: together they have one piece too many. What
    a line has beyond the table's columns stays in the last one.
    """
    cells = [[piece] for piece in lines[index]]
    taken = 1
    while len(cells) < width and taken <= _MOST_SPLITS and index + taken < len(lines):
        rest = lines[index + taken]
        if len(cells) + len(rest) - 1 > width or not rest[0].text:
            break
        cells[-1].append(rest[0])
        cells.extend([piece] for piece in rest[1:])
        taken += 1
    if len(cells) != width and taken > 1:
        cells, taken = [[piece] for piece in lines[index]], 1
    end = cells[-1][-1].end
    missing = [[Piece("", end, end)] for _ in range(width - len(cells))]
    surplus = [piece for cell in cells[width:] for piece in cell]
    cells = [*cells[: width - 1], [*cells[width - 1], *surplus]] if surplus else cells
    return Row([*cells, *missing]), taken
