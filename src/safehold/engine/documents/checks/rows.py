"""Which rows of the tables belong to which body, and what do they come to?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from safehold.engine.documents.checks.evidence import Evidence
from safehold.engine.documents.checks.grids import Grid
from safehold.engine.money import Money

Figures = Callable[[Grid], tuple[Money | None, ...]]


def totals_by_body(evidence: Evidence) -> dict[str, Money]:
    """Return the total of each row that is headed with a body's name alone."""
    return _by_body(evidence, lambda grid: grid.row_totals)


def first_years_by_body(evidence: Evidence) -> dict[str, Money]:
    """Return the first figure of each row that is headed with a body's name alone."""
    return _by_body(evidence, lambda grid: grid.first_figures)


def totals_by_label(evidence: Evidence) -> dict[str, Money]:
    """Return the total of each row, under its label in small letters."""
    found: dict[str, list[Money]] = defaultdict(list)
    for grid in evidence.grids:
        for row, total in zip(grid.table.rows, grid.row_totals, strict=True):
            if total is not None:
                found[row[0].text.lower()].append(total)
    return _once(found)


def _by_body(evidence: Evidence, figures: Figures) -> dict[str, Money]:
    found: dict[str, list[Money]] = defaultdict(list)
    for grid in evidence.grids:
        for row, figure in zip(grid.table.rows, figures(grid), strict=True):
            for mention in evidence.organisations.within(row[0].span):
                if figure is not None and mention.printed == row[0].text:
                    found[mention.name].append(figure)
    return _once(found)


def _once(found: dict[str, list[Money]]) -> dict[str, Money]:
    """Leave out what stands in two rows: nobody can say which is meant."""
    return {name: figures[0] for name, figures in found.items() if len(figures) == 1}
