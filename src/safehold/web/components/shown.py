"""What does any table look like once it is ready for the page?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from safehold.engine.money import Money
from safehold.web.components import filters
from safehold.web.components.cells import (
    NUMERIC,
    UNBROKEN,
    Cell,
    Kind,
    Tag,
    markup,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: its words, and the link that sorts by it."""

    text: str
    is_numeric: bool = False
    href: str = ""
    aria_sort: str = ""


class ShownCell(NamedTuple):
    """A cell as the page writes it."""

    markup: SafeString
    is_numeric: bool
    is_unbroken: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A table ready for the page, for the tag `table`."""

    name: str
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    empty: str
    totals: tuple[ShownCell, ...] = ()
    count: str = ""
    is_caption_hidden: bool = False
    filters: tuple[filters.Asked, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    clear_href: str = ""
    previous_href: str = ""
    next_href: str = ""
    exports: tuple[tuple[str, str], ...] = ()


def shown_row(cells: Sequence[Cell], kinds: Sequence[Kind]) -> tuple[ShownCell, ...]:
    """Return a row as its columns write it."""
    return tuple(
        ShownCell(markup(as_kind(cell, kind)), kind in NUMERIC, kind in UNBROKEN)
        for cell, kind in zip(cells, kinds, strict=True)
    )


def shown_totals(
    totals: Sequence[Cell], kinds: Sequence[Kind]
) -> tuple[ShownCell, ...]:
    """Return the row of totals, if there is one.

    A column that is not added up stays blank: it has no entry to miss.
    """
    if not totals:
        return ()
    return tuple(
        cell if value is not None else cell._replace(markup=mark_safe(""))
        for value, cell in zip(totals, shown_row(totals, kinds), strict=True)
    )


def as_kind(cell: Cell, kind: Kind) -> Cell:
    """Return the cell as its column shows it: pence as money, a status as a tag."""
    match kind, cell:
        case "money", int():
            return Money(cell)
        case "tag", str() if cell:
            return Tag(cell)
        case _:
            return cell


def slug(caption: str) -> str:
    """Return the caption as part of a file name or an id."""
    return re.sub(r"[^a-z0-9]+", "-", caption.lower()).strip("-")
