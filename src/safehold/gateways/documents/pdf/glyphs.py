"""Which characters stand on a page of a PDF, which rules are drawn, and where?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem, LTPage

from safehold.gateways.documents import symbols

_UNKNOWN = "\ufffd"
_THIN_POINTS = 3.0
_DOT_POINTS = (2.0, 7.0)
# Beyond this a page is a drawing, and no table will be found in it.
_MOST_RULES = 20_000


class Glyph(NamedTuple):
    """A character as drawn, in points from the page's top left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str


class Rule(NamedTuple):
    """A straight line, level or upright: two of its four numbers are the same."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """All that is drawn on one page, in the order in which it is drawn."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


def collect(page: LTPage) -> Page:
    """Gather what is drawn on a page. Words that do not run level are left out."""
    found_glyphs: list[Glyph] = []
    found_rules: list[Rule] = []
    for item in _items(page):
        if isinstance(item, LTChar):
            slant = item.matrix[1]
            if item.upright and abs(slant) < 0.1 * abs(item.matrix[0]):
                found_glyphs.append(_glyph(item, page))
        elif isinstance(item, LTCurve) and _is_dot(item):
            found_glyphs.append(_bullet(item, page))
        elif isinstance(item, LTCurve) and len(found_rules) < _MOST_RULES:
            found_rules += _rules(item, page)
    return Page(page.width, page.height, tuple(found_glyphs), tuple(found_rules))


def _items(page: LTPage) -> Iterator[LTItem]:
    waiting: list[LTItem] = [page]
    while waiting:
        item = waiting.pop()
        if isinstance(item, LTContainer):
            waiting.extend(reversed(list(item)))
        else:
            yield item


def _glyph(char: LTChar, page: LTPage) -> Glyph:
    text = char.get_text()
    return Glyph(
        _UNKNOWN if text.startswith("(cid:") else symbols.plain(text),
        char.x0 - page.x0,
        char.x1 - page.x0,
        page.y1 - char.matrix[5],
        max(char.size, 1.0),
        char.fontname,
    )


def _is_dot(curve: LTCurve) -> bool:
    """Tell a bullet that is drawn as a shape: browsers draw theirs so."""
    smallest, largest = _DOT_POINTS
    return (
        curve.fill
        and smallest <= curve.width <= largest
        and abs(curve.width - curve.height) < smallest / 4
    )


def _bullet(dot: LTCurve, page: LTPage) -> Glyph:
    size = 2 * dot.width
    baseline = page.y1 - dot.y0 + dot.height / 2
    return Glyph("•", dot.x0 - page.x0, dot.x1 - page.x0, baseline, size, "")


def _rules(curve: LTCurve, page: LTPage) -> Iterator[Rule]:
    """Yield the rule that a thin shape is, or the four edges of a box."""
    left, right = curve.x0 - page.x0, curve.x1 - page.x0
    top, bottom = page.y1 - curve.y1, page.y1 - curve.y0
    if bottom - top <= _THIN_POINTS:
        middle = (top + bottom) / 2
        yield Rule(left, middle, right, middle)
    elif right - left <= _THIN_POINTS:
        middle = (left + right) / 2
        yield Rule(middle, top, middle, bottom)
    elif _is_box(curve):
        yield Rule(left, top, right, top)
        yield Rule(left, bottom, right, bottom)
        yield Rule(left, top, left, bottom)
        yield Rule(right, top, right, bottom)


def _is_box(curve: LTCurve) -> bool:
    """Tell whether each corner of the shape is a corner of its frame."""
    return all(
        min(abs(x - curve.x0), abs(x - curve.x1)) < 1
        and min(abs(y - curve.y0), abs(y - curve.y1)) < 1
        for x, y in curve.pts
    )
