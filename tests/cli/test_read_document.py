"""`manage read_document` prints what a file says, and needs no database for it."""

import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from safehold.cli.demonstration.load import SPECIMENS
from safehold.cli.reading_shapes import PromisedShape, ReadingShape
from safehold.gateways.files.port import FILE_LIMIT_BYTES, Reason

FOI = SPECIMENS / "foi_response.txt"


def printed(*words: str) -> str:
    out = StringIO()
    call_command("read_document", *words, stdout=out)
    return out.getvalue()


def shape_of(path: Path) -> ReadingShape:
    shape: ReadingShape = json.loads(printed(str(path), "--json"))
    return shape


class TestJson:
    def test_begins_with_the_promised_keys_in_order(self) -> None:
        promised = list(PromisedShape.__annotations__)

        assert list(shape_of(FOI))[: len(promised)] == promised

    def test_names_the_source_by_its_bytes(self) -> None:
        assert shape_of(FOI)["source"] == {
            "name": "foi_response.txt",
            "sha256": hashlib.sha256(FOI.read_bytes()).hexdigest(),
        }

    def test_tells_what_the_document_is(self) -> None:
        shape = shape_of(FOI)

        assert shape["kind"] == "foi_response"
        assert shape["reference"] == "FOI 556"
        assert shape["signed_on"] == "2023-08-23"

    def test_leaves_a_date_without_a_year_open(self) -> None:
        shape = shape_of(FOI)

        assert shape["received_on"] is None
        assert shape["received_on_printed"] == "July 25"

    def test_places_every_amount_in_the_text(self) -> None:
        text = FOI.read_text(encoding="utf-8")

        amounts = shape_of(FOI)["amounts"]

        assert len(amounts) == 14
        for amount in amounts:
            assert text[amount["start"] : amount["end"]] == amount["text"]

    def test_gives_a_figure_or_why_there_is_none(self) -> None:
        observations = {
            (each["programme"], each["measure"]): (each["value"], each["status"])
            for each in shape_of(FOI)["observations"]
        }

        assert observations["Re-MOVE Abuse", "referrals"] == (116, None)
        assert observations["Re-MOVE Abuse", "starts"] == (None, "not_held")
        assert observations["Restart", "referrals"] == (None, "not_applicable")

    def test_lists_each_area_once_also_where_a_row_broke_its_name(self) -> None:
        areas = shape_of(FOI)["areas"]

        assert areas == sorted(set(areas))
        assert len(areas) == 17
        assert "E09000013" in areas  # Hammersmith and Fulham, on two lines

    def test_counts_the_days_that_the_answer_took(self) -> None:
        assert shape_of(FOI)["response_timing"] == {
            "received_on": "2023-07-25",
            "year_is_assumed": True,
            "due_on": "2023-08-23",
            "answered_on": "2023-08-23",
            "working_day": 20,
            "on_time": True,
        }

    def test_shows_printed_computed_and_difference_side_by_side(self) -> None:
        findings = {
            finding["code"]: finding
            for finding in shape_of(SPECIMENS / "dmpc_2018.txt")["findings"]
        }

        footing = findings["tables.column_does_not_foot"]
        assert footing["printed_pence"] == 65_333_734_00
        # 4,071,697 + 555,000 + 17,135,937 + 26,645,606 + 601,217
        assert footing["computed_pence"] == 49_009_457_00
        assert footing["difference_pence"] == 16_324_277_00

    def test_has_null_where_a_key_does_not_apply(self) -> None:
        shape = shape_of(SPECIMENS / "cabinet_report.txt")

        assert shape["reference"] is None
        assert shape["signed_on"] is None
        assert shape["response_timing"] is None
        assert shape["deferral"] is None


class TestSummary:
    @pytest.mark.parametrize(
        "path", sorted(SPECIMENS.glob("*.txt")), ids=lambda p: p.stem
    )
    def test_has_a_line_for_each_finding(self, path: Path) -> None:
        text = printed(str(path))

        for finding in shape_of(path)["findings"]:
            assert f"[{finding['code']}]" in text

    def test_of_a_plain_text_says_that_nothing_was_found(self, tmp_path: Path) -> None:
        path = tmp_path / "note.txt"
        path.write_text("Nothing of note.")

        assert printed(str(path)).splitlines() == [
            "Kind         unknown",
            "",
            "0 amounts, 0 tables, 0 references, 0 London areas",
            "",
            "No findings: what could be checked adds up.",
        ]


class TestAFileThatCannotBeRead:
    def refused(self, path: Path) -> CommandError:
        with pytest.raises(CommandError) as error:
            printed(str(path), "--json")
        return error.value

    def test_because_it_is_not_there_is_told(self, tmp_path: Path) -> None:
        error = self.refused(tmp_path / "none.txt")

        assert str(error).endswith(
            "none.txt cannot be opened: No such file or directory."
        )
        assert error.returncode == 2

    def test_because_it_is_a_folder_is_told(self, tmp_path: Path) -> None:
        error = self.refused(tmp_path)

        assert str(error) == f"{tmp_path} is not a file."
        assert error.returncode == 2

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", Reason.EMPTY),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00", Reason.PICTURE),
            (b"x" * (FILE_LIMIT_BYTES + 9), Reason.TOO_LARGE),
        ],
    )
    def test_for_what_it_holds_is_told(
        self, tmp_path: Path, content: bytes, reason: Reason
    ) -> None:
        path = tmp_path / "file"
        path.write_bytes(content)

        error = self.refused(path)

        assert str(error) == reason.sentence
        assert error.returncode == 2
