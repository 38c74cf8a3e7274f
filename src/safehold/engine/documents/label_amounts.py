"""Which runs of lines are a table set as labels, each followed by its sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from safehold.engine.documents.broken_rows import is_left_open, is_second_half
from safehold.engine.documents.lines import Layout, Line, lines_outside, next_row
from safehold.engine.documents.pieces import Piece, is_total, piece_of
from safehold.engine.documents.reading import Table
from safehold.engine.documents.table_rows import assemble
from safehold.engine.documents.table_titles import title_above
from safehold.engine.spans import Span

_SUM: Final = (
    r"[-−(]?£\s?\d[\d,]*(?:\.\d{1,2})?(?:\s?(?:million|billion|[mbk]))?[)*]{0,2}"
)
_SUMS: Final = re.compile(rf"(?:{_SUM})(?:\s+{_SUM}){{0,11}}\s*$", re.I)
_ONE_SUM: Final = re.compile(_SUM, re.I)
_PROSE_END: Final = re.compile(
    r"(?:\b(?:a|an|and|at|by|for|from|is|of|or|over|plus|than|the|to|up|with|was|were"
    r"|being|totalling|maximum)|[.;?!])$",
    re.I,
)
_COLUMN_HEAD: Final = re.compile(
    r"(?:(?:FY\s?)?(?:19|20)\d\d\s?[-/–]\s?\d{2,4}|(?:Year|Quarter|Tranche|Phase)\s\d"
    r"|Q[1-4]|(?:Grand\s)?Total"
    r"|(?:(?:Overall|Total|Annual|Approved|Proposed|Agreed|Maximum|Revised|Grant|Home"
    r"\sOffice|MOPAC|Match)\s)?(?:Budget|Cost|Costs|Amount|Allocation|Award|Value|Spend"
    r"|Expenditure|Funding|Grant|Sum)(?:\s\(£\))?|£)\s*$",
    re.I,
)
_LONGEST_LABEL: Final = 120
_LONGEST_LINE: Final = 240


class _Labelled(NamedTuple):
    """A line that ends in sums: where its label and its sums stand."""

    line_index: int
    label: Piece
    sums: tuple[Piece, ...]


def find_label_amounts(layout: Layout, taken: Sequence[Span]) -> list[Table]:
    """Find tables of lines such as `Delivery £4,000 £5,000`, with the head above."""
    free = lines_outside(layout, taken)
    found: list[Table] = []
    run: list[_Labelled] = []
    for index in [*free, len(layout.lines)]:
        row = _read(layout, index) if index < len(layout.lines) else None
        if run and (row is None or not _goes_on(layout, run[-1], row)):
            if row is None and _may_stand_between(layout, index, run[-1]):
                continue
            found += _make_table(layout, run)
            run = []
        if row is not None:
            run.append(row)
    return found + _make_table(layout, run)


def _read(layout: Layout, index: int) -> _Labelled | None:
    line = layout.lines[index]
    if "£" not in line.raw or len(line.raw) > _LONGEST_LINE:
        return None
    sums = _SUMS.search(line.raw)
    if sums is None:
        return None
    label = piece_of(layout.text, line.body_start, line.start + sums.start())
    if not _is_label(label.text) or not _starts_label(layout, index, label.text):
        return None
    figures = tuple(
        Piece(found[0], line.start + found.start(), line.start + found.end())
        for found in _ONE_SUM.finditer(line.raw, sums.start())
    )
    return _Labelled(index, label, figures)


def _is_label(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST_LABEL
        and not _PROSE_END.search(text)
        and "£" not in text
        and ". " not in text
    )


def _starts_label(layout: Layout, index: int, text: str) -> bool:
    """Say whether a label starts here, or on the line above that was left open."""
    if not text[0].islower():
        return True
    above = layout.lines[index - 1] if index else None
    return above is not None and _is_heading_like(above) and is_left_open(above.plain)


def _goes_on(layout: Layout, last: _Labelled, row: _Labelled) -> bool:
    """Say whether a row belongs to the run: as many sums, and nothing much between."""
    if len(row.sums) != len(last.sums) or is_total(last.label.text):
        return False
    below = next_row(layout, last.line_index)
    return below is not None and below in {row.line_index, row.line_index - 1}


def _may_stand_between(layout: Layout, index: int, last: _Labelled) -> bool:
    """Say whether the line is blank, or the first half of a label that was wrapped."""
    below = next_row(layout, last.line_index)
    if below is None or index > below or is_total(last.label.text):
        return False
    return layout.lines[index].is_blank or _is_heading_like(layout.lines[index])


def _is_heading_like(line: Line) -> bool:
    return (
        0 < len(line.plain) <= _LONGEST_LABEL
        and line.plain[0].isupper()
        and line.plain[-1] not in ".:;"
        and "£" not in line.plain
        and not line.number
    )


class _Head(NamedTuple):
    """What stands above the rows: column heads, and where the first label starts."""

    line_index: int
    pieces: list[Piece]
    label_start: int


def _make_table(layout: Layout, run: Sequence[_Labelled]) -> list[Table]:
    if len(run) < 2:
        return []
    head = _head_above(layout, run[0])
    rows = [_pieces(layout, run, position) for position in range(1, len(run))]
    first = [_label_from(layout, head.label_start, run[0]), *run[0].sums]
    heads = [head.pieces] if head.pieces else []
    table = assemble(title_above(layout, head.line_index), [*heads, first, *rows])
    return [table] if table else []


def _pieces(layout: Layout, run: Sequence[_Labelled], position: int) -> list[Piece]:
    """Return the row's pieces; a label wrapped from the line above is one piece."""
    row = run[position]
    start = row.label.start
    if run[position - 1].line_index < row.line_index - 1:
        above = layout.lines[row.line_index - 1]
        start = start if above.is_blank else above.start
    return [_label_from(layout, start, row), *row.sums]


