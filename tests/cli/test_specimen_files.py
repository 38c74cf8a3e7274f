"""A specimen says the same as a web page, a Word document and a PDF."""

from pathlib import Path

import pytest

from safehold.cli import readings
from safehold.cli.demonstration.load import SPECIMENS
from safehold.cli.reading_shapes import PromisedShape
from safehold.engine.documents import read
from safehold.engine.documents.reading import Reading
from safehold.gateways.documents.real import extract_text
from tests.gateways.documents import papers

NAMES = sorted(path.stem for path in SPECIMENS.glob("*.txt"))


def specimen(name: str) -> tuple[str, Reading]:
    text = (SPECIMENS / f"{name}.txt").read_text(encoding="utf-8")
    return text, read.read(text)


def facts(reading: Reading) -> dict[str, object]:
    """Return what must be the same; where it stands differs with the file."""
    shape = readings.as_json(reading, source_name="", sha256="")
    kept: dict[str, object] = {
        key: value
        for key, value in shape.items()
        if key in PromisedShape.__annotations__ and key != "title"
    }
    kept["amounts"] = [(each["pence"], each["qualifier"]) for each in shape["amounts"]]
    kept["recommendations"] = [
        (each["number"], each["text"], [amount["pence"] for amount in each["amounts"]])
        for each in shape["recommendations"]
    ]
    kept["tables"] = [(table["columns"], table["rows"]) for table in shape["tables"]]
    kept["findings"] = sorted(
        (finding["code"], finding["difference_pence"] or 0)
        for finding in shape["findings"]
    )
    kept["awards"] = [
        (award["programme"], award["funder"], award["amount"]["pence"])
        for award in shape["awards"]
    ]
    kept["declarations"] = shape["declarations"]
    kept["signatures"] = shape["signatures"]
    return kept


@pytest.mark.parametrize("name", NAMES)
class TestASpecimen:
    def test_says_the_same_as_a_web_page(self, name: str) -> None:
        text, reading = specimen(name)

        page = extract_text(papers.as_html(text, reading.tables), name="page")

        assert facts(read.read(page.text)) == facts(reading)

    def test_says_the_same_as_a_word_document(self, name: str) -> None:
        text, reading = specimen(name)

        document = extract_text(papers.as_word(text, reading.tables), name="document")

        assert facts(read.read(document.text)) == facts(reading)

    def test_says_the_same_as_a_pdf(self, name: str, tmp_path: Path) -> None:
        text, reading = specimen(name)
        printed = papers.as_pdf(text, reading.tables, folder=tmp_path)

        extracted = extract_text(printed, name="print")

        assert facts(read.read(extracted.text)) == facts(reading)
