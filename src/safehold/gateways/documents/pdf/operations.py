"""What does the program that draws a page say, operator by operator?

pdfminer reads these programs letter by letter, which takes two thirds of the time
of a page: a page printed by a browser has a dozen operators for each letter drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import LIT, PSLiteral

from safehold.gateways.files.port import Reason, Unreadable

Operand = float | bytes | PSLiteral | list["Operand"]

_END = rb"(?=[\x00\s()<>\[\]{}/%]|$)"
_TOKEN = re.compile(
    rb"(?P<number>[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15}))" + _END
    + rb"|(?P<operator>[A-Za-z'\"][A-Za-z*]{0,2})" + _END
    + rb"|/(?P<name>[^\x00\s()<>\[\]{}/%]{0,200})"
    + rb"|\((?P<string>(?:[^()\\]|\\.)*+)\)"
    + rb"|(?P<nested>\()"
    + rb"|<(?P<hex>[0-9A-Fa-f\s]*+)>"
    + rb"|(?P<begin>\[|<<)|(?P<end>\]|>>)"
    + rb"|(?P<comment>%[^\r\n]*+)",
    re.DOTALL,
)  # fmt: skip
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LINE_ENDS = (b"\r\n", b"\r", b"\n")
_HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_IMAGE_END = re.compile(rb"\sEI" + _END)
# What moves, measures or draws; colours, clips and marks change no word's place.
# fmt: off
_FOLLOWED = {
    name.encode(): f"do_{name}"
    for name in (
        "B", "BT", "ET", "Do", "F", "Q", "S", "TD", "TJ", "TL", "Tc", "Td", "Tf", "Tj",
        "Tm", "Tr", "Ts", "Tw", "Tz", "b", "c", "cm", "f", "h", "l", "m", "n", "q",
        "re", "s", "v", "y",
    )
} | {
    b"B*": "do_B_a", b"T*": "do_T_a", b"b*": "do_b_a", b"f*": "do_f_a",
    b"'": "do__q", b'"': "do__w",
}
# fmt: on
# A dense page is drawn by a quarter of a megabyte.
_LONGEST_PROGRAM_BYTES = 20_000_000
_SHOWN = {b"Tj": bytes, b"TJ": list}


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, with its slow reading of programs left out."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out a program, which may be cut into several streams."""
        program = b"\n".join(stream.get_data() for stream in self._openable(streams))
        if len(program) > _LONGEST_PROGRAM_BYTES:
            raise Unreadable(Reason.TOO_LARGE)
        for operator, operands in operations(program):
            name = _FOLLOWED.get(operator)
            if name is None or not _is_sound(operator, operands):
                continue
            method: Callable[..., None] = getattr(self, name)
            wanted = method.__code__.co_argcount - 1
            if len(operands) >= wanted:
                method(*operands[len(operands) - wanted :])

    def _openable(self, streams: Sequence[object]) -> Iterator[PDFStream]:
        """Yield the streams but for one that is being carried out already."""
        self.stream_ids.clear()
        for found in streams:
            stream = stream_value(found)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                self.stream_ids.add(stream.objid)
                yield stream


def _is_sound(operator: bytes, operands: list[Operand]) -> bool:
    shown = _SHOWN.get(operator)
    return shown is None or (bool(operands) and isinstance(operands[-1], shown))


def operations(program: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator with the operands before it.

    Pictures inside the program are passed over; a string that never ends, ends it.
    """
    operands: list[Operand] = []
    around: list[list[Operand]] = []
    at = 0
    while token := _TOKEN.search(program, at):
        kind, at = token.lastgroup, token.end()
        if kind == "operator":
            yield token["operator"], around[0] if around else operands
            operands, around = [], []
            if token["operator"] == b"ID":
                image_end = _IMAGE_END.search(program, at)
                at = image_end.end() if image_end else len(program)
        elif kind == "begin":
            around.append(operands)
            operands = []
        elif kind == "end":
            if around:
                around[-1].append(operands)
                operands = around.pop()
        elif kind == "nested":
            end = _string_end(program, at)
            operands.append(_unescaped(program[at : end - 1]))
            at = end
        elif kind != "comment":
            operands.append(_operand(token))


def _operand(token: re.Match[bytes]) -> Operand:
    match token.lastgroup:
        case "number":
            return float(token["number"])
        case "name":
            name = _HEX_NAME.sub(lambda code: bytes((int(code[1], 16),)), token["name"])
            return LIT(name.decode("utf-8", errors="replace"))
        case "string":
            return _unescaped(token["string"])
        case _:
            digits = b"".join(token["hex"].split()).decode("ascii")
            return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _string_end(program: bytes, at: int) -> int:
    """Return where a string ends that has parentheses inside it."""
    depth = 1
    for sign in _PARENTHESIS.finditer(program, at):
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
        if not depth:
            return sign.end()
    return len(program) + 1


def _unescaped(string: bytes) -> bytes:
    return _ESCAPED.sub(_character, string) if b"\\" in string else string


def _character(escaped: re.Match[bytes]) -> bytes:
    code = escaped[1]
    if code.isdigit():
        return bytes((int(code, 8) & 255,))
    if code in _LINE_ENDS:
        return b""
    return _CONTROLS.get(code, code)
