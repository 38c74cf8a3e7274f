"""Which funder puts how much into which programme, by a document's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from safehold.engine.areas import AREAS, by_initials
from safehold.engine.documents.lines import clean
from safehold.engine.documents.periods_stated import find_periods
from safehold.engine.documents.pieces import is_total
from safehold.engine.documents.places import starting_in
from safehold.engine.documents.programme_tables import (
    ProgrammeRow,
    ProgrammeTable,
    areas_in,
)
from safehold.engine.documents.reading import (
    Amount,
    AwardRole,
    Cell,
    PeriodKind,
    StatedAward,
    StatedPeriod,
)
from safehold.engine.organisations import council_of, known
from safehold.engine.periods import FinancialYear

_MATCH_FUNDING: Final = re.compile(r"\bmatch", re.I)
_ROLE_WORDS: Final = re.compile(
    r"\b(?:match(?:ed|ing)?[ -]?(?:fund(?:ing|ed|s)?)?|fund(?:ing|ed|s)?|grants?"
    r"|contributions?|awards?|awarded|budgets?|allocations?|from|the|by|total)\b",
    re.I,
)
_YEARS: Final = re.compile(r"\b(?:FY ?)?(?:19|20)\d\d(?: ?[-/–] ?\d{2,4})?\b", re.I)
_IN_BRACKETS: Final = re.compile(r"\(([^()]{1,80})\)")
_LABEL_BEFORE: Final = re.compile(r"([^:;,]{2,60}?)\s*[:–-]\s*$")


class Funder(NamedTuple):
    """Who a printed funder is: a register's name, or the choice that initials leave."""

    name: str
    printed: str
    choices: tuple[str, ...] = ()


class _Column(NamedTuple):
    """A column that may hold sums, and the year that they are of."""

    number: int
    heading: str
    year: FinancialYear | None


class _Place(NamedTuple):
    """A programme's row, where it operates, and its own column for the funder."""

    row: ProgrammeRow
    operating_in: tuple[str, ...]
    funder: str


class _Context(NamedTuple):
    """What the whole document gives: its text, its sums and its first year.

    The first financial year is the only one stated before `second_year_at`.
    """

    text: str
    amounts: Sequence[Amount]
    first_year: tuple[FinancialYear, int] | None
    second_year_at: int


def find_awards(
    text: str,
    tables: Sequence[ProgrammeTable],
    amounts: Sequence[Amount],
    periods: Sequence[StatedPeriod],
) -> tuple[StatedAward, ...]:
    """Find the awards in tables of programmes. Source: BUD-30.

    An authority printed by initials is named only where they fit no other, or no
    other in which the programme operates. Source: REF-08.
    """
    stated = [(year, p.span.start) for p in periods for year in _years_in([p])]
    first = stated[0] if stated else None
    later = (start for year, start in stated if first and year != first[0])
    context = _Context(text, amounts, first, next(later, len(text)))
    return tuple(award for table in tables for award in _read_table(context, table))


@lru_cache(maxsize=1_024)
def resolve_funder(printed: str, operating_in: tuple[str, ...]) -> Funder:
    """Return who a funder is; `operating_in` are the programme's GSS codes."""
    organisation = known(printed)
    if organisation is not None:
        return Funder(organisation.name, printed)
    named = next((a for a in AREAS if a.name.lower() == printed.lower()), None)
    fitting = (named,) if named else by_initials(printed)
    nearby = tuple(area for area in fitting if area.gss_code in operating_in)
    for candidates in (fitting, nearby):
        if len(candidates) == 1:
            return Funder(council_of(candidates[0].gss_code).name, printed)
    choices = tuple(area.gss_code for area in nearby or fitting)
    return Funder("", printed, choices)


