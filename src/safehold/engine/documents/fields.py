"""What stands after a label at the head of a form: reference, title, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from safehold.engine.documents.lines import Layout, Line, next_filled
from safehold.engine.spans import Words


class Field(StrEnum):
    """A labelled field; the value is the pattern of its label."""

    REFERENCE = (
        r"(?:our |decision |foi |case |document |report )?"
        r"(?:ref|reference)(?: code| number| no\.?)?|dmpc decision|decision number"
    )
    TITLE = r"(?:report |decision )?title|subject|re"
    DATE = r"date(?: of (?:response|letter|reply))?"
    DATE_SIGNED = r"(?:date|dated) (?:signed|of decision)|decision date|signed on"
    DECISION_BY = r"decision by|authori[sz]ed by|authori[sz]ation name"
    MEETING = (
        r"meeting ?/ ?date|meeting(?: date)?|date of meeting|meeting and date"
        r"|(?:cabinet|executive)(?: meeting)? date"
    )
    RECEIVED = r"(?:date )?(?:request )?received(?: on)?|date of request"
    OTHER = (
        r"(?:cabinet )?portfolio|cabinet member|report (?:author|of|to|from)/?"
        r"|contact(?: details| officer)?|wards?(?: affected)?|public access|appendices"
        r"|date published|your ref(?:erence)?"
        r"|executive summary|summary|recommendations?"
        r"|key information"
        r"|key decision|exempt|decision by|signature|classification|to|from"
    )


def _with_any_gaps(label: str) -> str:
    """Let the spaces of a label be of any width."""
    return label.replace(" ?", r"[^\S\n]*").replace(" ", r"[^\S\n]+")


_LABELLED: Final = {
    field: re.compile(
        rf"(?:{_with_any_gaps(field.value)})\s*(?P<mark>[:：]|[–—]|\s-\s|\t|\s{{2,}}|$)",
        re.I,
    )
    for field in Field
}
# Labels that stand clear of their values by layout alone, as in a council's table.
_BARE: Final = {
    field: re.compile(_with_any_gaps(label), re.I)
    for field, label in {
        Field.TITLE: r"report title ",
        Field.MEETING: r"(?:meeting ?/ ?date|date of meeting|meeting date) ",
        Field.DATE: r"date (?=\d)",
        Field.REFERENCE: r"(?:our ref(?:erence)?|reference code|dmpc decision) "
        r"(?=\W{0,3}[A-Z]{2,})",
        Field.OTHER: r"(?:cabinet portfolio|report author/?|wards? affected"
        r"|public access|appendices) ",
    }.items()
}
_LEADING: Final = re.compile(r"[\s#*_>]*(?:<[a-z]{1,6}>)?[\s*_]*")
_TRAILING: Final = re.compile(r"[\s*_:]*(?:</[a-z]{1,6}>)?[\s*_:–—-]*")
_MOST_LINES: Final = 6
_HEAD_LINES: Final = 200
_LONGEST_LABEL_LINE: Final = 400


def find_field(layout: Layout, field: Field, within: Iterable[int]) -> Words | None:
    """Find the first value of the field on these lines; None where it is blank."""
    for index in within:
        offset = _value_offset(layout.lines[index], field)
        if offset is not None:
            return _read_value(layout, index, offset)
    return None


def find_value(layout: Layout, field: Field) -> Words | None:
    """Find the first value of the field at the head of the document."""
    return find_field(layout, field, range(min(len(layout.lines), _HEAD_LINES)))


def is_labelled(line: Line) -> bool:
    """Say whether the line starts with the label of any field."""
    return any(_value_offset(line, field) is not None for field in Field)


def _value_offset(line: Line, field: Field) -> int | None:
    """Return where in the raw line the value starts, or None without the label."""
    if not line.plain[:1].isalpha() or len(line.raw) > _LONGEST_LABEL_LINE:
        return None
    leading = _LEADING.match(line.raw)
    start = leading.end() if leading else 0
    found = _LABELLED[field].match(line.raw.replace("**", "  "), start)
    if found is None and field in _BARE:
        found = _BARE[field].match(line.raw, start)
    if found is None:
        return None
    after = _TRAILING.match(line.raw, found.end())
    return after.end() if after else found.end()


def _read_value(layout: Layout, index: int, offset: int) -> Words | None:
    """Read a value on its label's line, or alone on the next; it may be wrapped."""
    line = layout.lines[index]
    start = line.start + offset
    if not layout.text[start : line.end].strip(" *_"):
        index = next_filled(layout.lines, index + 1)
        if index >= len(layout.lines) or is_labelled(layout.lines[index]):
            return None
        start = layout.lines[index].start
    end = layout.lines[index].end
    for other in layout.lines[index + 1 : index + _MOST_LINES]:
        if other.is_blank or is_labelled(other) or other.bullet or other.number:
            break
        end = other.end
    words = layout.words(start, end)
    return words if words.text else None
