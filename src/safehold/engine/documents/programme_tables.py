"""Which tables list programmes, and what each of their columns is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from safehold.engine.documents import names
from safehold.engine.documents.pieces import is_total
from safehold.engine.documents.reading import AreaList, Cell, StatedProgramme, Table
from safehold.engine.spans import Span

_PROGRAMME: Final = re.compile(
    r"(?:name of (?:the )?)?(?:commissioned |funded )?"
    r"(?:programmes?|projects?|schemes?|services?|interventions?)"
    r"(?: ?/ ?(?:programme|project|service))?(?: (?:name|title))?",
    re.I,
)
_AREAS: Final = re.compile(
    r"\b(?:operat(?:es|ing)|boroughs?|areas?|location|local authorit(?:y|ies)|where)\b",
    re.I,
)
_DESCRIPTION: Final = re.compile(
    r"\b(?:description|aims?|purpose|summary|scope|details|what it does)\b", re.I
)

_FUNDER: Final = re.compile(
    r"(?:co-)?funders?|funded by|source of funding"
    r"|match(?:ed)?[ -]fund(?:er|ed by|ing (?:by|from|source))",
    re.I,
)


class ProgrammeRow(NamedTuple):
    """One programme's row of a table."""

    name: str
    cells: tuple[Cell, ...]


class ProgrammeTable(NamedTuple):
    """A table with a row for each programme; columns by position, None where absent."""

    table: Table
    rows: tuple[ProgrammeRow, ...]
    name: int
    areas: int | None
    description: int | None
    funder: int | None

    def other_columns(self) -> list[int]:
        """Return the columns that may hold figures."""
        known = {self.name, self.areas, self.description, self.funder}
        return [i for i in range(len(self.table.columns)) if i not in known]


def find_programme_tables(tables: Sequence[Table]) -> tuple[ProgrammeTable, ...]:
    """Find the tables in which a column is headed as the programme's name."""
    found = (_read(table) for table in tables)
    return tuple(table for table in found if table is not None)


def find_programmes(tables: Sequence[ProgrammeTable]) -> tuple[StatedProgramme, ...]:
    """Find the programmes, each once, by what the first table to name it says."""
    found: dict[str, StatedProgramme] = {}
    for table in tables:
        for row in table.rows:
            found.setdefault(row.name, _programme(table, row))
    return tuple(found.values())


def areas_in(cell: Cell) -> AreaList:
    """Return the boroughs named in a cell, in order, duplicates kept."""
    codes = tuple(mention.gss_code for mention in names.find_areas(cell.text))
    return AreaList(cell.text, codes, cell.span)


def _read(table: Table) -> ProgrammeTable | None:
    name = _column(table, _PROGRAMME, whole=True)
    if name is None:
        return None
    rows = tuple(
        ProgrammeRow(row[name].text, row)
        for row in table.rows
        if row[name].text and not is_total(row[name].text)
    )
    return ProgrammeTable(
        table=table,
        rows=rows,
        name=name,
        areas=_column(table, _AREAS),
        description=_column(table, _DESCRIPTION),
        funder=_column(table, _FUNDER, whole=True),
    )


def _column(
    table: Table, heading: re.Pattern[str], *, whole: bool = False
) -> int | None:
    look = heading.fullmatch if whole else heading.search
    return next((i for i, cell in enumerate(table.columns) if look(cell.text)), None)


def _programme(table: ProgrammeTable, row: ProgrammeRow) -> StatedProgramme:
    filled = [cell.span for cell in row.cells if cell.text]
    description = (
        row.cells[table.description].text if table.description is not None else ""
    )
    areas = areas_in(row.cells[table.areas]) if table.areas is not None else None
    return StatedProgramme(
        name=row.name,
        description=description,
        areas=areas if areas and areas.gss_codes else None,
        span=Span(min(s.start for s in filled), max(s.end for s in filled)),
    )
