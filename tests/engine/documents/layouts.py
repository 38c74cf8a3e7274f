"""The same document set in other ways: what a text becomes on its road to us."""

import re
import textwrap
from collections.abc import Callable
from typing import Final

_BULLET: Final = re.compile(r"^(\s*)- ", re.MULTILINE)
_PAGE_LINES: Final = 30
_CELL_WIDTH: Final = 24


def wrapped(text: str, width: int = 88) -> str:
    """Break long lines, as a page does."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_short = len(line) <= width or "\t" in line
        lines += [line] if is_short else textwrap.wrap(line, width)
    return "\n".join(lines)


def without_markup(text: str) -> str:
    text = re.sub(r"</?[a-z][^>]*>", "", text)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")


def without_bullets(text: str) -> str:
    return _BULLET.sub(r"\1", text)


def with_pages(text: str) -> str:
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        lines.append(line)
        if number % _PAGE_LINES == 0:
            lines += ["", f"Page {number // _PAGE_LINES} of 9", "", "\f"]
    return "\n".join(lines)


def with_wide_gaps(text: str) -> str:
    """Double the first space of each line, as justified type does."""
    lines = text.split("\n")
    return "\n".join(
        line if "\t" in line else re.sub(r"(?<=\w) (?=\w)", "  ", line, count=1)
        for line in lines
    )


def _tabled(text: str, set_rows: Callable[[list[list[str]]], list[str]]) -> str:
    """Set every table anew; declarations, which end in a tick, stay as they are."""
    lines: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), "end"]:
        cells = line.split("\t")
        if len(cells) > 2:
            rows.append(cells)
        elif line or not rows:
            lines += set_rows(_whole(rows)) if rows else []
            rows = []
            lines.append(line)
    return "\n".join(lines[:-1])


def _whole(rows: list[list[str]]) -> list[list[str]]:
    """Join the broken rows of a table: those that lack a first cell."""
    width = len(rows[0])
    whole: list[list[str]] = []
    for row in rows:
        cells = ["", *row] if len(row) < width else row
        if cells[0]:
            whole.append([cell.strip() for cell in cells])
        else:
            pairs = zip(whole[-1], cells, strict=True)
            whole[-1] = [f"{above} {cell}".strip() for above, cell in pairs]
    return whole


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) + 3 for i in range(len(rows[0]))]
    return [
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]


def _in_narrow_columns(rows: list[list[str]]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        cells = [textwrap.wrap(cell, _CELL_WIDTH) or [""] for cell in row]
        for number in range(max(map(len, cells))):
            parts = (cell[number] if number < len(cell) else "" for cell in cells)
            lines.append("".join(part.ljust(_CELL_WIDTH + 2) for part in parts))
    return lines


def _between_bars(rows: list[list[str]]) -> list[str]:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return [head, "|---" * len(rows[0]) + "|", *body]


LAYOUTS: Final[dict[str, Callable[[str], str]]] = {
    "as it is": lambda text: text,
    "wrapped": wrapped,
    "wrapped short": lambda text: wrapped(text, 72),
    "without markup": without_markup,
    "without bullets": without_bullets,
    "with stars": lambda text: _BULLET.sub(r"\1* ", text),
    "with pages": with_pages,
    "wrapped, with pages": lambda text: with_pages(wrapped(text)),
    "with wide gaps": with_wide_gaps,
    "from another system": lambda text: text.replace("\n", "\r\n"),
    "with more blank lines": lambda text: re.sub(r"\n\n+", "\n\n\n", text),
    "indented": lambda text: textwrap.indent(
        text, "   ", lambda line: "\t" not in line
    ),
    "with tabs after numbers": lambda text: re.sub(
        r"(?m)^((?:- )?\d\.\d+\.?) ", r"\1\t", text
    ),
    "with tables in aligned columns": lambda text: _tabled(text, _aligned),
    "with tables in narrow columns": lambda text: _tabled(text, _in_narrow_columns),
    "with tables between bars": lambda text: _tabled(text, _between_bars),
    "below a site's menu": lambda text: f"Skip to content\n\n\ufeff{text}",
}