def _read_table(context: _Context, table: ProgrammeTable) -> Iterator[StatedAward]:
    columns = [
        _Column(column, heading, _financial_year(context, table, heading))
        for column in table.other_columns()
        for heading in [table.table.columns[column].text]
    ]
    columns = _without_totals(context, table, columns)
    for row in table.rows:
        operating_in: tuple[str, ...] = ()
        if table.areas is not None:
            operating_in = areas_in(row.cells[table.areas]).gss_codes
        named = "" if table.funder is None else row.cells[table.funder].text
        place = _Place(row, operating_in, named)
        for column in columns:
            yield from _read_cell(context, place, column)


def _without_totals(
    context: _Context, table: ProgrammeTable, columns: list[_Column]
) -> list[_Column]:
    """Leave out the columns that add up others: they are nobody's award."""
    filled = [
        column
        for column in columns
        if any(
            _amounts_in(context.amounts, row.cells[column.number]) for row in table.rows
        )
    ]
    awards = [column for column in filled if not is_total(column.heading)]
    return awards or filled


def _read_cell(
    context: _Context,
    place: _Place,
    column: _Column,
) -> Iterator[StatedAward]:
    cell = place.row.cells[column.number]
    amounts = _amounts_in(context.amounts, cell)
    for position, amount in enumerate(amounts):
        label = _label_of(context.text, cell, amounts, position, column.heading)
        printed = _name_in(label) or _name_in(place.funder)
        funder = resolve_funder(printed, place.operating_in)
        yield StatedAward(
            programme=place.row.name,
            role=AwardRole.MATCH_FUNDING
            if _MATCH_FUNDING.search(label)
            else AwardRole.GRANT,
            funder=funder.name,
            funder_printed=funder.printed,
            funder_choices=funder.choices,
            financial_year=column.year,
            amount=amount,
        )


def _name_in(label: str) -> str:
    """Return a label's words without the year and what sort of money it is."""
    words = _ROLE_WORDS.sub(" ", _YEARS.sub(" ", label))
    return " ".join(words.split()).strip(" :-–,")


def _amounts_in(amounts: Sequence[Amount], cell: Cell) -> list[Amount]:
    return [
        amount
        for piece in cell.pieces
        for amount in starting_in(amounts, piece.start, piece.end)
    ]


def _label_of(
    text: str, cell: Cell, amounts: Sequence[Amount], position: int, heading: str
) -> str:
    """Return the words that name a sum: in brackets after it, before it, or above."""
    start = amounts[position - 1].span.end if position else cell.span.start
    is_last = position + 1 == len(amounts)
    end = cell.span.end if is_last else amounts[position + 1].span.start
    after = _IN_BRACKETS.search(_words(text, cell, amounts[position].span.end, end))
    if after and _names_funder(after[1]):
        return after[1]
    before = _LABEL_BEFORE.search(
        _words(text, cell, start, amounts[position].span.start)
    )
    if before and _names_funder(before[1]):
        return before[1]
    return heading


def _names_funder(words: str) -> bool:
    return bool(_ROLE_WORDS.search(words) or known(words) or by_initials(words))


def _words(text: str, cell: Cell, start: int, end: int) -> str:
    """Return the cell's own words between two characters of the text."""
    parts = (
        text[max(piece.start, start) : min(piece.end, end)]
        for piece in cell.pieces
        if piece.start < end and start < piece.end
    )
    return clean(" ".join(parts))


def _financial_year(
    context: _Context, table: ProgrammeTable, heading: str
) -> FinancialYear | None:
    """Return the year that the column, the title or all of the text before names."""
    for words in (heading, table.table.title):
        years = _years_in(find_periods(words))
        if len(years) == 1:
            return years.pop()
    start = table.table.span.start
    if context.first_year is None or start > context.second_year_at:
        return None
    year, stated_at = context.first_year
    return year if stated_at < start else None


def _years_in(periods: Sequence[StatedPeriod]) -> set[FinancialYear]:
    return {
        FinancialYear.holding(stated.period.start)
        for stated in periods
        if stated.kind is PeriodKind.FINANCIAL_YEAR and stated.period is not None
    }
