"""A PDF made by hand, letter by letter, for tests of how pages are read."""

import zlib
from dataclasses import dataclass, field

A4 = (595, 842)
HELVETICA, BOLD = "F1", "F2"
_FONTS = {HELVETICA: "Helvetica", BOLD: "Helvetica-Bold"}


@dataclass
class Sheet:
    """A page; places are in points from its top left corner."""

    program: list[str] = field(default_factory=list)

    def write(
        self, left: float, top: float, words: str, *, size: float = 11, font: str = "F1"
    ) -> None:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.program.append(
            f"BT /{font} {size} Tf {left} {A4[1] - top} Td ({escaped}) Tj ET"
        )

    def write_lines(
        self, left: float, top: float, *lines: str, step: float = 13
    ) -> None:
        for number, line in enumerate(lines):
            self.write(left, top + number * step, line)

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        self.program.append(
            f"{left} {A4[1] - top} m {right} {A4[1] - bottom} l 0.5 w S"
        )

    def grid(self, columns: list[float], rows: list[float]) -> None:
        for row in rows:
            self.rule(columns[0], row, columns[-1], row)
        for column in columns:
            self.rule(column, rows[0], column, rows[-1])


def pdf(*sheets: Sheet, extra: str = "") -> bytes:
    """Return the sheets as one document; `extra` goes into its trailer."""
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} "
        "/Encoding /WinAnsiEncoding >>"
        for name, base in _FONTS.items()
    )
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
    ]
    for number, sheet in enumerate(sheets):
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] "
                f"/Resources << /Font << {fonts} >> >> "
                f"/Contents {4 + 2 * number} 0 R >>"
            ).encode(),
            stream("\n".join(sheet.program).encode("cp1252")),
        ]
    return document(objects, extra=extra)


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def document(objects: list[bytes], *, extra: str = "") -> bytes:
    """Put numbered objects together, with the table of where they stand."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        body
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R {extra} >>\n"
            f"startxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )
