"""A Word document gives its words in order, with the numbers that Word draws."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from safehold.gateways.documents import word
from safehold.gateways.files.port import Reason, Unreadable

NAMESPACES = nsdecls("w", "w14")


def words_of(document: Document) -> str:
    return word.read(saved(document))


def saved(document: Document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def with_body(xml: str) -> Document:
    """Return a document whose body is the given WordprocessingML."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"):
        document.element.body.insert_element_before(element, "w:sectPr")
    return document


def numbered(text: str, *, depth: int = 0, list_id: int = 77) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/>'
        f"</w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def add_lists(document: Document, lists: str) -> None:
    root = document.part.numbering_part.element
    for element in parse_xml(f"<w:numbering {NAMESPACES}>{lists}</w:numbering>"):
        root.append(element)


def level(depth: int, pattern: str, numerals: str = "decimal", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{numerals}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


LEGAL = (
    '<w:abstractNum w:abstractNumId="70">'
    + level(0, "%1.")
    + level(1, "%1.%2.")
    + level(2, "(%3)", "lowerLetter")
    + "</w:abstractNum>"
    '<w:num w:numId="77"><w:abstractNumId w:val="70"/></w:num>'
    '<w:num w:numId="78"><w:abstractNumId w:val="70"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


class TestOrder:
    def test_is_that_of_the_document(self) -> None:
        document = docx.Document()
        document.add_heading("DMPC Decision – PCD 480", level=1)
        document.add_paragraph("Before the table")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Area", "Sum\nin pounds"
        document.add_paragraph("After it,\nbroken by hand")

        assert words_of(document) == (
            "DMPC Decision – PCD 480\n\nBefore the table\n\n"
            "Area\tSum in pounds\n\nAfter it,\nbroken by hand\n"
        )


class TestNumbers:
    def test_are_drawn_as_word_draws_them(self) -> None:
        document = with_body(
            numbered("Introduction")
            + numbered("first", depth=1)
            + numbered("second", depth=1)
            + numbered("part", depth=2)
            + numbered("Issues")
            + numbered("anew", depth=1)
        )
        add_lists(document, LEGAL)

        assert words_of(document) == (
            "1. Introduction\n1.1. first\n1.2. second\n(a) part\n2. Issues\n2.1. anew\n"
        )

    def test_go_on_in_a_list_of_the_same_scheme_unless_restarted(self) -> None:
        document = with_body(
            numbered("one") + numbered("afresh", list_id=78) + numbered("on")
        )
        add_lists(document, LEGAL)

        assert words_of(document) == "1. one\n1. afresh\n2. on\n"

    def test_come_from_the_style_where_the_paragraph_states_none(self) -> None:
        document = docx.Document()
        for words in ("one", "two"):
            document.add_paragraph(words, style="List Number")
        document.add_paragraph("dot", style="List Bullet")

        assert words_of(document) == "1. one\n2. two\n• dot\n"

    @pytest.mark.parametrize(
        ("numerals", "start", "expected"),
        [
            ("upperRoman", 4, "IV."),
            ("lowerRoman", 9, "ix."),
            ("upperLetter", 27, "AA."),
            ("none", 1, "."),
        ],
    )
    def test_may_be_letters_or_roman(
        self, numerals: str, start: int, expected: str
    ) -> None:
        document = with_body(numbered("text"))
        add_lists(
            document,
            f'<w:abstractNum w:abstractNumId="70">{level(0, "%1.", numerals, start)}'
            '</w:abstractNum><w:num w:numId="77"><w:abstractNumId w:val="70"/></w:num>',
        )

        assert words_of(document) == f"{expected} text\n"


class TestTables:
    @pytest.fixture
    def table(self) -> Table:
        table: Table = docx.Document().add_table(3, 3)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = str(number)
        return table

    def rows_of(self, table: Table) -> list[str]:
        document = docx.Document()
        document.element.body.insert_element_before(table._tbl, "w:sectPr")
        return words_of(document).splitlines()

    def test_leave_a_merged_place_empty(self, table: Table) -> None:
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(1, 2).merge(table.cell(2, 2))

        assert self.rows_of(table) == ["0 1\t\t2", "3\t4\t5 8", "6\t7\t"]

    def test_of_one_cell_are_frames_around_text(self) -> None:
        document = docx.Document()
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "First"
        cell.add_paragraph("Second")

        assert words_of(document) == "First\n\nSecond\n"

    def test_keep_a_heading_over_all_their_columns(self, table: Table) -> None:
        table.cell(0, 0).merge(table.cell(0, 2)).text = "Funding"

        assert self.rows_of(table)[0] == "Funding\t\t"


class TestChangesNotYetAccepted:
    def test_count_as_accepted(self) -> None:
        run = "<w:r><w:t>{}</w:t></w:r>".format
        document = with_body(
            f"<w:p>{run('up to ')}<w:del><w:r><w:delText>£1</w:delText></w:r></w:del>"
            f"<w:ins>{run('£2')}</w:ins></w:p>"
        )

        assert words_of(document) == "up to £2\n"


class TestWrappings:
    @pytest.mark.parametrize(
        "wrap",
        [
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "<w:customXml>{}</w:customXml>",
        ],
    )
    def test_hide_nothing(self, wrap: str) -> None:
        run = wrap.format("<w:r><w:t>words</w:t></w:r>")

        assert words_of(with_body(wrap.format(f"<w:p>{run}</w:p>"))) == "words\n"

    def test_of_text_boxes_come_after_the_paragraph_and_once(self) -> None:
        compatibility = (
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        )
        box = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
        document = with_body(
            f"<w:p><w:r><w:t>text</w:t><mc:AlternateContent {compatibility}>"
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )

        assert words_of(document) == "text\n\nboxed\n"


class TestMarks:
    @pytest.mark.parametrize(
        ("run", "expected"),
        [
            ("<w:tab/><w:t>17/10/2024</w:t>", "Date\t17/10/2024\n"),
            ("<w:noBreakHyphen/><w:t>line</w:t>", "Date-line\n"),
            ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "Date✓\n"),
            (
                '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t>',
                "Date²\n",
            ),
        ],
    )
    def test_are_told_in_characters(self, run: str, expected: str) -> None:
        document = with_body(f"<w:p><w:r><w:t>Date</w:t></w:r><w:r>{run}</w:r></w:p>")

        assert words_of(document) == expected

    def test_of_footnotes_lead_to_the_note_below(self) -> None:
        document = with_body(
            "<w:p><w:r><w:t>female</w:t></w:r>"
            '<w:r><w:footnoteReference w:id="5"/></w:r></w:p>'
            "<w:p><w:r><w:t>The end.</w:t></w:r></w:p>"
        )
        notes = (
            f"<w:footnotes {NAMESPACES}>"
            '<w:footnote w:id="5"><w:p><w:r><w:t>A study, 2022</w:t></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        )

        assert word.read(with_footnotes(saved(document), notes)) == (
            "female¹\n\nThe end.\n\n¹ A study, 2022\n"
        )


def with_footnotes(content: bytes, notes: str) -> bytes:
    relation = (
        '<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
    )

    def changed(name: str, text: bytes) -> bytes:
        match name:
            case "word/_rels/document.xml.rels":
                return text.replace(b"</R", relation.encode() + b"</R")
            case "[Content_Types].xml":
                return text.replace(b"</T", kind.encode() + b"</T")
            case _:
                return text

    return repacked(content, changed, {"word/footnotes.xml": notes.encode()})


def repacked(
    content: bytes,
    changed: Callable[[str, bytes], bytes],
    more: dict[str, bytes] | None = None,
) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, changed(name, source.read(name)))
        for name, text in (more or {}).items():
            target.writestr(name, text)
    return packed.getvalue()


class TestADamagedDocument:
    def test_is_refused(self) -> None:
        content = repacked(
            saved(docx.Document()),
            lambda name, text: b"" if name == "word/document.xml" else text,
        )

        with pytest.raises(Unreadable) as refused:
            word.read(content)

        assert refused.value.reason is Reason.DAMAGED
