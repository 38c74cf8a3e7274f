"""Which number does Word draw before a paragraph, when nobody has typed it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

_MOST_STYLES_INHERITED = 10
_VALUE = qn("w:val")


@dataclass(frozen=True, slots=True)
class _Level:
    """One depth of a list; in `pattern`, %2 stands for the number at depth 2."""

    start: int
    pattern: str
    numeral: Callable[[int], str]


@dataclass(slots=True)
class _Scheme:
    """A list's levels by depth, and the number given last at each depth."""

    levels: dict[int, _Level]
    depths_by_style: dict[str, int]
    last: dict[int, int] = field(default_factory=dict)

    def count(self, depth: int) -> None:
        """Give the next number at this depth, and start again below it."""
        start = self.levels[depth].start
        self.last[depth] = self.last.get(depth, start - 1) + 1
        self.last = {at: number for at, number in self.last.items() if at <= depth}

    def numeral(self, depth: int) -> str:
        level = self.levels.get(depth)
        if level is None:
            return ""
        return level.numeral(self.last.get(depth, level.start))


class Numbering:
    """The lists of one document, counted along as its paragraphs are read in order."""

    def __init__(self, document: Document) -> None:
        self._styles = {
            style.get(qn("w:styleId"), ""): style
            for style in document.styles.element.iterchildren(qn("w:style"))
        }
        root = _definitions(document)
        self._schemes = {} if root is None else _schemes(root)
        self._scheme_names = {} if root is None else _scheme_names(root)
        self._restarts = {} if root is None else _restarts(root)

    def is_heading(self, paragraph: etree._Element) -> bool:
        return _style_name(paragraph).startswith("Heading")

    def mark(self, paragraph: etree._Element) -> str:
        """Return the next paragraph's number or bullet, "" where it has none."""
        list_id, depth = self._place(paragraph)
        scheme = self._schemes.get(self._scheme_names.get(list_id, ""))
        if scheme is None or depth not in scheme.levels:
            return ""
        restart = self._restarts.pop((list_id, depth), None)
        if restart is not None:
            scheme.last[depth] = restart - 1
        scheme.count(depth)
        return re.sub(
            "%([1-9])",
            lambda place: scheme.numeral(int(place[1]) - 1),
            scheme.levels[depth].pattern,
        ).strip()

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list and the depth, stated by the paragraph or by its style."""
        stated = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if stated is not None and stated.find(qn("w:numId")) is not None:
            return _child_value(stated, "w:numId"), _depth(stated)
        style_name = _style_name(paragraph)
        for _ in range(_MOST_STYLES_INHERITED):
            style = self._styles.get(style_name)
            if style is None:
                break
            stated = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            list_id = _child_value(stated, "w:numId")
            if stated is not None and list_id:
                scheme = self._schemes.get(self._scheme_names.get(list_id, ""))
                by_style = scheme.depths_by_style if scheme else {}
                return list_id, by_style.get(style_name, _depth(stated))
            style_name = _child_value(style, "w:basedOn")
        return "", 0


def _definitions(document: Document) -> etree._Element | None:
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return None
    return parse_xml(part.blob)


def _schemes(root: etree._Element) -> dict[str, _Scheme]:
    return {
        abstract.get(qn("w:abstractNumId"), ""): _scheme(abstract)
        for abstract in root.iterchildren(qn("w:abstractNum"))
    }


def _scheme(abstract: etree._Element) -> _Scheme:
    levels: dict[int, _Level] = {}
    depths_by_style: dict[str, int] = {}
    for element in abstract.iterchildren(qn("w:lvl")):
        depth = _number(element.get(qn("w:ilvl")))
        written_as = _child_value(element, "w:numFmt")
        levels[depth] = _Level(
            start=_number(_child_value(element, "w:start"), otherwise=1),
            pattern=(
                "•" if written_as == "bullet" else _child_value(element, "w:lvlText")
            ),
            numeral=_NUMERALS.get(written_as, str),
        )
        depths_by_style[_child_value(element, "w:pStyle")] = depth
    return _Scheme(levels, depths_by_style)


def _scheme_names(root: etree._Element) -> Mapping[str, str]:
    return {
        instance.get(qn("w:numId"), ""): _child_value(instance, "w:abstractNumId")
        for instance in root.iterchildren(qn("w:num"))
    }


def _restarts(root: etree._Element) -> dict[tuple[str, int], int]:
    """Return where a list that shares another's scheme starts its count afresh."""
    return {
        (instance.get(qn("w:numId"), ""), _number(override.get(qn("w:ilvl")))): _number(
            _child_value(override, "w:startOverride"), otherwise=1
        )
        for instance in root.iterchildren(qn("w:num"))
        for override in instance.iterchildren(qn("w:lvlOverride"))
        if override.find(qn("w:startOverride")) is not None
    }


def _style_name(paragraph: etree._Element) -> str:
    return _child_value(paragraph.find(qn("w:pPr")), "w:pStyle")


def _depth(stated: etree._Element) -> int:
    return _number(_child_value(stated, "w:ilvl"))


def _child_value(parent: etree._Element | None, tag: str) -> str:
    child = parent.find(qn(tag)) if parent is not None else None
    return str(child.get(_VALUE, "")) if child is not None else ""


def _number(printed: str | None, *, otherwise: int = 0) -> int:
    return int(printed) if printed and re.fullmatch(r"\d{1,6}", printed) else otherwise


def _letters(number: int) -> str:
    """Count a, b, … z, aa, bb, as Word does."""
    repeats, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * (min(repeats, 9) + 1)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        while number >= value and len(written) < 20:
            written, number = written + sign, number - value
    return written


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_NUMERALS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _number: "",
}
