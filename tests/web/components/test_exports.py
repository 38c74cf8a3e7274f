import csv
import datetime
import io
import zipfile
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from safehold.engine.money import Money
from safehold.web.components import exports
from safehold.web.components.cells import Cell, Link, Tag
from safehold.web.components.exports import FileFormat, Sheet
from tests.web.components.listed import NOON

NAMESPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
NOTES = (("Table", "Awards"), ("Taken by", "Amara"), ("Taken at", "1 Jul 2022, 12:00"))


def sheet(*rows: tuple[Cell, ...], totals: tuple[Cell, ...] = ()) -> Sheet:
    headings = ("Programme", "Amount", "Signed")
    return Sheet("awards", headings, rows, NOTES, "Amara & Dev", NOON, totals)


def as_csv(made: Sheet) -> list[list[str]]:
    file = io.BytesIO()
    exports.write_csv(made, file)
    text = file.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def as_xlsx(made: Sheet) -> zipfile.ZipFile:
    file = io.BytesIO()
    exports.write_xlsx(made, file)
    return zipfile.ZipFile(io.BytesIO(file.getvalue()))


def cells(book: zipfile.ZipFile, number: int = 1) -> dict[str, str]:
    """Return the text or number in each cell of a sheet."""
    root = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    return {
        str(cell.get("r")): "".join(cell.itertext())
        for cell in root.iterfind(".//x:c", NAMESPACE)
    }


class TestCsv:
    def test_holds_headings_rows_totals_and_who_took_it(self) -> None:
        signed = datetime.date(2022, 3, 27)
        made = sheet(
            ("Drive", Money(1_234_567_05), signed),
            (Link("Restart", "/restart"), Money(-5), None),
            totals=("Total", Money(1_234_567_00), None),
        )

        assert as_csv(made) == [
            ["Programme", "Amount", "Signed"],
            ["Drive", "1234567.05", "2022-03-27"],
            ["Restart", "-0.05", ""],
            ["Total", "1234567.00", ""],
            [],
            *map(list, NOTES),
            ["Rows", "2"],
        ]

    @pytest.mark.parametrize("start", exports.FORMULA_STARTS)
    def test_lets_no_text_act_as_a_formula(self, start: str) -> None:
        written = as_csv(sheet((f"{start}SUM(A1)", Tag(f"{start}1"), None)))[1]

        assert written[:2] == [f"'{start}SUM(A1)", f"'{start}1"]

    def test_looks_for_a_formula_behind_spaces_too(self) -> None:
        assert as_csv(sheet((" =1+1", "1 + 1", None)))[1][:2] == ["' =1+1", "1 + 1"]

    def test_opens_in_excel_as_utf_8(self) -> None:
        file = io.BytesIO()

        exports.write_csv(sheet(("Café", Money(0), None)), file)

        assert file.getvalue().startswith(b"\xef\xbb\xbf")

    @pytest.mark.parametrize("parting", [";", "|", "\t"])
    def test_looks_for_a_formula_where_others_begin_a_column(
        self, parting: str
    ) -> None:
        written = as_csv(sheet((f"a{parting} =1+1", "2022-23; 2023-24", None)))[1]

        assert written[:2] == [f"a{parting}' =1+1", "2022-23; 2023-24"]

    @given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
    def test_never_begins_a_text_as_a_formula_would(self, text: str) -> None:
        written = exports._csv_value(text)

        assert written.startswith("'") or not exports.is_formula_like(written)
        # Nothing is lost and nothing but apostrophes is put in.
        assert written.replace("'", "") == text.replace("'", "")

    @given(st.integers(-(10**12), 10**12))
    def test_keeps_every_number_a_number(self, number: int) -> None:
        written = as_csv(sheet((str(number), Money(number), number)))[1]

        assert float(written[1]) == number / 100
        assert int(written[2]) == number


class TestXlsx:
    def test_holds_money_and_counts_as_numbers(self) -> None:
        found = cells(as_xlsx(sheet(("Drive", Money(16_324_277_05), 1169))))

        assert (found["B2"], found["C2"]) == ("16324277.05", "1169")

    def test_holds_dates_as_dates(self) -> None:
        found = cells(as_xlsx(sheet(("Drive", None, datetime.date(2022, 3, 27)))))

        # Days since 30 December 1899.
        days = (datetime.date(2022, 3, 27) - datetime.date(1899, 12, 30)).days
        assert found["C2"] == str(days)

    def test_holds_no_formula(self) -> None:
        book = as_xlsx(sheet(("=1+1", "@SUM(A1)", "-2")))

        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert cells(book)["A2"] == "=1+1"
        assert b'quotePrefix="1"' in book.read("xl/styles.xml")

    def test_says_who_took_it_on_a_sheet_of_its_own(self) -> None:
        found = cells(as_xlsx(sheet()), number=2)

        assert (found["A2"], found["B2"]) == NOTES[1]

    def test_says_who_took_it_on_every_printed_page_and_in_its_properties(self) -> None:
        book = as_xlsx(sheet(("Drive", None, None)))

        properties = book.read("docProps/core.xml").decode()
        assert "<dc:creator>Amara &amp; Dev</dc:creator>" in properties
        assert "2026-07-01T11:00:00Z" in properties
        assert "Taken by: Amara" in properties
        page = book.read("xl/worksheets/sheet1.xml").decode()
        assert "Taken by Amara &amp;&amp; Dev, 1 Jul 2026, 12:00" in page

    def test_holds_the_totals_last(self) -> None:
        rows = sheet(("Drive", Money(100), None), totals=("Total", Money(100), None))

        assert cells(as_xlsx(rows))["A3"] == "Total"

    def test_cuts_a_text_that_is_too_long_for_a_cell(self) -> None:
        found = cells(as_xlsx(sheet(("x" * 40_000, None, None))))

        assert len(found["A2"]) == exports.LONGEST_XLSX_TEXT

    @given(st.text(max_size=40))
    def test_takes_any_name_for_a_sheet(self, name: str) -> None:
        assert len(exports._sheet_name(name)) <= 31


@pytest.mark.django_db  # Closing a response looks after connections too.
class TestDownload:
    @pytest.mark.parametrize("file_format", FileFormat)
    def test_is_a_file_to_save(self, file_format: FileFormat) -> None:
        made = exports.download(sheet(("Drive", None, None)), file_format)
        with closing(made.response) as response:
            assert b"".join(response.streaming_content) != b""

        assert made.rows == 1
        disposition = response.headers["Content-Disposition"]
        assert disposition.startswith(f'attachment; filename="awards.{file_format}"')
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"

    def test_reads_every_row_before_it_answers(self) -> None:
        read = []

        def rows() -> Iterator[tuple[Cell, ...]]:
            for number in range(3):
                read.append(number)
                yield (str(number), None, None)

        made = Sheet("awards", ("", "", ""), rows(), (), "Amara", NOON)
        with closing(exports.download(made, FileFormat.CSV).response):
            assert read == [0, 1, 2]
