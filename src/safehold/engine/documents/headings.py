"""Which lines of a document are headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from safehold.engine.documents.heading_subjects import Subject, about
from safehold.engine.documents.lines import Layout, Line
from safehold.engine.documents.reading import DocumentKind


class Heading(NamedTuple):
    """A heading: its line, printed number and words, and where its body starts."""

    line_index: int
    number: str
    text: str
    subject: Subject
    start: int
    body_start: int


class _Candidate(NamedTuple):
    """A line that may be a heading, with the rest of it where it was wrapped."""

    line_index: int
    last_index: int
    line: Line
    text: str


_RUN_IN: Final = re.compile(r"[\s#*]*([A-Z][^:.;]{3,60}):[*\s]+(?=\S)")
_RUN_IN_SUBJECTS: Final = {
    Subject.SUMMARY,
    Subject.RECOMMENDATIONS,
    Subject.PART_TWO,
    Subject.DEFERRAL,
    Subject.PUBLIC_ACCESS,
}
_OFFICES: Final = {Subject.CHIEF_EXECUTIVE, Subject.DEPUTY_MAYOR}
_NO_HEADING: Final = re.compile(r"Q(?:uestion)?\s?\d|(?:signature|signed|date)\b", re.I)
ASKED: Final = (
    r"\b(?:is|are)\s+(?:recommended|asked|invited|requested)\b"
    r"|\b(?:recommended|asked|agrees?|approves?|resolves?)\s+(?:that|to)\b"
    r"|\brecommendations?\s+(?:is|are)\b"
)
"""How a sentence asks for a decision: DMPC is asked to, Cabinet is recommended to."""

_ASKS: Final = re.compile(ASKED, re.I)
_LONGEST_HEADING: Final = 140
_MOST_WORDS: Final = 14
_FEW_WORDS: Final = 4


def find_headings(layout: Layout, kind: DocumentKind) -> tuple[Heading, ...]:
    """Find the headings of a document of this kind, in the order they stand."""
    found: list[Heading] = []
    is_among_items = False
    for index, line in enumerate(layout.lines):
        is_among_items = is_among_items or is_lead_in(line.plain)
        is_rest_of_heading = bool(found) and line.start < found[-1].body_start
        if not line.body[:1].isupper() or is_rest_of_heading:
            continue
        heading = _read_heading(layout, index, kind, found)
        if heading is None or (is_among_items and _is_item(heading, found)):
            continue
        found.append(heading)
        is_among_items = heading.subject is Subject.RECOMMENDATIONS
    return tuple(found)


def is_lead_in(words: str) -> bool:
    """Say whether a sentence asks for a decision and leaves the items to follow."""
    return words.endswith(":") and _ASKS.search(words) is not None


def _is_item(heading: Heading, before: Sequence[Heading]) -> bool:
    """Say whether what looks like a heading is a short recommendation.

    It is one unless it is known, is marked, or takes the next number of all.
    """
    is_bare = heading.subject is Subject.OTHER and heading.number.isdigit()
    return is_bare and not (before and before[-1].number)


def first_about(headings: Sequence[Heading], subject: Subject) -> Heading | None:
    """Return the first heading on the subject."""
    return next((heading for heading in headings if heading.subject is subject), None)


def end_of_body(layout: Layout, headings: Sequence[Heading], heading: Heading) -> int:
    """Return where the next heading starts, or the end of the text."""
    after = bisect_right(headings, heading.start, key=lambda other: other.start)
    return headings[after].start if after < len(headings) else len(layout.text)


def _read_heading(
    layout: Layout, index: int, kind: DocumentKind, before: Sequence[Heading]
) -> Heading | None:
    candidate = _candidate(layout, index)
    is_long = len(candidate.text) > _LONGEST_HEADING
    subject = Subject.OTHER if is_long else about(candidate.text, kind)
    if _is_inside_declarations(before) and subject not in _OFFICES:
        return None
    if subject is Subject.OTHER:
        return _read_run_in_heading(candidate, kind) or (
            _as_heading(layout, candidate, subject)
            if not is_long and _is_heading_of_its_own(layout, candidate, kind, before)
            else None
        )
    stands_alone = (
        _could_be_numbered(candidate.line, kind)
        and candidate.text[-1] not in ".;,"
        and _stands_alone(layout, candidate, subject)
        and (
            kind is DocumentKind.DMPC_DECISION
            or subject is Subject.PAPERS
            or len(candidate.text.split()) <= _FEW_WORDS
            or _has_room(layout, candidate)
        )
    )
    return _as_heading(layout, candidate, subject) if stands_alone else None


def _candidate(layout: Layout, index: int) -> _Candidate:
    """Take a line, with the next one where a bracket or bold type is left open."""
    line = layout.lines[index]
    text = line.body
    is_open = text.count("(") > text.count(")") or line.raw.count("**") % 2 == 1
    below = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
    if is_open and below is not None and not below.is_blank and not below.number:
        return _Candidate(index, index + 1, line, f"{text} {below.plain}")
    return _Candidate(index, index, line, text)


def _as_heading(layout: Layout, candidate: _Candidate, subject: Subject) -> Heading:
    return Heading(
        line_index=candidate.line_index,
        number=candidate.line.number,
        text=candidate.text.strip(" :"),
        subject=subject,
        start=candidate.line.start,
        body_start=layout.lines[candidate.last_index].end,
    )


def _read_run_in_heading(candidate: _Candidate, kind: DocumentKind) -> Heading | None:
    """Read a heading whose text goes on after a colon on the same line."""
    line = candidate.line
    found = _RUN_IN.match(line.raw)
    if found is None or line.bullet:
        return None
    text = " ".join(found[1].replace("*", "").split())
    subject = about(text, kind)
    if subject not in _RUN_IN_SUBJECTS:
        return None
    body_start = line.start + found.end()
    return Heading(candidate.line_index, "", text, subject, line.start, body_start)


def _is_inside_declarations(before: Sequence[Heading]) -> bool:
    return bool(before) and before[-1].subject is Subject.DECLARATIONS


def _could_be_numbered(line: Line, kind: DocumentKind) -> bool:
    """Say whether number and bullet are such as a heading may have.

    The numbered paragraphs of a DMPC form have two levels, so its headings one;
    councils head parts of a chapter with two.
    """
    most_levels = 1 if kind is DocumentKind.DMPC_DECISION else 2
    levels = line.number.count(".") + 1 if line.number else 0
    return levels <= most_levels and (not line.bullet or levels == 1)


def _stands_alone(layout: Layout, candidate: _Candidate, subject: Subject) -> bool:
    """Say whether the line is no part of a sentence that was wrapped."""
    if candidate.line.number or candidate.line.is_emphasised:
        return True
    if subject is Subject.DECLARATIONS:
        return True
    below = _below(layout, candidate)
    words = below.plain.lower() if below else ""
    signs_for_another = words.startswith(("for the", "on behalf"))
    return below is None or not below.plain[:1].islower() or signs_for_another


def _is_heading_of_its_own(
    layout: Layout,
    candidate: _Candidate,
    kind: DocumentKind,
    before: Sequence[Heading],
) -> bool:
    """Say whether a line of unknown wording is marked or numbered as a heading."""
    line = candidate.line
    looks = (
        candidate.text[-1] not in ".;,:"
        and len(candidate.text.split()) <= _MOST_WORDS
        and not line.bullet
        and "\t" not in line.raw[line.body_start - line.start :].strip()
        and not _NO_HEADING.match(line.body)
    )
    if not looks or kind is DocumentKind.FOI_RESPONSE or not line.number:
        return looks and line.is_emphasised
    return (
        _could_be_numbered(line, kind)
        and _has_room(layout, candidate)
        and _follows_on(line.number, before)
    )


def _below(layout: Layout, candidate: _Candidate) -> Line | None:
    below = candidate.last_index + 1
    return layout.lines[below] if below < len(layout.lines) else None


def _has_room(layout: Layout, candidate: _Candidate) -> bool:
    """Say whether a blank line or a numbered one stands on either side."""
    index = candidate.line_index
    above = layout.lines[index - 1] if index else None
    below = _below(layout, candidate)
    above_is_free = (
        above is None
        or above.is_blank
        or bool(above.number)
        or above.plain[-1] in ".:;?"
    )
    return above_is_free and (
        below is None or below.is_blank or bool(below.number or below.bullet)
    )


def _follows_on(number: str, before: Sequence[Heading]) -> bool:
    """Say whether the number goes on from the headings before it."""
    if "." in number:
        return True
    last = next((other.number for other in reversed(before) if other.number), "0")
    return int(number) == int(last.split(".")[0]) + 1
