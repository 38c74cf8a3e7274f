"""Which characters of a page stand on one line, and where does a column begin?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safehold.gateways.documents import symbols
from safehold.gateways.documents.pdf.glyphs import Glyph

# All of these are shares of the size of the letters.
_SAME_LINE = 0.5
_RAISED_BY, _RAISED_SIZE = 0.15, 0.9
_WORD_GAP = 0.22
_COLUMN_GAP = 1.5
_OVERPRINTED = 0.1
# Closer together than a tab stop from the words they number.
_LIST_MARK = re.compile(
    r"[•▪●○◦■➢–\-*o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|(?:\d{1,2}\.){1,3}\d{0,2}|\d"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together on a line; a wide gap parts it from the next."""

    text: str
    left: float
    right: float
    first_word_right: float


@dataclass(frozen=True, slots=True)
class Line:
    """The segments of one line, from left to right."""

    segments: tuple[Segment, ...]
    baseline: float
    size: float
    fonts: frozenset[str]

    @property
    def text(self) -> str:
        return "\t".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right

    @property
    def first_word_width(self) -> float:
        return self.segments[0].first_word_right - self.left


def group(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines that the glyphs stand on, from the top of the page down."""
    rows: list[list[Glyph]] = []
    tallest: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if tallest is None or not _is_level(glyph, tallest):
            rows.append([])
            tallest = glyph
        rows[-1].append(glyph)
        if glyph.size > tallest.size:
            tallest = glyph
    lines = (_line(sorted(row, key=lambda glyph: glyph.left)) for row in rows)
    return [line for line in lines if line is not None]


def _is_level(glyph: Glyph, tallest: Glyph) -> bool:
    apart = abs(glyph.baseline - tallest.baseline)
    return apart <= _SAME_LINE * max(glyph.size, tallest.size)


def _line(row: list[Glyph]) -> Line | None:
    drawn = [glyph for glyph in row if not glyph.text.isspace()]
    if not drawn:
        return None
    base = max(drawn, key=lambda glyph: glyph.size)
    segments = tuple(_joined_marks(list(_segments(row, base))))
    return Line(
        segments,
        base.baseline,
        base.size,
        frozenset(glyph.font for glyph in drawn),
    )


def _segments(row: list[Glyph], base: Glyph) -> Iterator[Segment]:
    """Yield the words that stand together; a space is drawn, or is only a gap."""
    words, left, right, first_word_right = "", 0.0, 0.0, 0.0
    spaced = False
    before: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            spaced = True
            continue
        if before is not None and _is_overprint(glyph, before):
            continue
        gap = glyph.left - right
        if words and gap > _COLUMN_GAP * base.size:
            yield Segment(words, left, right, first_word_right or right)
            words, first_word_right = "", 0.0
        elif words and (spaced or gap > _WORD_GAP * base.size):
            first_word_right = first_word_right or right
            words += " "
        if not words:
            left = glyph.left
        words += _drawn_text(glyph, base)
        right, spaced, before = glyph.right, False, glyph
    yield Segment(words, left, right, first_word_right or right)


def _is_overprint(glyph: Glyph, before: Glyph) -> bool:
    """Tell a letter drawn twice, a little apart, to look bold."""
    return (
        glyph.text == before.text
        and abs(glyph.left - before.left) < _OVERPRINTED * glyph.size
    )


def _drawn_text(glyph: Glyph, base: Glyph) -> str:
    raised = base.baseline - glyph.baseline > _RAISED_BY * base.size
    small = glyph.size < _RAISED_SIZE * base.size
    return symbols.raised(glyph.text) if raised and small else glyph.text


def _joined_marks(segments: list[Segment]) -> list[Segment]:
    """Join a bullet or number to the words it stands before."""
    if len(segments) > 1 and _LIST_MARK.fullmatch(segments[0].text):
        mark, first, *rest = segments
        words = f"{mark.text} {first.text}"
        return [Segment(words, mark.left, first.right, mark.right), *rest]
    return segments


def wrapped(parts: Iterable[str]) -> str:
    """Return as one the words that were broken across lines."""
    whole = ""
    for part in parts:
        halves = whole.endswith("-") and whole[-2:-1].isalpha() and part[:1].islower()
        whole += part if halves or not whole else f" {part}"
    return whole
