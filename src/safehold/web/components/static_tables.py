"""How does a page show rows that are already in memory, with their totals?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import FileResponse
from django.utils import timezone

from safehold.engine.actors import Actor
from safehold.engine.money import ZERO, Money
from safehold.web.components import exports, taking
from safehold.web.components.cells import NUMERIC, Cell, Kind
from safehold.web.components.shown import (
    Heading,
    Shown,
    shown_row,
    shown_totals,
    slug,
)


@dataclass(frozen=True, slots=True)
class StaticColumn:
    """One column of a table whose rows are already in memory."""

    heading: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class StaticTable:
    """A table of rows in memory, with a row of totals if there is one."""

    caption: str
    columns: tuple[StaticColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    empty: str = "There is nothing here yet."
    is_caption_hidden: bool = False

    @property
    def name(self) -> str:
        return slug(self.caption)

    def shown(self) -> Shown:
        """Return the table ready for the page."""
        return Shown(
            name=self.name,
            caption=self.caption,
            headings=tuple(
                Heading(column.heading, column.kind in NUMERIC)
                for column in self.columns
            ),
            rows=tuple(shown_row(row, self._kinds) for row in self.rows),
            totals=shown_totals(self.totals, self._kinds),
            empty=self.empty,
            is_caption_hidden=self.is_caption_hidden,
        )

    @property
    def _kinds(self) -> tuple[Kind, ...]:
        return tuple(column.kind for column in self.columns)

    def export(
        self, file_format: exports.FileFormat, *, by: Actor, at: datetime.datetime
    ) -> FileResponse:
        """Return the rows and totals as a file, and keep who took them."""
        taken = taking.Taking(self.caption, by, at)
        sheet = exports.Sheet(
            name=f"{self.name}-{timezone.localdate(at)}",
            headings=tuple(column.heading for column in self.columns),
            rows=self.rows,
            totals=self.totals,
            notes=taken.notes(),
            by=by.name,
            at=at,
        )
        return taken.hand_out(sheet, file_format)


def cross_footed(
    caption: str,
    *,
    corner: str,
    across: Sequence[str],
    down: Mapping[str, Sequence[Money]],
) -> StaticTable:
    """Return a table of money with totals to the right and at the foot.

    Shape: each row of `down` has one amount for each heading in `across`; the
           grand total is reached both ways, and both must agree.
    """
    foot = [
        sum((amounts[column] for amounts in down.values()), start=ZERO)
        for column in range(len(across))
    ]
    sides = [sum(amounts, start=ZERO) for amounts in down.values()]
    grand = sum(foot, start=ZERO)
    assert grand == sum(sides, start=ZERO), "the totals do not cross-foot"
    return StaticTable(
        caption=caption,
        columns=(
            StaticColumn(corner),
            *(StaticColumn(heading, "money") for heading in across),
            StaticColumn("Total", "money"),
        ),
        rows=tuple(
            (name, *amounts, side)
            for (name, amounts), side in zip(down.items(), sides, strict=True)
        ),
        totals=("Total", *foot, grand),
    )
