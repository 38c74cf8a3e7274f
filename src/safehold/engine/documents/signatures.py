"""Who signed a decision, in what capacity and when. Source: DEC-06, DEC-07."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from safehold.engine.documents.fields import Field, find_value
from safehold.engine.documents.heading_subjects import Subject
from safehold.engine.documents.headings import Heading, end_of_body
from safehold.engine.documents.lines import Layout, Line, next_filled
from safehold.engine.documents.places import first_in
from safehold.engine.documents.reading import Signature, StatedDate
from safehold.engine.spans import Span

_OFFICES: Final = (Subject.CHIEF_EXECUTIVE, Subject.DEPUTY_MAYOR)
_SIGNED_BLOCK: Final = re.compile(
    r"signature\b|signed\b|date\b|i confirm\b|i have been consulted\b", re.I
)
_DATE_LABEL: Final = re.compile(
    r"(?:signature\b.{0,80}?\b)?(?:date|dated|signed on)\b[:\s]*", re.I
)
_INTERIM: Final = re.compile(r"\b(?:interim|acting)\b", re.I)
_ON_BEHALF: Final = re.compile(r"(?:p\.?p\.?|for the|on behalf of(?: the)?)\b", re.I)
_LINES_NEAR: Final = 4


def find_signatures(
    layout: Layout, headings: Sequence[Heading], dates: Sequence[StatedDate]
) -> tuple[Signature, ...]:
    """Find the signature blocks, each with its date where one is printed."""
    blocks = tuple(
        _read_block(layout, heading, end_of_body(layout, headings, heading), dates)
        for heading in headings
        if heading.subject in _OFFICES
        and _is_signed_block(layout, heading, end_of_body(layout, headings, heading))
    )
    return blocks or _read_web_form(layout, dates)


def date_of_decision(signatures: Sequence[Signature]) -> StatedDate | None:
    """Return the date on which the Deputy Mayor signed. Source: DEC-09."""
    return next(
        (s.signed for s in signatures if s.office == Subject.DEPUTY_MAYOR), None
    )


def _lines_between(layout: Layout, heading: Heading, end: int) -> list[Line]:
    lines: list[Line] = []
    for index in range(heading.line_index + 1, len(layout.lines)):
        if layout.lines[index].start >= end:
            break
        lines.append(layout.lines[index])
    return [line for line in lines if line.plain]


def _is_signed_block(layout: Layout, heading: Heading, end: int) -> bool:
    return any(
        _SIGNED_BLOCK.match(line.plain) for line in _lines_between(layout, heading, end)
    )


def _read_block(
    layout: Layout, heading: Heading, end: int, dates: Sequence[StatedDate]
) -> Signature:
    lines = _lines_between(layout, heading, end)
    return Signature(
        office=heading.subject.value,
        capacity=_capacity(layout, heading, lines),
        signed=_signed(layout, heading, end, dates),
        span=Span(heading.start, lines[-1].end),
    )


def _signed(
    layout: Layout, heading: Heading, end: int, dates: Sequence[StatedDate]
) -> StatedDate | None:
    """Return the date after the block's own label, on the same line or the next."""
    for index in range(heading.line_index + 1, len(layout.lines)):
        line = layout.lines[index]
        if line.start >= end:
            return None
        label = _DATE_LABEL.match(line.plain)
        if label is None:
            continue
        value = line
        if label.end() >= len(line.plain):
            below = next_filled(layout.lines, index + 1)
            if below >= len(layout.lines) or layout.lines[below].start >= end:
                return None
            value = layout.lines[below]
        return first_in(dates, line.start, value.end)
    return None


def _capacity(layout: Layout, heading: Heading, lines: Sequence[Line]) -> str:
    """Return whether the post is held in the interim, and whether another signed."""
    near = [line.plain for line in lines[:_LINES_NEAR]]
    near += [
        line.plain
        for line in layout.lines[max(0, heading.line_index - 2) : heading.line_index]
    ]
    is_interim = bool(_INTERIM.search(heading.text))
    on_behalf = bool(_ON_BEHALF.match(heading.text)) or any(
        _ON_BEHALF.match(words) for words in near if len(words.split()) <= 4
    )
    if is_interim:
        return "on_behalf_of_interim" if on_behalf else "interim"
    return "on_behalf" if on_behalf else ""


def _read_web_form(
    layout: Layout, dates: Sequence[StatedDate]
) -> tuple[Signature, ...]:
    """Read the fields of the web form, which has no signature block."""
    decided_by = find_value(layout, Field.DECISION_BY)
    signed_on = find_value(layout, Field.DATE_SIGNED)
    if decided_by is None and signed_on is None:
        return ()
    signed = None
    if signed_on is not None:
        signed = first_in(dates, signed_on.span.start, signed_on.span.end)
    spans = [words.span for words in (decided_by, signed_on) if words]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return (Signature(Subject.DEPUTY_MAYOR.value, "", signed, span),)
