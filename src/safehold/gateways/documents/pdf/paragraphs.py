"""Which line ends did the writer set, and which only the width of the page?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safehold.gateways.documents.flow import Flow
from safehold.gateways.documents.pdf import lines, running
from safehold.gateways.documents.pdf.columns import Rows
from safehold.gateways.documents.pdf.layout import PageLayout
from safehold.gateways.documents.pdf.lines import Line

# Shares of the page's width: lines that are prose, the least that a page of it fills,
# and how much shorter than the text's edge a full line may be.
_WIDE, _NARROWEST_TEXT, _RAGGED = 0.4, 0.6, 0.03
# How many lines must be full before the edge is known.
_FEWEST_FULL, _SHARE_FULL = 3, 0.05
# Shares of the size of the letters.
_SAME_SIZE = 0.1
_MOST_LEADING = 2.1
_INDENT = 1.0
_SPACE = 0.35
_SINGLE_SPACED = 1.35

_BULLET = re.compile(r"[•▪●○◦■➢✓]")
# These may also go on with a sentence: "between 2026" and, on the next line, "- 2028".
_MARK = re.compile(
    r"[–\-*o]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|(?:\d{1,2}\.){1,3}\d{0,2}\.?\s"
)
_SENTENCE_END = re.compile(r"[.:;?!)”\"’']$|\b(?:and|or)$")


def write(pages: Sequence[PageLayout], flow: Flow) -> None:
    """Put the lines and tables of all pages into the flow."""
    _Writer(flow, _text_edge(pages)).write(pages)


def _text_edge(pages: Sequence[PageLayout]) -> float:
    """Return how far to the right the text goes before it must break.

    A few lines go further: an address that cannot be broken, a table's last column.
    """
    wide = sorted(
        (
            part.right
            for page in pages
            for part in page.parts
            if isinstance(part, Line) and not running.in_margin(part, page)
            if part.right - part.left > _WIDE * page.width
        ),
        reverse=True,
    )
    enough = max(_FEWEST_FULL, int(_SHARE_FULL * len(wide)))
    for place, right in enumerate(wide):
        last = min(place + enough, len(wide)) - 1
        if right - wide[last] < _RAGGED * right:
            return right
    return wide[0] if wide else _NARROWEST_TEXT * _page_width(pages)


def _page_width(pages: Sequence[PageLayout]) -> float:
    return max((page.width for page in pages), default=0)


class _Writer:
    def __init__(self, flow: Flow, text_edge: float) -> None:
        self._flow = flow
        self._text_edge = text_edge
        self._paragraph: list[Line] = []
        self._close_to_last = False
        self._last_was_marked = False
        self._open_columns = 0

    def write(self, pages: Sequence[PageLayout]) -> None:
        for page in pages:
            for place, part in enumerate(page.parts):
                if isinstance(part, Rows):
                    self._write_rows(part, first_on_page=not place)
                else:
                    self._write_line(part, first_on_page=not place)
        self._end_paragraph()

    def _write_rows(self, table: Rows, *, first_on_page: bool) -> None:
        """Add a table, as more rows of the last one where that ended a page."""
        self._end_paragraph()
        columns = len(table.cells[0])
        if not (first_on_page and columns == self._open_columns):
            self._flow.gap()
        for row in table.cells:
            self._flow.row(row)
        self._open_columns = columns

    def _write_line(self, line: Line, *, first_on_page: bool) -> None:
        if self._open_columns:
            self._flow.gap()
            self._open_columns = 0
        if not self._goes_on(line, across_pages=first_on_page):
            close = not first_on_page and self._is_close(line)
            self._end_paragraph()
            self._close_to_last = close
        self._paragraph.append(line)

    def _is_close(self, line: Line) -> bool:
        """Tell a line that was broken by hand from the start of a paragraph."""
        if not self._paragraph:
            return False
        apart = line.baseline - self._paragraph[-1].baseline
        return apart <= _SINGLE_SPACED * line.size

    def _goes_on(self, line: Line, *, across_pages: bool) -> bool:
        if not self._paragraph:
            return False
        before = self._paragraph[-1]
        if _BULLET.match(line.text) or not _looks_alike(before, line):
            return False
        ends = _SENTENCE_END.search(before.text) is not None
        begins = across_pages and not line.text[:1].islower()
        if ends and (begins or _MARK.match(line.text)):
            return False
        apart = 0 if across_pages else line.baseline - before.baseline
        if apart > _MOST_LEADING * line.size:
            return False
        return self._was_full(before, line) and not self._is_deeper(line)

    def _was_full(self, before: Line, line: Line) -> bool:
        """Tell whether the next word would have had no room on the line before."""
        needed = before.right + _SPACE * line.size + line.first_word_width
        return needed > self._text_edge

    def _is_deeper(self, line: Line) -> bool:
        """Tell whether the line begins further in than any before it should."""
        first = self._paragraph[0]
        if len(self._paragraph) == 1 and _marked(first):
            return False
        furthest = max(before.left for before in self._paragraph)
        return line.left > furthest + _INDENT * line.size

    def _end_paragraph(self) -> None:
        if not self._paragraph:
            return
        marked = _marked(self._paragraph[0])
        if not (self._close_to_last or (marked and self._last_was_marked)):
            self._flow.gap()
        self._flow.item(lines.wrapped(line.text for line in self._paragraph))
        self._last_was_marked = marked
        self._paragraph = []


def _marked(line: Line) -> bool:
    return bool(_BULLET.match(line.text) or _MARK.match(line.text))


def _looks_alike(before: Line, line: Line) -> bool:
    same_size = abs(before.size - line.size) <= _SAME_SIZE * line.size
    return same_size and not before.fonts.isdisjoint(line.fonts)
