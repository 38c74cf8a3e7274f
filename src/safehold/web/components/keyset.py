"""Where does a page of a long list begin? After a row, not after a count.

Skipping rows by number slows down with every page and slips when rows come and
go; a page that begins after (value, key) does neither. Empty values stand last.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet

SORT_VALUE = "keyset_sort_value"

Row = TypeVar("Row", bound=Model)
Value: TypeAlias = str | int | datetime.date | uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Order:
    """Sorted by this field, with the primary key to decide between equals."""

    field: str
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in an order, and whether to go on after it or before it."""

    value: Value
    key: Value
    is_backwards: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the places to go on from, where there is more."""

    rows: tuple[Row, ...]
    before: Place | None = None
    after: Place | None = None


def page(
    rows: QuerySet[Row, Row], order: Order, *, at: Place | None, size: int
) -> Page[Row]:
    """Return one page; the first where the place leads nowhere any more."""
    if at is None:
        return _from_start(rows, order, size=size)
    try:
        found = list(_beyond(sorted_rows(rows, order, at=at), order, at)[: size + 1])
    except (FieldError, TypeError, ValidationError, ValueError):
        # A cursor of ours from before the field changed its type.
        return _from_start(rows, order, size=size)
    kept = tuple(found[:size])
    if not kept or (at.is_backwards and len(kept) < size):
        return _from_start(rows, order, size=size)
    has_more = len(found) > size
    if at.is_backwards:
        kept = kept[::-1]
        before = _place(kept[0], backwards=True) if has_more else None
        return Page(kept, before=before, after=_place(kept[-1]))
    after = _place(kept[-1]) if has_more else None
    return Page(kept, before=_place(kept[0], backwards=True), after=after)


def _from_start(rows: QuerySet[Row, Row], order: Order, *, size: int) -> Page[Row]:
    found = list(sorted_rows(rows, order)[: size + 1])
    kept = tuple(found[:size])
    return Page(kept, after=_place(kept[-1]) if len(found) > size else None)


def sorted_rows(
    rows: QuerySet[Row, Row], order: Order, *, at: Place | None = None
) -> QuerySet[Row, Row]:
    """Return the rows in order, or in reverse where the place leads backwards."""
    is_backwards = at is not None and at.is_backwards
    value = F(SORT_VALUE)
    falls = order.is_descending != is_backwards
    empty_last = {"nulls_first": True} if is_backwards else {"nulls_last": True}
    if _is_never_empty(rows, order.field):
        # To say it anyway would keep an index from giving the order.
        empty_last = {}
    sorted_by: QuerySet[Row, Row] = rows.annotate(**{SORT_VALUE: F(order.field)})
    return sorted_by.order_by(
        value.desc(**empty_last) if falls else value.asc(**empty_last),
        "-pk" if falls else "pk",
    )


def _beyond(rows: QuerySet[Row, Row], order: Order, at: Place) -> QuerySet[Row, Row]:
    step = "lt" if order.is_descending != at.is_backwards else "gt"
    is_empty = {f"{SORT_VALUE}__isnull": True}
    next_key = Q(**{f"pk__{step}": at.key})
    if at.value is None:
        among_empty = Q(**is_empty) & next_key
        if at.is_backwards:
            return rows.filter(among_empty | Q(**{f"{SORT_VALUE}__isnull": False}))
        return rows.filter(among_empty)
    # The outer bound says nothing new, but lets an index find the start.
    reached = Q(**{f"{SORT_VALUE}__{step}e": at.value}) & (
        Q(**{f"{SORT_VALUE}__{step}": at.value}) | next_key
    )
    if at.is_backwards or _is_never_empty(rows, order.field):
        return rows.filter(reached)
    return rows.filter(reached | Q(**is_empty))


def _is_never_empty(rows: QuerySet[Row, Row], field: str) -> bool:
    """Test if the database itself keeps the field from being empty."""
    try:
        found = rows.model._meta.get_field(field)  # noqa: SLF001 - documented.
    except FieldDoesNotExist:
        # What is made for the list, or stands in another table.
        return False
    return isinstance(found, Field) and not found.null


def _place(row: Model, *, backwards: bool = False) -> Place:
    return Place(getattr(row, SORT_VALUE), row.pk, is_backwards=backwards)


def signed(place: Place, order: Order, *, salt: str) -> str:
    """Return the place as a cursor that only we can have made."""
    parts = [order.field, order.is_descending, place.is_backwards]
    return signing.dumps([*parts, _packed(place.value), _packed(place.key)], salt=salt)


def read(cursor: str, order: Order, *, salt: str) -> Place | None:
    """Return the place, or None where the cursor is not ours or of another order."""
    try:
        field, is_descending, is_backwards, value, key = signing.loads(
            cursor, salt=salt
        )
    except (signing.BadSignature, ValueError):
        return None
    if Order(field, is_descending=is_descending) != order:
        return None
    return Place(_unpacked(value), _unpacked(key), is_backwards=is_backwards)


def _packed(value: Value) -> tuple[str, str | int | None]:
    match value:
        case datetime.datetime():
            return "instant", value.isoformat()
        case datetime.date():
            return "day", value.isoformat()
        case uuid.UUID():
            return "uuid", str(value)
        case _:
            return "plain", value


def _unpacked(packed: tuple[str, str]) -> Value:
    kind, value = packed
    match kind:
        case "instant":
            return datetime.datetime.fromisoformat(value)
        case "day":
            return datetime.date.fromisoformat(value)
        case "uuid":
            return uuid.UUID(value)
        case _:
            return value
