"""How does a page show rows: sorted, filtered, page by page, to take away?"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar, cast

from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone

from safehold.web import authentication
from safehold.web.actor import ActorRequest
from safehold.web.components import exports, filters, keyset, taking
from safehold.web.components.cells import NUMERIC, Cell, Kind, Link, plain
from safehold.web.components.shown import (
    Heading,
    Shown,
    as_kind,
    shown_row,
    shown_totals,
    slug,
)

Filter = filters.Filter
Row = TypeVar("Row", bound=Model)

MOST_COUNTED = 10_000
NOTHING_FITS = "Nothing fits these filters."


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table over the database.

    `value` is what to show of a row: a function, or a path of attributes, by
    default the key itself. A whole number in a column of money is pence. `link`
    makes the value lead somewhere. `sort` is the ORM's field or an annotation;
    without it the column does not sort.
    """

    key: str
    heading: str
    value: Callable[[Row], Cell] | str = ""
    kind: Kind = "text"
    sort: str | None = None
    link: Callable[[Row], str] | None = None

    def cell(self, row: Row) -> Cell:
        """Return what stands in this column for the row."""
        cell = as_kind(self._value(row), self.kind)
        return Link(plain(cell), self.link(row)) if self.link else cell

    def _value(self, row: Row) -> Cell:
        if callable(self.value):
            return self.value(row)
        found: Any = row
        for name in (self.value or self.key).split("."):
            found = getattr(found, name)
        return cast(Cell, found)


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A table over a queryset, made anew for each request.

    `default_sort` is a column's key, after a minus sign to begin with the largest.
    `noun` is (one, many), for the count above the table. `totals` is a cell for
    each column, over every row that the filters leave and not only this page's.
    """

    caption: str
    rows: QuerySet[Row, Row]
    columns: Sequence[Column[Row]]
    default_sort: str
    filters: Sequence[Filter] = ()
    empty: str = "There is nothing here yet."
    noun: tuple[str, str] = ("row", "rows")
    page_size: int = 50
    totals: tuple[Cell, ...] = ()

    def respond(
        self, request: ActorRequest, template: str, context: Mapping[str, object]
    ) -> HttpResponseBase:
        """Answer with the page, its table under the name `table`, or with the file."""
        if request.GET.get("export") in set(exports.FileFormat):
            authentication.require_recent(request)
            return self.export(request, at=timezone.now())
        return render(request, template, {**context, "table": self.shown(request.GET)})

    def shown(self, given: QueryDict) -> Shown:
        """Return the page of the table that the address asks for.

        At most three queries besides what the queryset prefetches, however many
        rows there are.
        """
        asked = _Asked.of(given, self)
        rows, order = self._narrowed(asked), self._order(asked.sort)
        cursor = given.get("from", "")
        at = keyset.read(cursor, order, salt=self.name) if cursor else None
        page = keyset.page(rows, order, at=at, size=self.page_size)
        is_whole = page.before is None and page.after is None
        count = len(page.rows) if is_whole else _count(rows)
        return Shown(
            name=self.name,
            caption=self.caption,
            headings=tuple(asked.heading(column) for column in self.columns),
            rows=tuple(shown_row(self._cells(row), self._kinds) for row in page.rows),
            totals=shown_totals(self.totals, self._kinds),
            empty=NOTHING_FITS if asked.is_filtered else self.empty,
            count=self._count_words(count),
            filters=asked.answers,
            hidden=asked.hidden,
            clear_href=asked.clear_href,
            previous_href=self._page_href(asked, order, page.before),
            next_href=self._page_href(asked, order, page.after),
            exports=asked.export_links if page.rows else (),
        )

    def export(self, request: ActorRequest, *, at: datetime.datetime) -> FileResponse:
        """Return every row that the filters leave, in the order asked for."""
        asked = _Asked.of(request.GET, self)
        ordered = keyset.sorted_rows(self._narrowed(asked), self._order(asked.sort))
        last = exports.MOST_ROWS
        taken = taking.Taking(
            self.caption,
            request.actor,
            at,
            asked=asked.answers,
            is_cut=ordered[last : last + 1].exists(),
        )
        sheet = exports.Sheet(
            name=f"{self.name}-{timezone.localdate(at)}",
            headings=tuple(column.heading for column in self.columns),
            rows=(self._cells(row) for row in ordered[:last].iterator(chunk_size=1000)),
            totals=self.totals,
            notes=taken.notes(),
            by=request.actor.name,
            at=at,
        )
        return taken.hand_out(sheet, exports.FileFormat(request.GET["export"]))

    @property
    def name(self) -> str:
        return slug(self.caption)

    @property
    def _kinds(self) -> tuple[Kind, ...]:
        return tuple(column.kind for column in self.columns)

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        return tuple(column.cell(row) for column in self.columns)

    def _narrowed(self, asked: _Asked) -> QuerySet[Row, Row]:
        return reduce(lambda rows, one: one.narrowed(rows), asked.answers, self.rows)

    def _order(self, sort: str) -> keyset.Order:
        fields = {column.key: column.sort for column in self.columns}
        field = fields[sort.removeprefix("-")]
        assert field is not None, f"{sort} does not sort"
        return keyset.Order(field, is_descending=sort.startswith("-"))

    def _page_href(
        self, asked: _Asked, order: keyset.Order, place: keyset.Place | None
    ) -> str:
        if place is None:
            return ""
        return asked.href(**{"from": keyset.signed(place, order, salt=self.name)})

    def _count_words(self, count: int) -> str:
        if count > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} {self.noun[1]}"
        return f"{count:,} {self.noun[0] if count == 1 else self.noun[1]}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks of a table: its order, its filters, and the rest."""

    given: QueryDict
    sort: str
    answers: tuple[filters.Asked, ...]

    @classmethod
    def of(cls, given: QueryDict, table: Table[Row]) -> _Asked:
        sorts = {column.key for column in table.columns if column.sort}
        sort = given.get("sort", "")
        return cls(
            given=given,
            sort=sort if sort.removeprefix("-") in sorts else table.default_sort,
            answers=tuple(one.asked(given) for one in table.filters),
        )

    @property
    def is_filtered(self) -> bool:
        return any(answer.value for answer in self.answers)

    def href(self, **changes: str | None) -> str:
        """Return this very address with changes; a new order begins at the start."""
        query = self.given.copy()
        for key in ("from", "export", *changes):
            query.pop(key, None)
        query.update({key: value for key, value in changes.items() if value})
        return f"?{query.urlencode()}"

    @property
    def clear_href(self) -> str:
        if not self.is_filtered:
            return ""
        return self.href(**{one.filter.key: None for one in self.answers})

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Return what the filter form must carry on besides its own fields."""
        own = {"from", "export", *(one.filter.key for one in self.answers)}
        return tuple(
            (key, value)
            for key, values in self.given.lists()
            for value in values
            if key not in own
        )

    @property
    def export_links(self) -> tuple[tuple[str, str], ...]:
        return (
            ("CSV", self.href(export="csv")),
            ("Excel", self.href(export="xlsx")),
        )

    def heading(self, column: Column[Row]) -> Heading:
        is_numeric = column.kind in NUMERIC
        if column.sort is None:
            return Heading(column.heading, is_numeric)
        is_up, is_down = self.sort == column.key, self.sort == f"-{column.key}"
        direction = "ascending" if is_up else "descending" if is_down else "none"
        target = f"-{column.key}" if is_up else column.key
        return Heading(column.heading, is_numeric, self.href(sort=target), direction)


def _count(rows: QuerySet[Row, Row]) -> int:
    return rows.order_by()[: MOST_COUNTED + 1].count()
