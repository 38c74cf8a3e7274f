"""One text as a web page, a Word document and a PDF, for reading back."""

import html
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import docx
import pytest

from safehold.engine.documents.reading import Table

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# Where a line ends inside such a word, paper doesn't show whether a space was there;
# where it does so depends on the fonts of the machine. After a hyphen it shows.
_BREAKS_WITHOUT_TRACE = re.compile(r"[^\s\-–—]+(?=\s|$)")

Block = list[str] | list[list[str]]  # the lines of a paragraph, or a table's rows


def blocks(text: str, tables: tuple[Table, ...] = ()) -> Iterator[Block]:
    """Take a text apart at its blank lines; rows with tabs make one table.

    The tables that were read are put in whole: in a file that is not plain text
    no row is broken across lines.
    """
    at = 0
    for table in tables:
        yield from _plain_blocks(text[at : table.span.start])
        rows = (table.columns, *table.rows)
        yield [[cell.text for cell in row] for row in rows]
        at = table.span.end
    yield from _plain_blocks(text[at:])


def _plain_blocks(text: str) -> Iterator[Block]:
    lines = text.split("\n")
    for kind, same in groupby(lines, key=lambda line: (not line.strip(), "\t" in line)):
        match kind:
            case (True, _):
                continue
            case (_, True):
                yield _squared([line.split("\t") for line in same])
            case _:
                yield list(same)


def _squared(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def is_table(block: Block) -> bool:
    return isinstance(block[0], list)


def as_html(text: str, tables: tuple[Table, ...] = ()) -> bytes:
    return _page("\n".join(_html_block(block) for block in blocks(text, tables)))


def _page(body: str) -> bytes:
    style = (
        "body { font: 11pt Arial } table { border-collapse: collapse }"
        "td { border: 1px solid black; padding: 3pt }"
    )
    return (
        f"<!doctype html><html lang=en-GB><head><meta charset=utf-8>"
        f"<title>A paper</title><style>{style}</style></head>"
        f"<body>{body}</body></html>"
    ).encode()


def _html_block(block: Block, *, words: Callable[[str], str] = html.escape) -> str:
    if not is_table(block):
        lines = (words(str(line)) for line in block)
        return f"<p>{'<br>'.join(lines)}</p>"
    rows = (
        f"<tr>{''.join(f'<td>{words(cell)}</td>' for cell in row)}</tr>"
        for row in block
    )
    return f"<table>{''.join(rows)}</table>"


def _whole_words(text: str) -> str:
    return _BREAKS_WITHOUT_TRACE.sub(r"<nobr>\g<0></nobr>", html.escape(text))


def as_word(text: str, tables: tuple[Table, ...] = ()) -> bytes:
    document = docx.Document()
    for block in blocks(text, tables):
        if is_table(block):
            table = document.add_table(len(block), len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
        else:
            document.add_paragraph("\n".join(map(str, block)))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def as_pdf(text: str, tables: tuple[Table, ...], *, folder: Path) -> bytes:
    """Print the text's web page with Chromium, which must be there."""
    chromium = os.environ.get("SAFEHOLD_CHROMIUM") or next(
        filter(None, map(shutil.which, _CHROMIUMS)), None
    )
    if chromium is None:
        pytest.skip("there is no Chromium to print with: install the package chromium")
    page, printed = folder / "page.html", folder / "page.pdf"
    body = (_html_block(each, words=_whole_words) for each in blocks(text, tables))
    page.write_bytes(_page("\n".join(body)))
    subprocess.run(
        [
            chromium,
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return printed.read_bytes()
