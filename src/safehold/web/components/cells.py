"""What stands in a cell: on the page as markup, in an export as a plain value."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from html import escape
from typing import Literal, TypeAlias

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from safehold.engine.money import Money

Kind: TypeAlias = Literal["text", "code", "money", "number", "date", "tag", "link"]
NUMERIC: frozenset[Kind] = frozenset({"money", "number"})
# Never broken into two lines: a figure, a date, a short reference such as REF-08.
UNBROKEN: frozenset[Kind] = NUMERIC | {"code", "date"}

Plain: TypeAlias = Money | int | datetime.date | str | None


@dataclass(frozen=True, slots=True)
class Tag:
    """A status in a coloured box; the words alone say it too.

    `colour` is one of GOV.UK's: grey, green, teal, blue, purple, magenta, red,
    orange, yellow.
    """

    text: str
    colour: str = "grey"


@dataclass(frozen=True, slots=True)
class Link:
    """A value that leads somewhere: a name to its page, a figure to its source.

    `about` is said only by screen readers, after the value, where the value alone
    would not say where the link leads.
    """

    value: Plain
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a smaller line beneath it: up to, estimated, from which year."""

    value: Plain | Link
    note: str


Cell: TypeAlias = Plain | Tag | Link | Noted | tuple[Plain | Tag | Link | Noted, ...]

LINE_BREAK = mark_safe("<br>")
NOTHING = format_html(
    '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">{}</span>',
    "no entry",
)


def markup(cell: Cell) -> SafeString:
    """Return the cell as it stands on a page."""
    match cell:
        case tuple():
            return format_html_join(LINE_BREAK, "{}", ((markup(one),) for one in cell))
        case Tag(text, colour):
            return format_html(
                '<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text
            )
        case Link(value, href, about):
            hidden = (
                format_html(' <span class="govuk-visually-hidden">{}</span>', about)
                if about
                else ""
            )
            return format_html(
                '<a class="govuk-link" href="{}">{}{}</a>', href, words(value), hidden
            )
        case Noted(value, note):
            return format_html(
                '{}<br><span class="safehold-note">{}</span>', markup(value), note
            )
        case None | "":
            return NOTHING
        case _:
            # By far the commonest cell, and format_html takes ten times as long.
            return SafeString(escape(words(cell)))


def words(value: Plain) -> str:
    """Return a plain value as people write it."""
    match value:
        case None:
            return ""
        case Money() | str():
            return str(value)
        case int():
            return f"{value:,}"
        case datetime.datetime():
            return f"{_here(value):%-d %b %Y, %H:%M}"
        case datetime.date():
            return f"{value:%-d %b %Y}"


def plain(cell: Cell) -> Plain:
    """Return what an export holds: the value without its markup."""
    match cell:
        case tuple():
            return "; ".join(words(plain(one)) for one in cell)
        case Tag(text):
            return text
        case Link(value):
            return value
        case Noted(value, note):
            return f"{words(plain(value))} ({note})"
        case _:
            return cell


def _here(instant: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(instant) if timezone.is_aware(instant) else instant
