"""What stands in a table's line: pieces of cells, figures, totals, list marks."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from safehold.engine.documents.lines import clean

LIST_MARK: Final = re.compile(
    r"[-–—•▪●◦*·]|\(?\d{1,2}(?:\.\d{1,3}){0,4}[.)]?|\(?[a-z][.)]|\(?[ivx]{1,4}[.)]",
    re.I,
)
"""What stands before an item of a list and is no column of a table."""

_PAGE_NUMBER: Final = re.compile(r"(?:page )?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?", re.I)
_FIGURE: Final = re.compile(r"[-−(]?£?[-−]?\d[\d,]*(?:\.\d+)?[%*)]{0,2}")
_YEAR: Final = re.compile(r"(?:FY ?)?(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?")
_TOTAL: Final = re.compile(r"(?:grand |sub-?)?totals?\b", re.I)


class Piece(NamedTuple):
    """What stands in one column of one line; `text` may be empty."""

    text: str
    start: int
    end: int


def piece_of(text: str, start: int, end: int) -> Piece:
    """Return the piece that stands between two characters, trimmed."""
    printed = text[start:end]
    trimmed = printed.strip()
    if not trimmed:
        return Piece("", start, start)
    start += len(printed) - len(printed.lstrip())
    return Piece(clean(trimmed), start, start + len(trimmed))


def is_figure(text: str) -> bool:
    """Say whether the words are a bare number or sum, and not a year."""
    return _FIGURE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def is_total(text: str) -> bool:
    """Say whether a row's label says that it adds up the others."""
    return _TOTAL.match(text) is not None


def is_page_number(text: str) -> bool:
    """Say whether the line is only the foot of a page."""
    return _PAGE_NUMBER.fullmatch(text) is not None
