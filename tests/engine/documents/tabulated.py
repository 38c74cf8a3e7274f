"""Tables as their words, for tests that compare them."""

from collections.abc import Sequence

from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.reading import Cell, Table
from safehold.engine.documents.tables import find_tables

Words = list[str]


def words(cells: Sequence[Cell]) -> Words:
    return [cell.text for cell in cells]


def tables_in(text: str) -> tuple[Table, ...]:
    return find_tables(lay_out(text))


def only_table(text: str) -> Table:
    (table,) = tables_in(text)
    return table


def grid(text: str) -> tuple[Words, list[Words]]:
    """Return the heads and the rows of the only table in a text."""
    table = only_table(text)
    return words(table.columns), [words(row) for row in table.rows]
