"""How figures and stored words are shown to a person."""

from django import template

from safehold.engine.money import Money
from safehold.web.commissioner import wording

register = template.Library()


@register.filter
def pounds(pence: int | None) -> str:
    """Return pence as pounds, or nothing where there is no figure."""
    return "" if pence is None else str(Money(pence))


@register.filter
def qualified(pence: int, qualifier: str) -> str:
    """Return pence as pounds with what the amount is."""
    return wording.qualified(pence, qualifier)


@register.filter
def said(word: str) -> str:
    """Return a stored word as a person reads it."""
    return wording.said(word)


@register.filter
def document_kind(kind: str) -> str:
    """Return what sort of document it is, as a person says it."""
    return wording.DOCUMENT_KINDS[kind]


@register.filter
def tag_colour(word: str) -> str:
    """Return the class that colours a tag with this word."""
    return f"govuk-tag--{wording.coloured(word).colour}"
