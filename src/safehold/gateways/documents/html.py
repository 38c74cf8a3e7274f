"""What are the words of a web page, in reading order?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fromstring

from safehold.gateways.documents import symbols
from safehold.gateways.documents.flow import Flow, folded
from safehold.gateways.files import decoding
from safehold.gateways.files.port import Reason, Unreadable

# fmt: off
_UNSEEN = frozenset((
    "datalist", "head", "iframe", "noscript", "object", "option", "script", "select",
    "style", "svg", "template", "textarea",
))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
_NUMBERED_ITSELF = re.compile(r"(?:\d{1,3}\.){0,3}\d{1,3}[.)]?\s|[a-z][.)]\s")
_MOST_SPANNED = 20
# The longest council report has some ten thousand.
_MOST_ELEMENTS = 200_000


def read(content: bytes) -> str:
    """Return the page's words: table rows as tab-separated lines, lists marked.

    Nothing is fetched, and nothing that a reader of the page would not see is kept.
    """
    text = decoding.decode_page(content)
    parser = HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        root = fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise Unreadable(Reason.NO_WORDS) from error
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        # The parser gave up half-way, and would keep quiet about the rest.
        raise Unreadable(Reason.DAMAGED)
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None:
        raise Unreadable(Reason.TOO_LARGE)
    flow = Flow()
    _Page(flow).read(root)
    return flow.text()


class _Page:
    """Walks over elements without recursion: pages nest as deep as they like."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._lines: list[list[str]] = [[]]
        self._lists: list[_List] = []
        self._marker = ""
        self._items_open = 0
        self._raised_open = 0

    def read(self, root: HtmlElement) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start" and self._taken_whole(element):
                walker.skip_subtree()
            elif event == "start":
                self._open(element)
            else:
                self._close(element)
                if element is not root:
                    self._add(element.tail)
        self._flush()

    def _taken_whole(self, element: HtmlElement) -> bool:
        """Read an element whose inside needs no walk, and tell whether it was one."""
        if _is_unseen(element):
            return True
        if element.tag == "pre":
            rows = [line.split("\t") for line in _set_lines(element)]
        elif element.tag == "table" and _holds_data(element):
            rows = list(_rows(element))
        else:
            return False
        self._flush()
        self._flow.gap()
        for row in rows:
            self._flow.row(row) if any(row) else self._flow.gap()
        self._flow.gap()
        return True

    def _open(self, element: HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        match element.tag:
            case "ol" | "ul":
                self._lists.append(_List(element))
            case "li":
                self._items_open += 1
                self._marker = self._lists[-1].mark(element) if self._lists else "•"
            case "br":
                self._lines.append([])
            case "sup":
                self._raised_open += 1
            case "img":
                self._add(f" {element.get('alt', '')} ")
            case "input" if element.get("type", "").lower() in ("checkbox", "radio"):
                self._add("✓" if element.get("checked") is not None else "☐")
            case _:
                pass
        self._add(element.text)

    def _close(self, element: HtmlElement) -> None:
        if _is_unseen(element):
            return
        if element.tag in _BLOCKS:
            self._flush()
        match element.tag:
            case "ol" | "ul":
                self._lists.pop()
                if not self._lists:
                    self._flow.gap()
            case "li":
                self._items_open -= 1
                self._marker = ""
            case "sup":
                self._raised_open -= 1
            case _:
                pass

    def _add(self, words: str | None) -> None:
        if words:
            words = symbols.raised(words) if self._raised_open else words
            self._lines[-1].append(symbols.plain(words))

    def _flush(self) -> None:
        """Put what was gathered since the last block into the flow."""
        lines = [folded("".join(pieces)) for pieces in self._lines]
        text = "\n".join(line for line in lines if line)
        self._lines = [[]]
        if not text:
            return
        if not self._items_open:
            self._flow.block(text)
            return
        if self._marker and not _NUMBERED_ITSELF.match(text):
            text = f"{self._marker} {text}"
        self._marker = ""
        self._flow.item(text)


class _List:
    """A list under way, and the mark that a browser would draw before each item."""

    def __init__(self, element: HtmlElement) -> None:
        self._numbered = element.tag == "ol"
        self._letters = element.get("type", "") if self._numbered else ""
        self._next = _whole_number(element.get("start"), otherwise=1)

    def mark(self, item: HtmlElement) -> str:
        if not self._numbered:
            return "•"
        number = _whole_number(item.get("value"), otherwise=self._next)
        self._next = number + 1
        if self._letters in ("a", "A") and 1 <= number <= 26:
            return f"{chr(ord(self._letters) + number - 1)})"
        return f"{number}."


def _is_unseen(element: HtmlElement) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or "display:none" in style
    )


def _set_lines(pre: HtmlElement) -> list[str]:
    return str(pre.text_content()).split("\n")


def _whole_number(printed: str | None, *, otherwise: int) -> int:
    if printed and re.fullmatch(r"\d{1,6}", printed.strip()):
        return int(printed)
    return otherwise


def _holds_data(table: HtmlElement) -> bool:
    """Tell a table of data from one that only places things on the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(_cells(row)) > 1 for row in table.iter("tr"))


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _rows(table: HtmlElement) -> Iterator[list[str]]:
    """Yield each row with as many cells as columns: a spanned place is empty."""
    still_spanned: dict[int, int] = {}
    for caption in table.iterchildren("caption"):
        yield [_cell_words(caption)]
    for row in table.iter("tr"):
        words: list[str] = []
        for cell in _cells(row):
            _skip_spanned(words, still_spanned)
            across = _span(cell, "colspan")
            for column in range(len(words), len(words) + across):
                still_spanned[column] = _span(cell, "rowspan") - 1
            words += [_cell_words(cell), *[""] * (across - 1)]
        _skip_spanned(words, still_spanned)
        yield words


def _skip_spanned(words: list[str], still_spanned: dict[int, int]) -> None:
    while still_spanned.get(len(words), 0) > 0:
        still_spanned[len(words)] -= 1
        words.append("")


def _span(cell: HtmlElement, attribute: str) -> int:
    return min(max(_whole_number(cell.get(attribute), otherwise=1), 1), _MOST_SPANNED)


def _cell_words(cell: HtmlElement) -> str:
    flow = Flow()
    _Page(flow).read(cell)
    return folded(flow.text())