def _label_from(layout: Layout, start: int, row: _Labelled) -> Piece:
    return piece_of(layout.text, start, row.label.end)


def _head_above(layout: Layout, first: _Labelled) -> _Head:
    """Read the head above the first row, whose label may itself be wrapped.

    Without the name of a column for the sums, the line above is only a title.
    """
    index = first.line_index
    above = _filled_above(layout, index)
    heads = _column_heads(layout, above, len(first.sums))
    if heads:
        return _Head(above, heads, first.label.start)
    if above != index - 1 or not _is_heading_like(layout.lines[above]):
        return _Head(index, [], first.label.start)
    heads = _column_heads(layout, above - 1, len(first.sums))
    is_wrapped = heads or is_second_half(layout.lines[above].plain, first.label.text)
    if not is_wrapped:
        return _Head(index, [], first.label.start)
    return _Head(above - bool(heads), heads, layout.lines[above].start)


def _filled_above(layout: Layout, index: int) -> int:
    """Return the index of the line above, past at most one blank one; -1 for none."""
    is_blank = index > 0 and layout.lines[index - 1].is_blank
    return index - 1 - is_blank


def _column_heads(layout: Layout, index: int, columns: int) -> list[Piece]:
    """Return what heads the labels and each sum on this line, or nothing."""
    if index < 0 or not _is_heading_like(layout.lines[index]):
        return []
    line = layout.lines[index]
    end = line.start + len(line.raw.rstrip())
    heads: list[Piece] = []
    while len(heads) < columns:
        found = _COLUMN_HEAD.search(layout.text[line.start : end])
        if found is None:
            break
        start = line.start + found.start()
        heads.insert(0, piece_of(layout.text, start, end))
        end = start
    if not heads:
        return []
    label = piece_of(layout.text, line.body_start, max(end, line.body_start))
    missing = columns - len(heads)
    return [label, *(Piece("", end, end) for _ in range(missing)), *heads]
