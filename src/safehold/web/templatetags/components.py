"""The parts that pages are built of, as tags for their templates."""

from __future__ import annotations

from typing import TypedDict

from django import forms, template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from safehold.engine.refusals import Refusal
from safehold.web.components import cells
from safehold.web.components.forms import ErrorLink
from safehold.web.components.forms import error_links as links
from safehold.web.components.shown import slug

register = template.Library()


class Crumb(TypedDict):
    text: str
    href: str


@register.simple_tag
def tag(text: str, colour: str = "grey") -> SafeString:
    """Write a status in a coloured box."""
    return cells.markup(cells.Tag(text, colour))


@register.filter
def error_links(form: forms.BaseForm | None) -> tuple[ErrorLink, ...]:
    """Return the lines of the form's error summary."""
    return links(form) if form is not None else ()


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*words_and_addresses: str) -> dict[str, list[Crumb]]:
    """Write the way to this page: words, address, words, address …"""
    pairs = zip(words_and_addresses[::2], words_and_addresses[1::2], strict=True)
    return {"crumbs": [Crumb(text=text, href=href) for text, href in pairs]}


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    """Write the link back, in a landmark of its own: it stands before the page's."""
    return format_html(
        '<nav aria-label="Back"><a href="{}" class="govuk-back-link">{}</a></nav>',
        href,
        text,
    )


@register.simple_tag
def warning_text(text: str) -> SafeString:
    return format_html(
        '<div class="govuk-warning-text">'
        '<span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text">'
        '<span class="govuk-visually-hidden">Warning</span> {}</strong></div>',
        text,
    )


@register.simple_block_tag
def inset_text(content: str) -> SafeString:
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        summary,
        content,
    )


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """Hold `summary_row` tags."""
    return format_html('<dl class="govuk-summary-list">{}</dl>', content)


@register.inclusion_tag("components/summary_row.html")
def summary_row(
    key: str, value: cells.Cell, action: str = "", href: str = ""
) -> dict[str, object]:
    """Write one line of a summary list, with a link such as Change behind it."""
    return {
        "key": key,
        "value": cells.markup(value),
        "action": action,
        "href": href,
    }


@register.simple_block_tag
def task_list(content: str) -> SafeString:
    """Hold `task` tags."""
    return format_html('<ul class="govuk-task-list">{}</ul>', content)


@register.inclusion_tag("components/task.html")
def task(
    title: str, status: str, colour: str = "", href: str = "", hint: str = ""
) -> dict[str, str]:
    """Write one task; a status without a colour is plain text, as for a done one."""
    return {
        "name": slug(title),
        "title": title,
        "status": status,
        "colour": colour,
        "href": href,
        "hint": hint,
    }


@register.inclusion_tag("components/button.html")
def button(
    text: str,
    name: str = "",
    value: str = "",
    style: str = "",
    refusal: Refusal | None = None,
) -> dict[str, object]:
    """Write a button; a refusal greys it and says why beneath.

    `style` is empty, `secondary` or `warning`.
    """
    return {
        "id": slug(f"{text} {name} {value}"),
        "text": text,
        "name": name,
        "value": value,
        "style": style,
        "refusal": refusal,
    }
