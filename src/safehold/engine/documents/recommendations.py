"""What a decision-maker is asked to approve, item by item. Source: DEC-10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from safehold.engine.documents.heading_subjects import Subject
from safehold.engine.documents.headings import (
    ASKED,
    Heading,
    end_of_body,
    first_about,
    is_lead_in,
)
from safehold.engine.documents.lines import Layout, Line, holds_page_end
from safehold.engine.documents.places import starting_in
from safehold.engine.documents.reading import Amount, Recommendation
from safehold.engine.spans import Span, Words

_LETTER: Final = re.compile(r"\(?([a-z]|[ivx]{1,4}|[1-9]\d?)[).]\s+", re.I)
_ASKS_FOR: Final = re.compile(
    rf"(?:{ASKED})\s+(?:(?:to|that)\s+)?(?!(?:to|that)\b)(?=\w)", re.I
)
_CLOSING: Final = re.compile(
    r"I confirm I have considered|The above request has|Signature\b|Date signed", re.I
)
_OPEN_END: Final = re.compile(r"(?:[,&(–-]|\b(?:and|or|of|the|to|for|with|in|a|by))$")
_END_OF_ITEM: Final = (".", ";", "; and", "; or")
_ROMAN: Final = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
)
_LEAD_IN_LINES: Final = 8


class _Mark(NamedTuple):
    """Where an item starts: its line, printed number, depth and first word."""

    line_index: int
    number: str
    depth: tuple[str, int]
    start: int


def find_recommendations(
    layout: Layout, headings: Sequence[Heading], amounts: Sequence[Amount]
) -> tuple[Recommendation, ...]:
    """Find the recommendations, each with the amounts that stand in it."""
    asked = _lines_of_recommendations(layout, headings)
    items = range(_end_of_lead_in(layout, asked), asked.stop)
    found = (
        list(_find_marked(layout, items))
        or (list(_find_unmarked(layout, items)) if items.start > asked.start else [])
        or list(_find_in_sentence(layout, asked))
    )
    return tuple(
        Recommendation(number, words, _amounts_in(words.span, amounts))
        for number, words in found
        if words.text
    )


def _amounts_in(span: Span, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    return tuple(
        amount
        for amount in starting_in(amounts, span.start, span.end)
        if amount.span.end <= span.end
    )


def _lines_of_recommendations(layout: Layout, headings: Sequence[Heading]) -> range:
    """Return the lines under the heading, or else from the sentence that asks."""
    heading = first_about(headings, Subject.RECOMMENDATIONS)
    if heading is not None:
        is_run_in = heading.body_start < layout.lines[heading.line_index].end
        first = heading.line_index + (not is_run_in)
        end = end_of_body(layout, headings, heading)
    else:
        asks = (i for i, line in enumerate(layout.lines) if is_lead_in(line.plain))
        first = next(asks, len(layout.lines))
        start = layout.lines[first].start if first < len(layout.lines) else 0
        later = (other.start for other in headings if other.start > start)
        end = next(later, len(layout.text))
    stop = first
    while stop < len(layout.lines) and layout.lines[stop].start < end:
        if _CLOSING.match(layout.lines[stop].plain):
            break
        stop += 1
    return range(first, stop)


def _end_of_lead_in(layout: Layout, asked: range) -> int:
    """Return the line after the sentence that asks, which may be wrapped."""
    said = ""
    for index in asked[:_LEAD_IN_LINES]:
        said = f"{said} {layout.lines[index].plain}".strip()
        if is_lead_in(said):
            return index + 1
    return asked.start


def _find_marked(layout: Layout, items: range) -> Iterator[tuple[str, Words]]:
    """Find items with a number, letter or bullet; deeper marks are part of them."""
    marks = [m for i in items if (m := _mark(layout.lines[i], i)) is not None]
    outer: list[_Mark] = []
    for mark in marks:
        if not outer or _is_outer(layout, mark, outer):
            outer.append(mark)
    for position, mark in enumerate(outer):
        is_last = position + 1 == len(outer)
        stop = items.stop if is_last else outer[position + 1].line_index
        end = _end_of_item(layout, range(mark.line_index, stop))
        yield mark.number or str(position + 1), layout.words(mark.start, end)


def _mark(line: Line, index: int) -> _Mark | None:
    if line.number:
        depth = ("number", line.number.count("."))
        return _Mark(index, line.number, depth, line.body_start)
    letter = _LETTER.match(line.plain)
    if letter:
        mark = letter[0].strip()
        start = line.start + line.raw.index(mark) + len(mark) if mark in line.raw else 0
        depth = ("number" if letter[1].isdigit() else "letter", 0)
        return _Mark(index, letter[1], depth, start or line.body_start)
    if line.bullet and line.plain:
        return _Mark(index, "", ("bullet", line.indent), line.body_start)
    return None


def _is_outer(layout: Layout, mark: _Mark, before: Sequence[_Mark]) -> bool:
    """Say whether a mark stands as deep as the first, and starts no wrapped line."""
    kind, depth = before[0].depth
    if mark.depth[0] != kind:
        return False
    if kind == "bullet":
        return mark.depth[1] <= depth + 1
    if kind == "letter":
        return _follows(before[-1].number.lower(), mark.number.lower())
    above = layout.lines[mark.line_index - 1].plain if mark.line_index else ""
    return mark.depth[1] == depth and not _OPEN_END.search(above)


def _follows(letter: str, candidate: str) -> bool:
    """Say whether a letter follows on: b after a, ii after i, but not i after a."""
    if letter in _ROMAN and candidate in _ROMAN:
        return _ROMAN.index(candidate) == _ROMAN.index(letter) + 1
    return len(candidate) == 1 and ord(candidate) - ord(letter[0]) == 1


def _end_of_item(layout: Layout, item: range) -> int:
    """Return where an item's words end.

    After a blank line it goes on only with deeper marks, or where the sentence was
    broken off, by a page's end say.
    """
    last = layout.lines[item.start]
    is_after_blank = False
    for line in (layout.lines[index] for index in item[1:]):
        if line.is_blank:
            is_after_blank = True
            continue
        if is_after_blank and not _goes_on(layout, last, line):
            break
        last, is_after_blank = line, False
    return last.end


def _goes_on(layout: Layout, above: Line, below: Line) -> bool:
    if below.bullet or below.number or _LETTER.match(below.plain):
        return True
    is_at_page_end = holds_page_end(layout.text[above.end : below.start])
    is_unfinished = is_at_page_end and above.plain[-1] not in ".;:"
    is_open = _OPEN_END.search(above.plain) is not None
    return is_open or is_unfinished or not below.plain[0].isupper()


def _find_unmarked(layout: Layout, items: range) -> Iterator[tuple[str, Words]]:
    """Find items that lost their marks: one a paragraph, or one a finished line."""
    lines = [layout.lines[index] for index in items]
    filled = [position for position, line in enumerate(lines) if not line.is_blank]
    if not filled:
        return
    has_paragraphs = any(line.is_blank for line in lines[filled[0] : filled[-1]])
    groups: list[list[Line]] = []
    for position in filled:
        line = lines[position]
        said = groups[-1][-1].plain if groups else ""
        is_after_blank = position > 0 and lines[position - 1].is_blank
        is_broken_off = line.plain[0].islower() and not said.endswith(_END_OF_ITEM)
        starts_item = is_after_blank if has_paragraphs else said.endswith(_END_OF_ITEM)
        if not groups or (starts_item and not is_broken_off):
            groups.append([])
        groups[-1].append(line)
    for count, group in enumerate(groups, start=1):
        yield str(count), layout.words(group[0].start, group[-1].end)


def _find_in_sentence(layout: Layout, asked: range) -> Iterator[tuple[str, Words]]:
    """Find a single recommendation that follows in the sentence that asks."""
    if not asked:
        return
    start, end = layout.lines[asked[0]].start, layout.lines[asked[-1]].end
    found = _ASKS_FOR.search(layout.text, start, end)
    if found:
        yield "1", layout.words(found.end(), end)
