"""Which lines a text has, and what each says without bullets and markup."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from safehold.engine.spans import Span, Words

_INVISIBLE: Final = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
_INLINE_TAG: Final = re.compile(
    r"</?(?:a|b|em|font|i|span|strong|su[bp]|u)\b[^<>]{0,200}>"
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LINK: Final = re.compile(r"\[([^\[\]]{0,300})\]\([^()\s]{0,300}\)")
_MARKUP: Final = re.compile(r"[<*_\[&#\\\ufeff\u200b-\u200d\u2060\u00ad]")
_ESCAPE: Final = re.compile(r"\\([.)*_#\[\]&~>|-])")
_PAGE_FOOT: Final = re.compile(
    r"^[^\S\n]*[-–—|]?[^\S\n]*page[^\S\n]?\d{1,3}(?:[^\S\n]?(?:of|/)[^\S\n]?\d{1,3})?"
    r"[^\S\n]*[-–—|]?[^\S\n]*$",
    re.I | re.M,
)
_WIDEST_PAGE: Final = 130
_MOST_BLANK_LINES: Final = 2
_MOST_LINES_AT_PAGE_END: Final = 8
_HASHES: Final = re.compile(r"\s*#{1,6}(?:\s+|$)")

_BULLETS: Final = "-–—•▪●◦‣∙·*\uf0b7\uf0a7"
_START: Final = re.compile(
    rf"""
    (?P<indent>\s*)
    (?:(?P<hashes>\#{{1,6}})\s+)?
    (?:(?P<bullet>[{_BULLETS}])\s+)?
    (?:\*\*|__|<[a-zA-Z][^<>]{{0,80}}>)*
    (?:
        (?P<number>
            [1-9]\d?(?:\.[1-9]\d{{0,2}}){{1,4}}(?=\\?[.):]?(?:[\s*<_]|$))
          | [1-9]\d?(?=\\?[.)](?:[\s*<_]|$))
        )
        \\?[.):]? (?:\s|\*\*|__)*
    )?
    """,
    re.VERBOSE,
)


class Line(NamedTuple):
    """One line of a text.

    `plain` is the line without bullet, markup and extra white space; `number` is
    its printed number (`2.1.1`) or ""; `body` is `plain` without the number, and
    stands from character `body_start`. `is_emphasised` says that the whole line is
    marked as a heading (`##`) or is bold. A page's foot counts as blank.
    """

    start: int
    end: int
    raw: str
    indent: int
    bullet: str
    number: str
    plain: str
    body: str
    body_start: int
    is_emphasised: bool

    @property
    def is_blank(self) -> bool:
        return not self.plain


class Layout(NamedTuple):
    """A text and its lines."""

    text: str
    lines: tuple[Line, ...]

    def words(self, start: int, end: int) -> Words:
        """Return the words that stand from `start` to `end`, without page numbers."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        printed = _PAGE_FOOT.sub("", self.text[start:end])
        return Words(clean(printed), Span(start, end))


def lay_out(text: str) -> Layout:
    """Split a text into lines, by every line break that Unicode knows."""
    lines: list[Line] = []
    start = 0
    for whole in text.splitlines(keepends=True):
        lines.append(_read_line(whole, start))
        start += len(whole)
    return Layout(text, tuple(lines))


def clean(printed: str) -> str:
    """Return the words without tags, emphasis, link targets and extra white space.

    A single star stays: it may be the footnote mark of a figure (REF-10).
    """
    if not _MARKUP.search(printed):
        return " ".join(printed.split())
    printed = _HASHES.sub("", printed, count=1) if "#" in printed else printed
    if "<" in printed:
        printed = _TAG.sub(" ", _INLINE_TAG.sub("", printed))
    if "[" in printed:
        printed = _LINK.sub(r"\1", printed)
    printed = printed.replace("**", "").replace("__", "")
    printed = _ESCAPE.sub(r"\1", printed)
    if "&" in printed:
        printed = html.unescape(printed)
    return " ".join(printed.translate(_INVISIBLE).split())


def is_hard_wrapped(layout: Layout) -> bool:
    """Say whether paragraphs are broken into lines: whether no line is a long one."""
    return all(
        len(line.raw) <= _WIDEST_PAGE or "\t" in line.raw for line in layout.lines
    )


def next_filled(lines: Sequence[Line], index: int) -> int:
    """Return the index of the first line at or after `index` that is not blank."""
    while index < len(lines) and lines[index].is_blank:
        index += 1
    return index


def next_row(layout: Layout, index: int) -> int | None:
    """Return the line that may go on with a table after the line at `index`.

    Two blank lines may stand between, and a page's end with what is blank around it.
    """
    lines = layout.lines
    below = next_filled(lines, index + 1)
    if below >= len(lines):
        return None
    between = layout.text[lines[index].end : lines[below].start]
    most = _MOST_LINES_AT_PAGE_END if holds_page_end(between) else _MOST_BLANK_LINES
    return below if below - index - 1 <= most else None


def holds_page_end(between: str) -> bool:
    """Say whether a page ends in what stands between two lines that are not blank."""
    return "\f" in between or bool(between.strip())


def lines_outside(layout: Layout, taken: Sequence[Span]) -> list[int]:
    """Return the indexes of the lines that touch none of the spans."""
    spans = iter(sorted(taken))
    span = next(spans, None)
    free: list[int] = []
    for index, line in enumerate(layout.lines):
        while span is not None and span.end <= line.start:
            span = next(spans, None)
        if span is None or line.end <= span.start:
            free.append(index)
    return free


def _read_line(whole: str, start: int) -> Line:
    raw = whole.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    words = raw.strip()
    end = start + len(raw)
    if _says_nothing(words):
        return Line(start, end, raw, 0, "", "", "", "", start, is_emphasised=False)
    if words[0].isalpha():
        indent, plain = len(raw) - len(raw.lstrip()), clean(words)
        return Line(
            *(start, end, raw, indent, "", "", plain, plain, start + indent),
            is_emphasised=False,
        )
    return _read_marked_line(raw, start)


def _says_nothing(words: str) -> bool:
    """Say whether a line is empty, a bullet that lost its words, or a page's foot."""
    if len(words) <= 1:
        return words in _BULLETS
    return words[-1].isdigit() and _PAGE_FOOT.fullmatch(words) is not None


def _read_marked_line(raw: str, start: int) -> Line:
    found = _START.match(raw)
    assert found, "every part of the pattern may be empty"
    bullet, number = found["bullet"] or "", found["number"] or ""
    after_bullet = found.end("bullet") if bullet else found.end("indent")
    plain = clean(raw[after_bullet:])
    is_bold = raw.strip().startswith("**") and raw.strip().endswith("**")
    return Line(
        start=start,
        end=start + len(raw),
        raw=raw,
        indent=found.end("indent"),
        bullet=bullet,
        number=number,
        plain=plain,
        body=clean(raw[found.end() :]) if number else plain,
        body_start=start + (found.end() if number else after_bullet),
        is_emphasised=is_bold or found["hashes"] is not None,
    )
