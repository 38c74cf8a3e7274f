"""What the head of a form says: reference, title, summary and the dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from safehold.engine.documents.fields import Field, find_field, find_value, is_labelled
from safehold.engine.documents.heading_subjects import Subject
from safehold.engine.documents.headings import Heading, end_of_body, first_about
from safehold.engine.documents.lines import Layout, clean
from safehold.engine.documents.places import first_in
from safehold.engine.documents.reading import DocumentKind, Reference, StatedDate
from safehold.engine.spans import Words

_RECEIVED: Final = re.compile(
    r"\b(?:received|dated|submitted|sent|(?:request|e-?mail|letter) of)"
    r"(?: (?:it|by us|by MOPAC|in this office))?(?: on)?(?: the)?:?$",
    re.I,
)
_WORDS_BEFORE: Final = 60
_HEAD_LINES: Final = 40


def find_reference(
    layout: Layout, kind: DocumentKind, references: Sequence[Reference]
) -> Reference | None:
    """Find the document's own reference, not one that it cites; reports have none."""
    if kind is DocumentKind.CABINET_REPORT:
        return None
    labelled = find_value(layout, Field.REFERENCE)
    if labelled is not None:
        return first_in(references, labelled.span.start, labelled.span.end)
    for line in layout.lines[:_HEAD_LINES]:
        cited = first_in(references, line.start, line.end)
        if cited is not None and line.plain.startswith(clean(cited.printed)):
            return cited
    return None


def find_title(
    layout: Layout, kind: DocumentKind, headings: Sequence[Heading]
) -> Words | None:
    """Find the title: labelled, or on a web page the line above the key information."""
    labelled = find_field(layout, Field.TITLE, _lines_of_head(layout, headings))
    if labelled is not None or kind is DocumentKind.FOI_RESPONSE:
        return labelled
    key = first_about(headings, Subject.KEY_INFORMATION)
    if key is not None:
        above = _line_above(layout, key.line_index)
        return above or _line_after_fields(layout, key.line_index)
    marked = next((h for h in headings if h.subject is Subject.OTHER), None)
    if marked is None or marked.line_index > _HEAD_LINES:
        return None
    return layout.words(layout.lines[marked.line_index].body_start, marked.body_start)


def find_summary(layout: Layout, headings: Sequence[Heading]) -> Words | None:
    """Find the executive summary's text."""
    heading = first_about(headings, Subject.SUMMARY)
    if heading is None:
        return None
    words = layout.words(heading.body_start, end_of_body(layout, headings, heading))
    return words if words.text else None


def find_letter_date(layout: Layout, dates: Sequence[StatedDate]) -> StatedDate | None:
    """Find the date of a letter: labelled, or alone on a line at its head."""
    labelled = _date_in_field(layout, Field.DATE, dates)
    if labelled is not None:
        return labelled
    head = [line for line in layout.lines[:_HEAD_LINES] if line.plain]
    return next(
        (date for date in dates for line in head if line.plain == date.printed.strip()),
        None,
    )


def find_meeting_date(layout: Layout, dates: Sequence[StatedDate]) -> StatedDate | None:
    """Find the date of the meeting that a report goes to."""
    return _date_in_field(layout, Field.MEETING, dates) or _date_in_field(
        layout, Field.DATE, dates
    )


def find_received_date(
    layout: Layout, dates: Sequence[StatedDate]
) -> StatedDate | None:
    """Find the date on which a request was received; its year may be missing."""
    for date in dates:
        before = layout.text[max(0, date.span.start - _WORDS_BEFORE) : date.span.start]
        if _RECEIVED.search(" ".join(before.replace("*", "").split())):
            return date
    return _date_in_field(layout, Field.RECEIVED, dates)


def _date_in_field(
    layout: Layout, field: Field, dates: Sequence[StatedDate]
) -> StatedDate | None:
    value = find_value(layout, field)
    if value is None:
        return None
    return first_in(dates, value.span.start, value.span.end)


def _lines_of_head(layout: Layout, headings: Sequence[Heading]) -> Iterable[int]:
    """Return the lines before the first heading of the form itself."""
    known = (h.line_index for h in headings if h.subject is not Subject.OTHER)
    return range(next(known, len(layout.lines)))


def _line_above(layout: Layout, index: int) -> Words | None:
    for above in range(index - 1, -1, -1):
        line = layout.lines[above]
        if not line.is_blank:
            return layout.words(line.body_start, line.end)
    return None


def _line_after_fields(layout: Layout, index: int) -> Words | None:
    """Return the first line below that is not a labelled field."""
    for line in layout.lines[index + 1 : index + _HEAD_LINES]:
        if not line.is_blank and not is_labelled(line):
            return layout.words(line.body_start, line.end)
    return None
