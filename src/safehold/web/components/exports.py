"""How does a table leave the service as CSV or as an Excel workbook?

Whole before the first byte is sent: row security holds only inside the request's
transaction, and a file that breaks off half-way looks complete.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import IO

from django.http import FileResponse
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from safehold.engine.money import Money
from safehold.web.components.cells import Cell, Plain, plain, words

MOST_ROWS = 50_000
IN_MEMORY_BYTES = 5_000_000
LONGEST_XLSX_TEXT = 32_767
# What a spreadsheet may take for the start of a formula, also written wide.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


class FileFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


TYPES = {
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.XLSX: (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on its way out; `notes` say what it is, who took it and when."""

    name: str
    headings: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    notes: tuple[tuple[str, str], ...]
    totals: Sequence[Cell] = ()


def download(sheet: Sheet, file_format: FileFormat) -> FileResponse:
    """Return the whole sheet as a file to save."""
    # The response closes it, once it is sent.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115
    match file_format:
        case FileFormat.CSV:
            write_csv(sheet, file)
        case FileFormat.XLSX:
            write_xlsx(sheet, file)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{sheet.name}.{file_format}",
        content_type=TYPES[file_format],
    )


def write_csv(sheet: Sheet, file: IO[bytes]) -> None:
    """Write headings, rows, totals, an empty line and the notes."""
    # With the mark that tells Excel that this is UTF-8.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow([_harmless(heading) for heading in sheet.headings])
    for row in sheet.rows:
        lines.writerow([_csv_value(plain(cell)) for cell in row])
    if sheet.totals:
        lines.writerow([_csv_value(plain(cell)) for cell in sheet.totals])
    lines.writerow([])
    for note in sheet.notes:
        lines.writerow([_harmless(part) for part in note])
    text.detach()


def _csv_value(value: Plain) -> str:
    match value:
        case None:
            return ""
        case Money():
            return pounds(value)
        case str():
            return _harmless(value)
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value)


def pounds(amount: Money) -> str:
    """Write an amount for a machine: pounds with two decimals and nothing else."""
    whole, pence = divmod(abs(amount.pence), 100)
    return f"{'-' if amount.pence < 0 else ''}{whole}.{pence:02}"


def _harmless(text: str) -> str:
    return f"'{text}" if is_formula_like(text) else text


def is_formula_like(text: str) -> bool:
    """Test if a spreadsheet may take the text for a formula."""
    return text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)


def write_xlsx(sheet: Sheet, file: IO[bytes]) -> None:
    """Write one sheet of data and one of notes."""
    book = Workbook(file, {"constant_memory": True})
    book.set_properties({"title": sheet.name, "comments": _joined(sheet.notes)})
    formats = _Formats(
        bold=book.add_format({"bold": True, "text_wrap": True}),
        money=book.add_format({"num_format": "£#,##0.00"}),
        day=book.add_format({"num_format": "d mmm yyyy"}),
        quoted=book.add_format({"quote_prefix": True}),
    )
    data = book.add_worksheet(_sheet_name(sheet.name))
    data.freeze_panes(1, 1)
    data.set_column(0, 0, 36)
    data.set_column(1, max(1, len(sheet.headings) - 1), 18)
    for column, heading in enumerate(sheet.headings):
        data.write_string(0, column, heading, formats.bold)
    number = 0
    for number, row in enumerate(_with_totals(sheet), start=1):
        for column, cell in enumerate(row):
            _write(data, number, column, plain(cell), formats)
    data.autofilter(0, 0, max(number, 1), max(len(sheet.headings) - 1, 0))
    about = book.add_worksheet("About this file")
    about.set_column(0, 1, 36)
    for line, note in enumerate(sheet.notes):
        for column, part in enumerate(note):
            _write(about, line, column, part, formats)
    book.close()


@dataclass(frozen=True, slots=True)
class _Formats:
    bold: Format
    money: Format
    day: Format
    quoted: Format


def _write(
    page: Worksheet, row: int, column: int, value: Plain, formats: _Formats
) -> None:
    match value:
        case None | "":
            pass
        case Money(pence):
            page.write_number(row, column, Fraction(pence, 100), formats.money)
        case str():
            # Never `write`, which takes a text that begins with = for a formula.
            quoted = formats.quoted if is_formula_like(value) else None
            page.write_string(row, column, value[:LONGEST_XLSX_TEXT], quoted)
        case datetime.datetime():
            page.write_string(row, column, words(value))
        case datetime.date():
            page.write_datetime(row, column, value, formats.day)
        case _:
            page.write_number(row, column, value)


def _with_totals(sheet: Sheet) -> Iterable[Sequence[Cell]]:
    yield from sheet.rows
    if sheet.totals:
        yield sheet.totals


def _joined(notes: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in notes)


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:31]
