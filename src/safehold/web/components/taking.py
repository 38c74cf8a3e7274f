"""Who takes a table out of the service, and what is said and kept of it?"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import FileResponse

from safehold.apps.audit import actions as audit
from safehold.apps.organisations import queries as organisations
from safehold.engine.actors import Actor, Role
from safehold.web.components import exports, filters
from safehold.web.components.cells import words
from safehold.web.components.shown import slug

OUTSIDE = (
    "This file has left the service, which guards it no more. Keep it where only those "
    "who need it can open it, and delete it when it has served"
)
CUT_SHORT = (
    "Not whole",
    f"Only the first {exports.MOST_ROWS:,} rows are here: "
    "filter the table to take the rest",
)


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes which table, when, and how it was filtered."""

    caption: str
    by: Actor
    at: datetime.datetime
    asked: Sequence[filters.Asked] = ()
    is_cut: bool = False

    def notes(self) -> tuple[tuple[str, str], ...]:
        """Return what the file says of itself. Source: SEC-37."""
        return (
            ("Table", self.caption),
            ("Taken by", self.by.name),
            ("Taken as", "; ".join(_roles(self.by)) or "no role"),
            ("Taken at", f"{words(self.at)}, London time"),
            *((one.filter.label, one.words) for one in self.asked if one.value),
            *((CUT_SHORT,) if self.is_cut else ()),
            ("Outside the service", OUTSIDE),
        )

    def hand_out(
        self, sheet: exports.Sheet, file_format: exports.FileFormat
    ) -> FileResponse:
        """Return the file, made whole and recorded, or nothing of either.

        Source: SEC-37.
        """
        made = exports.download(sheet, file_format)
        audit.take_export(
            slug(self.caption),
            filters=self._kept_filters(),
            rows=made.rows,
            by=self.by,
            at=self.at,
        )
        return made.response

    def _kept_filters(self) -> dict[str, str]:
        """Return what was chosen; words searched for may be somebody's name."""
        return {
            one.filter.key: one.value if one.filter.options else "searched"
            for one in self.asked
            if one.value
        }


def _roles(by: Actor) -> list[str]:
    names = organisations.names(frozenset(held_at for held_at, _ in by.roles))
    return sorted(f"{_said(role)}, {names[held_at]}" for held_at, role in by.roles)


def _said(role: Role) -> str:
    said = role.value.replace("_", " ")
    return said.upper() if role is Role.IDVA else said
