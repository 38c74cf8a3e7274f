"""Which rows of a table does the person want to see?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeAlias, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)
Options: TypeAlias = Sequence[tuple[str, str]]
Where: TypeAlias = Callable[[str], Q]

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a table: a word searched for, or an option chosen.

    `where` says which rows an answer stands for; None where the page has
    narrowed them itself. Without options it is a search.
    """

    key: str
    label: str
    where: Where | None
    options: tuple[tuple[str, str], ...] | None = None

    @classmethod
    def search(cls, key: str, label: str, fields: Sequence[str]) -> Filter:
        """Return a filter for rows that hold every word, each in any field."""
        return cls(key, label, _holding(tuple(fields)) if fields else None)

    @classmethod
    def choice(
        cls,
        key: str,
        label: str,
        options: Options,
        *,
        field: str = "",
        where: Where | None = None,
    ) -> Filter:
        """Return a filter by one of (value, words): `field=value`, or as `where`."""
        if where is None and field:
            where = _equal(field)
        return cls(key, label, where, tuple(options))

    def asked(self, given: QueryDict) -> Asked:
        """Return what the address asks of this filter; an unknown option is none."""
        # PostgreSQL takes no NUL in a text.
        value = given.get(self.key, "").replace("\0", "").strip()[:LONGEST_SEARCH]
        if self.options is not None and value not in dict(self.options):
            value = ""
        return Asked(self, value)


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter with what was asked of it."""

    filter: Filter
    value: str

    @property
    def words(self) -> str:
        """Return the answer as the person saw it."""
        return dict(self.filter.options or ()).get(self.value, self.value)

    def narrowed(self, rows: QuerySet[Row, Row]) -> QuerySet[Row, Row]:
        """Return the rows that the answer leaves."""
        if not self.value or self.filter.where is None:
            return rows
        return rows.filter(self.filter.where(self.value))


def _holding(fields: tuple[str, ...]) -> Where:
    def where(typed: str) -> Q:
        found = Q()
        for word in typed.split():
            found &= reduce(or_, (Q(**{f"{name}__icontains": word}) for name in fields))
        return found

    return where


def _equal(field: str) -> Where:
    return lambda value: Q(**{field: value})
