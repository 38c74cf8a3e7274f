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
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import IO, NamedTuple

from django.http import FileResponse
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from safehold.engine.money import Money
from safehold.web.components import attachments
from safehold.web.components.cells import Cell, Plain, plain, words

MOST_ROWS = 50_000
IN_MEMORY_BYTES = 5_000_000
LONGEST_XLSX_TEXT = 32_767
# What a spreadsheet may take for the start of a formula, also written wide.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
# What a program may leave out before it looks: quotes, and all that takes no room.
_PASSED_OVER = "\"'‘’“”`´"
# Where a program that parts columns by other signs than commas may begin a new one.
_NEW_COLUMN = re.compile(
    r"(?<=[;|\t\r\n])(?=[\s\"'‘’“”`´\u200b-\u200f\ufeff]{0,20}[=+\-@＝＋－＠])"
)


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
    by: str
    at: datetime.datetime
    totals: Sequence[Cell] = ()


class Download(NamedTuple):
    """A file to save, and how many rows of the table are in it."""

    response: FileResponse
    rows: int


def download(sheet: Sheet, file_format: FileFormat) -> Download:
    """Return the whole sheet as a file to save."""
    # The response closes it, once it is sent.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115
    write = write_csv if file_format is FileFormat.CSV else write_xlsx
    rows = write(sheet, file)
    file.seek(0)
    response = FileResponse(file, content_type=TYPES[file_format])
    name = f"{sheet.name}.{file_format}"
    return Download(attachments.to_save(response, name=name), rows)


def write_csv(sheet: Sheet, file: IO[bytes]) -> int:
    """Write headings, rows, totals, an empty line and the notes; return the rows.

    The notes stand last, because programs take the first line for the headings.
    Source: SEC-36, SEC-37.
    """
    # With the mark that tells Excel that this is UTF-8.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow([_harmless(heading) for heading in sheet.headings])
    rows = 0
    for number, row in enumerate(sheet.rows, start=1):
        lines.writerow([_csv_value(plain(cell)) for cell in row])
        rows = number
    if sheet.totals:
        lines.writerow([_csv_value(plain(cell)) for cell in sheet.totals])
    lines.writerow([])
    for note in _notes(sheet, rows):
        lines.writerow([_harmless(part) for part in note])
    text.detach()
    return rows


def _notes(sheet: Sheet, rows: int) -> tuple[tuple[str, str], ...]:
    # The number tells a file that broke off, or was cut, from a whole one.
    return (*sheet.notes, ("Rows", f"{rows:,}"))


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
    """Return the text with an apostrophe before whatever may act as a formula."""
    text = _NEW_COLUMN.sub("'", text)
    return f"'{text}" if is_formula_like(text) else text


def is_formula_like(text: str) -> bool:
    """Test if a spreadsheet may take the text for a formula. Source: SEC-36."""
    if text.startswith(FORMULA_STARTS):
        return True
    return _without_passed_over(text).startswith(FORMULA_STARTS)


def _without_passed_over(text: str) -> str:
    at = 0
    while at < len(text) and _is_passed_over(text[at]):
        at += 1
    return text[at:]


def _is_passed_over(character: str) -> bool:
    return character in _PASSED_OVER or not character.strip() or _is_unseen(character)


def _is_unseen(character: str) -> bool:
    """Test for controls, joiners and marks of direction, which take no room."""
    return unicodedata.category(character) in {"Cc", "Cf"}


def write_xlsx(sheet: Sheet, file: IO[bytes]) -> int:
    """Write one sheet of data and one of notes; return the number of rows.

    The data stand first, because programs read the first sheet. Every printed page
    and the document's properties say who took it. Source: SEC-36, SEC-37.
    """
    book = Workbook(file, {"constant_memory": True})
    formats = _Formats(
        bold=book.add_format({"bold": True, "text_wrap": True}),
        money=book.add_format({"num_format": "£#,##0.00"}),
        day=book.add_format({"num_format": "d mmm yyyy"}),
        quoted=book.add_format({"quote_prefix": True}),
    )
    rows = _write_data(sheet, book.add_worksheet(_sheet_name(sheet.name)), formats)
    notes = _notes(sheet, rows)
    about = book.add_worksheet("About this file")
    about.set_column(0, 1, 36)
    for line, note in enumerate(notes):
        for column, part in enumerate(note):
            _write(about, line, column, part, formats)
    book.set_properties(
        {
            "title": sheet.name,
            "author": sheet.by,
            "comments": _joined(notes),
            # Else xlsxwriter asks the machine what time it is.
            "created": sheet.at.astimezone(datetime.UTC).replace(tzinfo=None),
        }
    )
    book.close()
    return rows


def _write_data(sheet: Sheet, data: Worksheet, formats: _Formats) -> int:
    data.freeze_panes(1, 1)
    data.set_column(0, 0, 36)
    data.set_column(1, max(1, len(sheet.headings) - 1), 18)
    data.repeat_rows(0)
    # An ampersand begins an order to the printer; two are one.
    taken = f"{sheet.by}, {words(sheet.at)}".replace("&", "&&")
    data.set_footer(f"&LTaken by {taken[:150]}&RPage &P of &N")
    for column, heading in enumerate(sheet.headings):
        data.write_string(0, column, heading, formats.bold)
    number = rows = 0
    for number, row in enumerate(sheet.rows, start=1):
        _write_row(data, number, row, formats)
        rows = number
    if sheet.totals:
        number += 1
        _write_row(data, number, sheet.totals, formats)
    data.autofilter(0, 0, max(number, 1), max(len(sheet.headings) - 1, 0))
    return rows


def _write_row(
    data: Worksheet, number: int, row: Sequence[Cell], formats: _Formats
) -> None:
    for column, cell in enumerate(row):
        _write(data, number, column, plain(cell), formats)


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


def _joined(notes: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in notes)


def _sheet_name(name: str) -> str:
    # Excel counts 31 characters in its own way, and forbids some of the others.
    return re.sub(r"[^A-Za-z0-9 -]+", " ", name)[:31].strip() or "Table"
