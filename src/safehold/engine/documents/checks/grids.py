"""Which figures does a table print, column by column, and what do its rows come to?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from safehold.engine.documents.reading import Table
from safehold.engine.money import Money

_NUMBER = re.compile(
    r"(?P<minus>[-−–(]?) ?£? ?(?P<minus_after>[-−–]?)"
    r"(?P<whole>\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.(?P<pence>\d{1,2}))?\)?[*†]{0,3}"
)
_MOST_COLUMNS = 100
_NOTHING = frozenset({"", "-", "–", "—", "nil", "n/a", "£-", "£–", "£nil"})
_TOTAL = re.compile(r"(?:grand |overall )?totals?\b|sub-? ?totals?\b", re.IGNORECASE)
_NOT_ADDED = re.compile(
    r"%|average|mean\b|median|\brate\b|ratio|\bper\b|\beach\b|\bunit\b|price|share|"
    r"cumulative|^(?:financial )?years?$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"£ ?(?:['’]?000s?\b|k\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: hundredths, or None where a cell holds something else.

    `is_added` is False for rates, prices and shares, which no total sums.
    """

    number: int
    heading: str
    is_money: bool
    is_added: bool
    hundredths: tuple[int | None, ...]

    def money(self, row: int) -> Money | None:
        figure = self.hundredths[row]
        return Money(figure) if self.is_money and figure is not None else None


@dataclass(frozen=True)
class Grid:
    """A table and those of its columns after the first that hold figures."""

    table: Table
    columns: tuple[Column, ...]

    @cached_property
    def row_totals(self) -> tuple[Money | None, ...]:
        """Each row's sum of money: its last total column, or its only figure."""
        money = [column for column in self.columns if column.is_money]
        totals = [column for column in money if is_total(column.heading)]
        if not totals and len(money) != 1:
            return (None,) * len(self.table.rows)
        last = (totals or money)[-1]
        return tuple(last.money(row) for row in range(len(self.table.rows)))

    @cached_property
    def first_figures(self) -> tuple[Money | None, ...]:
        """Each row's first sum of money that is not a total: its first year."""
        for column in self.columns:
            if column.is_money and not is_total(column.heading):
                return tuple(column.money(row) for row in range(len(self.table.rows)))
        return (None,) * len(self.table.rows)


def grid_of(table: Table) -> Grid:
    """Read the figures of a table; a column without any is left out.

    A line with more columns than any table has is no table, and has none.
    """
    if len(table.columns) > _MOST_COLUMNS:
        return Grid(table, ())
    columns = (_column(table, number) for number in range(1, len(table.columns)))
    return Grid(table, tuple(column for column in columns if column is not None))


def is_total(label: str) -> bool:
    """Test if the label of a row or column says that it sums the others."""
    return _TOTAL.match(label) is not None


def _column(table: Table, number: int) -> Column | None:
    texts = [row[number].text.strip() for row in table.rows]
    hundredths = [_hundredths(text) for text in texts]
    if not any(
        figure is not None and text.lower() not in _NOTHING
        for figure, text in zip(hundredths, texts, strict=True)
    ):
        return None
    heading = table.columns[number].text
    in_thousands = bool(_THOUSANDS.search(heading) or _THOUSANDS.search(table.title))
    scale = 1000 if in_thousands else 1
    return Column(
        number,
        heading,
        in_thousands or "£" in heading or any("£" in text for text in texts),
        _NOT_ADDED.search(heading) is None,
        tuple(None if figure is None else figure * scale for figure in hundredths),
    )


def _hundredths(text: str) -> int | None:
    """Return the number in the cell times 100; nothing printed counts as none."""
    if text.lower() in _NOTHING:
        return 0
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    pence = (found["pence"] or "").ljust(2, "0")
    whole = int(found["whole"].replace(",", "")) * 100 + int(pence)
    return -whole if found["minus"] or found["minus_after"] else whole
