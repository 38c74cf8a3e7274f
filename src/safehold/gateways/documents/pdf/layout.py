"""What stands on a page, from top to bottom: lines of text and tables?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safehold.gateways.documents.pdf import columns, grids, lines
from safehold.gateways.documents.pdf.columns import Rows
from safehold.gateways.documents.pdf.glyphs import Glyph, Page
from safehold.gateways.documents.pdf.lines import Line


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page, its parts from top to bottom."""

    width: float
    height: float
    parts: tuple[Line | Rows, ...]


def lay_out(page: Page) -> PageLayout:
    """Return the page's lines and tables; words inside drawn rules are a table's."""
    tables = grids.find(page.rules)
    inside: list[list[Glyph]] = [[] for _ in tables]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        held_by = next((at for at, it in enumerate(tables) if it.holds(glyph)), None)
        (outside if held_by is None else inside[held_by]).append(glyph)
    ruled = [
        Rows(table.top, table.rows[-1], tuple(map(tuple, table.read(glyphs))))
        for table, glyphs in zip(tables, inside, strict=True)
        if glyphs
    ]
    parts = tuple(_in_order(lines.group(outside), ruled))
    return PageLayout(page.width, page.height, parts)


def _in_order(page_lines: list[Line], ruled: list[Rows]) -> Iterator[Line | Rows]:
    """Yield the tables between the lines above them and the lines below them."""
    for table in ruled:
        above = [line for line in page_lines if line.baseline <= table.top + line.size]
        yield from columns.tabulate(above)
        yield table
        page_lines = page_lines[len(above) :]
    yield from columns.tabulate(page_lines)
