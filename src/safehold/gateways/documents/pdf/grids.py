"""Which drawn rules make a table, and what stands in its cells?"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safehold.gateways.documents.pdf import lines
from safehold.gateways.documents.pdf.glyphs import Glyph, Rule

# Rules that miss each other by less than this are meant to meet.
_TOUCHING_POINTS = 3.0
# More crossings than any table has: the page is a drawing.
_MOST_CROSSINGS = 1_000_000
# The middle of a letter, as a share of its size above its baseline.
_LETTER_MIDDLE = 0.3

_Stroke = tuple[float, float, float]  # where it lies, from, to


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rules: `columns` and `rows` are the places of their edges."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    level: tuple[_Stroke, ...]
    upright: tuple[_Stroke, ...]

    @property
    def top(self) -> float:
        return self.rows[0]

    def holds(self, glyph: Glyph) -> bool:
        x, y = _middle(glyph)
        return (
            self.columns[0] <= x <= self.columns[-1]
            and self.rows[0] <= y <= self.rows[-1]
        )

    def read(self, glyphs: Iterable[Glyph]) -> list[list[str]]:
        """Return the words of each cell, row by row; merged places are empty."""
        cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            cells[self._cell(glyph)].append(glyph)
        return [
            [
                _words(cells.get((row, column), ()))
                for column in range(len(self.columns) - 1)
            ]
            for row in range(len(self.rows) - 1)
        ]

    def _cell(self, glyph: Glyph) -> tuple[int, int]:
        """Return the row and column that the glyph's cell begins in."""
        x, y = _middle(glyph)
        row = _place(self.rows, y)
        column = _place(self.columns, x)
        while column and not _drawn(self.upright, self.columns[column], y):
            column -= 1
        while row and not _drawn(self.level, self.rows[row], x):
            row -= 1
        return row, column


def find(rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables among the rules, from the top of the page down."""
    level = _strokes((rule.top, rule.left, rule.right) for rule in rules)
    upright = _strokes((rule.left, rule.top, rule.bottom) for rule in rules)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    grids = (_grid(*connected) for connected in _connected(level, upright))
    return sorted((grid for grid in grids if grid), key=lambda grid: grid.top)


def _strokes(drawn: Iterable[_Stroke]) -> list[_Stroke]:
    """Return the strokes with pieces that lie in one line put together."""
    long = sorted(
        (at, start, end) for at, start, end in drawn if end - start > _TOUCHING_POINTS
    )
    together: list[list[_Stroke]] = []
    for stroke in long:
        if together and stroke[0] - together[-1][-1][0] <= _TOUCHING_POINTS:
            together[-1].append(stroke)
        else:
            together.append([stroke])
    return [joined for pieces in together for joined in _joined(pieces)]


def _joined(pieces: list[_Stroke]) -> list[_Stroke]:
    at = sum(piece[0] for piece in pieces) / len(pieces)
    whole: list[_Stroke] = []
    for _, start, end in sorted(pieces, key=lambda piece: piece[1]):
        if whole and start - whole[-1][2] <= _TOUCHING_POINTS:
            whole[-1] = (at, whole[-1][1], max(whole[-1][2], end))
        else:
            whole.append((at, start, end))
    return whole


def _connected(
    level: list[_Stroke], upright: list[_Stroke]
) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """Return the strokes in groups that hang together by touching."""
    groups: list[tuple[list[_Stroke], list[_Stroke]]] = []
    left_level, left_upright = set(level), set(upright)
    while left_upright:
        seed = left_upright.pop()
        group: tuple[list[_Stroke], list[_Stroke]] = ([], [seed])
        waiting = [(False, seed)]
        while waiting:
            is_level, stroke = waiting.pop()
            others = left_upright if is_level else left_level
            met = [other for other in others if _meet(stroke, other)]
            others.difference_update(met)
            group[0 if not is_level else 1].extend(met)
            waiting.extend((not is_level, other) for other in met)
        groups.append(group)
    return groups


def _meet(stroke: _Stroke, other: _Stroke) -> bool:
    return (
        other[1] - _TOUCHING_POINTS <= stroke[0] <= other[2] + _TOUCHING_POINTS
        and stroke[1] - _TOUCHING_POINTS <= other[0] <= stroke[2] + _TOUCHING_POINTS
    )


def _grid(level: list[_Stroke], upright: list[_Stroke]) -> Grid | None:
    """Return the table that the strokes draw; None for a frame or a mere rule.

    A table may be open at its sides: then its level rules end where it ends.
    """
    if not level:
        return None
    columns = _edges([stroke[0] for stroke in upright], level)
    rows = _edges([stroke[0] for stroke in level], upright)
    if len(columns) < 3 or len(rows) < 2:
        return None
    return Grid(columns, rows, tuple(level), tuple(upright))


def _edges(places: list[float], across: list[_Stroke]) -> tuple[float, ...]:
    ends = [min(stroke[1] for stroke in across), max(stroke[2] for stroke in across)]
    edges: list[float] = []
    for place in sorted(places + ends):
        if not edges or place - edges[-1] > _TOUCHING_POINTS:
            edges.append(place)
    return tuple(edges)


def _drawn(strokes: Iterable[_Stroke], at: float, through: float) -> bool:
    return any(
        abs(stroke[0] - at) <= _TOUCHING_POINTS and stroke[1] <= through <= stroke[2]
        for stroke in strokes
    )


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.baseline - _LETTER_MIDDLE * glyph.size


def _place(edges: tuple[float, ...], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _words(glyphs: Iterable[Glyph]) -> str:
    return lines.wrapped([line.text for line in lines.group(glyphs)])
