"""What are the words of a Word document, in reading order?"""

from __future__ import annotations

import io
from collections.abc import Container, Iterator
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from safehold.gateways.documents import symbols
from safehold.gateways.documents.flow import Flow, folded
from safehold.gateways.documents.numbering import Numbering
from safehold.gateways.files.port import Reason, Unreadable

_MOST_SPANNED = 20
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Struck out or moved away by "track changes", or drawn again for old readers.
_UNSEEN = frozenset(
    (qn("w:del"), qn("w:moveFrom"), f"{_COMPATIBILITY}Fallback"),
)
_BOX = qn("w:txbxContent")
_IN_PLACE = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_NOTE_MARKS = {
    qn("w:footnoteReference"): "w:footnote",
    qn("w:endnoteReference"): "w:endnote",
}
_NOTE_PARTS = {
    "w:footnote": RELATIONSHIP_TYPE.FOOTNOTES,
    "w:endnote": RELATIONSHIP_TYPE.ENDNOTES,
}


def read(content: bytes) -> str:
    """Return the words: table rows as tab-separated lines, lists with their numbers.

    Words inserted by "track changes" count, words struck out by it do not. The
    words of text boxes follow the paragraph that they hang on; notes stand last.
    """
    try:
        document = docx.Document(io.BytesIO(content))
    except (
        *(PackageNotFoundError, BadZipFile, KeyError, ValueError),
        etree.XMLSyntaxError,
    ) as error:
        raise Unreadable(Reason.DAMAGED) from error
    reader = _Reader(document)
    flow = Flow()
    reader.read_blocks(document.element.body, flow)
    reader.read_notes(flow)
    return flow.text()


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = Numbering(document)
        self._marked: list[tuple[str, str]] = []
        self._notes = {kind: _notes(document, kind) for kind in _NOTE_PARTS}

    def read_blocks(self, parent: etree._Element, flow: Flow) -> None:
        for block in _nearest(parent, (qn("w:p"), qn("w:tbl"))):
            if block.tag == qn("w:tbl"):
                self._read_table(block, flow)
            else:
                self._read_paragraph(block, flow)

    def read_notes(self, flow: Flow) -> None:
        """Add the notes that were marked in the text, in the order of their marks."""
        for number, (kind, note_id) in enumerate(self._marked, start=1):
            note = self._notes[kind].get(note_id)
            if note is not None:
                inside = Flow()
                self.read_blocks(note, inside)
                flow.block(f"{symbols.raised(str(number))} {folded(inside.text())}")

    def _read_paragraph(self, paragraph: etree._Element, flow: Flow) -> None:
        text = symbols.plain("".join(self._words(paragraph))).strip()
        mark = self._numbering.mark(paragraph) if text else ""
        if mark and not self._numbering.is_heading(paragraph):
            flow.item(f"{mark} {text}")
        else:
            flow.block(f"{mark} {text}".strip())
        for box in _nearest(paragraph, (_BOX,)):
            self.read_blocks(box, flow)

    def _words(self, paragraph: etree._Element) -> Iterator[str]:
        """Yield the paragraph's words, run by run, with its line ends and tabs."""
        for run in _nearest(paragraph, (qn("w:r"), _BOX)):
            if run.tag == _BOX:
                continue
            words = "".join(self._run_words(run))
            yield symbols.raised(words) if _is_raised(run) else words

    def _run_words(self, run: etree._Element) -> Iterator[str]:
        for piece in run:
            if piece.tag == qn("w:t"):
                yield piece.text or ""
            elif piece.tag == qn("w:sym"):
                yield _symbol(piece)
            elif piece.tag in _NOTE_MARKS:
                self._marked.append((_NOTE_MARKS[piece.tag], piece.get(qn("w:id"), "")))
                yield symbols.raised(str(len(self._marked)))
            else:
                yield _IN_PLACE.get(piece.tag, "")

    def _read_table(self, table: etree._Element, flow: Flow) -> None:
        flow.gap()
        rows = [
            list(_nearest(row, (qn("w:tc"),))) for row in _nearest(table, (qn("w:tr"),))
        ]
        for cells in rows:
            if len(cells) == 1 and _only_places(cells[0], rows):
                self.read_blocks(cells[0], flow)
            else:
                flow.row(self._row(cells))
        flow.gap()

    def _row(self, cells: list[etree._Element]) -> Iterator[str]:
        """Yield one text a column: a place that is merged away is empty."""
        for cell in cells:
            yield "" if _continues_above(cell) else self._cell_words(cell)
            yield from [""] * (_columns_across(cell) - 1)

    def _cell_words(self, cell: etree._Element) -> str:
        inside = Flow()
        self.read_blocks(cell, inside)
        return folded(inside.text())


def _notes(document: Document, kind: str) -> dict[str, etree._Element]:
    try:
        part = document.part.part_related_by(_NOTE_PARTS[kind])
    except KeyError:
        return {}
    notes = parse_xml(part.blob).iter(qn(kind))
    return {note.get(qn("w:id"), ""): note for note in notes}


def _nearest(parent: etree._Element, tags: Container[str]) -> Iterator[etree._Element]:
    """Yield the nearest elements of these kinds, however deep their wrappings go.

    Word wraps paragraphs, rows, cells and runs in content controls, links and
    changes; each element found is left to whoever asked.
    """
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag in tags:
            yield element
        elif element.tag not in _UNSEEN:
            waiting.extend(reversed(element))


def _only_places(cell: etree._Element, rows: list[list[etree._Element]]) -> bool:
    """Tell whether a row's only cell is a frame for text, not a heading in a table."""
    paragraphs = list(_nearest(cell, (qn("w:p"), qn("w:tbl"))))
    return len(paragraphs) > 1 or all(len(cells) == 1 for cells in rows)


def _is_raised(run: etree._Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return mark is not None and mark.get(qn("w:val")) == "superscript"


def _symbol(piece: etree._Element) -> str:
    """Return a character that is given by its place in a symbol font."""
    try:
        return chr(int(piece.get(qn("w:char"), ""), 16))
    except ValueError:
        return ""


def _continues_above(cell: etree._Element) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _columns_across(cell: etree._Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    printed = span.get(qn("w:val"), "") if span is not None else ""
    return min(max(int(printed), 1), _MOST_SPANNED) if printed.isdecimal() else 1
