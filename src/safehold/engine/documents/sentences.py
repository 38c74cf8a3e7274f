"""Where one sentence, bullet, table cell or table row ends and the next begins."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from safehold.engine.spans import Span

_MARKER: Final = re.compile(
    r"""[ \t\u00a0]{0,40}
    (?:\#{1,6}[ ]+)?
    (?:[-–—•▪●◦·*\uf0b7][ \t\u00a0]+)?
    (?:
        (?:Q?[0-9]{1,2}[.)]|\(?(?:[a-z]|[ivx]{2,4})\)|[a-z]\.(?!\s*£))(?=\s)
      | [0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?(?=\s)(?!\s+(?:million|billion|bn|m|per)\b)
    )?
    [ \t\u00a0]*""",
    re.VERBOSE,
)
_ENDS_IN_A_SUM: Final = re.compile(r"£[0-9][0-9,.]{0,20}[*†‡]{0,2}$")
_CELL_END: Final = re.compile(r"\t+|\||(?<=\S) {3,}(?=\S)")
_SENTENCE_END: Final = re.compile(
    r"""[.!?]["'”’)\]]{0,3}[¹²³⁴-⁹⁰*]{0,3}\s+(?=[A-Z0-9£“‘"(\[])"""
)
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vol|no|approx|para|st|mr|mrs|ms|dr|cllr|c|ca|max|min|cf"
    r"|incl|excl|pp?|est|ref|[a-z]))$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION: Final = 8
_LONGEST_ROW: Final = 120


class _Line(NamedTuple):
    start: int
    end: int
    words: str
    marker_end: int


class Sentences:
    """The sentences of a text, in order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: Final = tuple(spans)
        self._starts: Final = [span.start for span in self.spans]

    def holding(self, start: int, end: int) -> Span:
        """Return the sentence that `start` is in, stretched to hold [start, end)."""
        index = bisect.bisect_right(self._starts, start) - 1
        if index < 0 or self.spans[index].end <= start:
            return Span(start, end)
        found = self.spans[index]
        return found if end <= found.end else Span(found.start, end)


def find_sentences(text: str) -> Sentences:
    """Find the sentences; what stands between them is white space or a mark.

    A tab, a bar or three spaces end a table cell; a bullet or number starts a
    bullet; a line that ends in a sum of money is a row of a table when no small
    letter carries it on.
    """
    return Sentences(
        _trimmed(text, start, end)
        for passage in _passages(text)
        for start, end in _split(text, passage)
        if not text[start:end].isspace() and start < end
    )


def _passages(text: str) -> Iterator[Span]:
    """Yield runs of lines that belong together: a paragraph, a bullet or a row."""
    start: int | None = None
    end = 0
    before: _Line | None = None
    lines = _lines(text)
    for line, after in zip(lines, (*lines[1:], None), strict=False):
        if start is not None and (_starts_afresh(line) or before is None):
            yield Span(start, end)
            start = None
        if line.words:
            start = line.marker_end if start is None else start
            end = line.end
        is_row = _is_row(line, after)
        if is_row and before is not None and start is not None and start < line.start:
            yield Span(start, before.end)
            start = line.marker_end
        before = None if is_row or "\t" in line.words or not line.words else line
    if start is not None:
        yield Span(start, end)


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for whole in text.splitlines(keepends=True):
        marker = _MARKER.match(text, start, start + len(whole))
        assert marker, "every part of the pattern may be empty"
        words = whole.strip()
        end = start + len(whole.rstrip())
        lines.append(_Line(start, end, words, min(marker.end(), end)))
        start += len(whole)
    return lines


def _starts_afresh(line: _Line) -> bool:
    return not line.words or "\t" in line.words or _is_marked(line)


def _is_marked(line: _Line) -> bool:
    return line.end - line.marker_end < len(line.words)


def _is_row(line: _Line, after: _Line | None) -> bool:
    words = line.words
    return (
        len(words) <= _LONGEST_ROW
        and words[:1].isupper()
        and _ENDS_IN_A_SUM.search(words, max(0, len(words) - 30)) is not None
        and ". " not in words
        and not (after is not None and after.words[:1].islower())
    )


def _split(text: str, passage: Span) -> Iterator[tuple[int, int]]:
    start = passage.start
    for cell_end in _CELL_END.finditer(text, passage.start, passage.end):
        yield from _split_cell(text, start, cell_end.start())
        start = cell_end.end()
    yield from _split_cell(text, start, passage.end)


def _split_cell(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _SENTENCE_END.finditer(text, start, end):
        word = text[max(start, stop.start() - _LONGEST_ABBREVIATION) : stop.start()]
        if text[stop.start()] == "." and _ABBREVIATED.search(word):
            continue
        yield start, stop.end()
        start = stop.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(
        start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    )
