"""The tags that write a table: with its filters, its pages and its files."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from safehold.web.components.filters import Asked
from safehold.web.components.shown import Shown, ShownCell
from safehold.web.components.static_tables import StaticTable

register = template.Library()


@register.inclusion_tag("components/table.html")
def table(shown: Shown | StaticTable) -> dict[str, Shown]:
    """Write a table, whether from the database or from memory."""
    return {"table": shown.shown() if isinstance(shown, StaticTable) else shown}


# A page writes hundreds of cells and options. A template, or format_html for each,
# takes most of the page's time, so what is safe already is put together as it is.


@register.filter
def cells(row: tuple[ShownCell, ...]) -> SafeString:
    """Write the cells of a row, the first as its head."""
    head, *rest = row
    return SafeString(_cell(head, HEAD) + "".join(_cell(cell, BODY) for cell in rest))


@register.filter
def options(asked: Asked) -> SafeString:
    """Write what may be chosen in a filter, with what was chosen."""
    return SafeString(
        "\n".join(
            f'<option value="{escape(value)}"'
            f"{' selected' if value == asked.value else ''}>{escape(words)}</option>"
            for value, words in asked.filter.options or ()
        )
    )


HEAD = ("th", ' scope="row"', "govuk-table__header")
BODY = ("td", "", "govuk-table__cell")


def _cell(cell: ShownCell, kind: tuple[str, str, str]) -> str:
    element, scope, name = kind
    numeric = f" {name}--numeric" if cell.is_numeric else ""
    whole = " safehold-table__whole" if cell.is_unbroken else ""
    written = f'<{element}{scope} class="{name}{numeric}{whole}">{cell.markup}'
    return f"{written}</{element}>"
