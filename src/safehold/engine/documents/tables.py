"""Which tables a text holds, however they were set. Source: REF-01."""

from __future__ import annotations

import re
from typing import Final

from safehold.engine.documents.aligned import find_aligned_tables
from safehold.engine.documents.label_amounts import find_label_amounts
from safehold.engine.documents.lines import Layout, Line, next_row
from safehold.engine.documents.pieces import LIST_MARK, Piece, is_page_number, piece_of
from safehold.engine.documents.reading import Table
from safehold.engine.documents.table_rows import assemble
from safehold.engine.documents.table_titles import title_above

_PIPE_RULE: Final = re.compile(r"[|:\s-]+")
_DECLARATIONS: Final = re.compile(r"originating officer declaration", re.I)
_FORM_LABEL: Final = re.compile(
    r"(?:report title|meeting|date|cabinet|report author|wards?|public access"
    r"|appendices|reference|title|decision by|to|from|subject)\b",
    re.I,
)
_LONGEST_CUT_CELL: Final = 80


def find_tables(layout: Layout) -> tuple[Table, ...]:
    """Find every table, in the order they stand; officers' declarations are none."""
    found = list(_find_tabbed_tables(layout))
    found += find_aligned_tables(layout, taken=[table.span for table in found])
    found += find_label_amounts(layout, taken=[table.span for table in found])
    return tuple(sorted(found, key=lambda table: table.span))


def _find_tabbed_tables(layout: Layout) -> list[Table]:
    found: list[Table] = []
    index = 0
    while index < len(layout.lines):
        if not _starts_table(layout.lines[index]):
            index += 1
            continue
        indexes = _gather(layout, index)
        index = indexes[-1] + 1
        table = _make_table(layout, indexes)
        if table is not None:
            found.append(table)
    return found


def _make_table(layout: Layout, indexes: list[int]) -> Table | None:
    lines = [layout.lines[index] for index in indexes]
    filled = [line for line in lines if _count_filled(line) > 1]
    labels = sum(1 for line in filled if _FORM_LABEL.match(line.plain))
    if len(filled) < 2 or _DECLARATIONS.match(lines[0].plain) or labels > 1:
        return None
    rows = [
        _pieces(layout.text, line)
        for line in lines
        if not (_is_piped(line) and _PIPE_RULE.fullmatch(line.raw))
    ]
    return assemble(title_above(layout, indexes[0]), rows)


def _gather(layout: Layout, first: int) -> list[int]:
    """Return the lines of the table that starts here, without blank ones between."""
    width = len(_pieces(layout.text, layout.lines[first]))
    gathered = [first]
    last = first
    while (index := next_row(layout, last)) is not None:
        line = layout.lines[index]
        is_adjacent = index == last + 1
        if is_page_number(line.plain) and not is_adjacent:
            last = index
            continue
        if not _is_divided(line):
            if not is_adjacent or not _is_cut_cell(layout, index, width):
                break
        elif not is_adjacent and _starts_wider_table(layout.text, line, width):
            break
        gathered.append(index)
        last = index
    return gathered


def _starts_wider_table(text: str, line: Line, width: int) -> bool:
    return _starts_table(line) and len(_pieces(text, line)) > width


def _is_cut_cell(layout: Layout, index: int, width: int) -> bool:
    """Say whether a line without columns is the middle of a cell cut by line breaks."""
    lines = layout.lines
    above = lines[index - 1]
    is_short = len(lines[index].plain) <= _LONGEST_CUT_CELL
    below = next(
        (line for line in lines[index + 1 : index + 4] if _is_divided(line)), None
    )
    if not is_short or below is None or lines[index + 1].is_blank:
        return False
    return not _is_divided(above) or len(_pieces(layout.text, above)) < width


def _starts_table(line: Line) -> bool:
    return _is_divided(line) and _count_filled(line) > 1 and not _is_list_item(line)


def _is_divided(line: Line) -> bool:
    return ("\t" in line.raw or _is_piped(line)) and not line.is_blank


def _is_piped(line: Line) -> bool:
    return "|" in line.raw and "\t" not in line.raw and line.raw.count("|") > 1


def _count_filled(line: Line) -> int:
    divider = "|" if _is_piped(line) else "\t"
    return sum(1 for part in line.raw.split(divider) if part.strip())


def _is_list_item(line: Line) -> bool:
    """Say whether the tab only stands after a bullet or a paragraph's number."""
    parts = [part.strip() for part in line.raw.split("\t") if part.strip()]
    is_marked = bool(line.number or line.bullet) and "\t" not in (
        line.raw[line.body_start - line.start :].rstrip()
    )
    return is_marked or (len(parts) == 2 and bool(LIST_MARK.fullmatch(parts[0])))


def _pieces(text: str, line: Line) -> list[Piece]:
    if not _is_piped(line):
        return _split(text, line.start, line.end, "\t")
    start = line.start + len(line.raw) - len(line.raw.lstrip().removeprefix("|"))
    end = line.start + len(line.raw.rstrip().removesuffix("|"))
    return _split(text, start, max(start, end), "|")


def _split(text: str, start: int, end: int, divider: str) -> list[Piece]:
    pieces: list[Piece] = []
    for part in text[start:end].split(divider):
        pieces.append(piece_of(text, start, start + len(part)))
        start += len(part) + 1
    return pieces
