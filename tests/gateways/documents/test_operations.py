"""The program that draws a page is read as the PDF standard says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.psparser import LIT

from safehold.gateways.documents.pdf.operations import Operand, operations


class TestOperations:
    @pytest.mark.parametrize(
        ("program", "expected"),
        [
            (b"1 -2.5 .5 Td", [(b"Td", [1.0, -2.5, 0.5])]),
            (b"/F1 11 Tf", [(b"Tf", [LIT("F1"), 11.0])]),
            (b"/A#20B gs", [(b"gs", [LIT("A B")])]),
            (b"(plain)Tj", [(b"Tj", [b"plain"])]),
            (rb"(a\)b\\ \101\n) Tj", [(b"Tj", [b"a)b\\ A\n"])]),
            (b"(a(b)c) Tj", [(b"Tj", [b"a(b)c"])]),
            (b"<48 65 6> Tj", [(b"Tj", [b"He`"])]),
            (b"[(a) -20 (b)] TJ", [(b"TJ", [[b"a", -20.0, b"b"]])]),
            (b"% (no) Tj\nT*", [(b"T*", [])]),
            (
                b"BI /W 1 ID \x00(\xff EI Q",
                [(b"BI", []), (b"ID", [LIT("W"), 1.0]), (b"Q", [])],
            ),
            (b"(never ends Tj", []),
        ],
    )
    def test_come_with_their_operands(
        self, program: bytes, expected: list[tuple[bytes, list[Operand]]]
    ) -> None:
        found = [each for each in operations(program) if each[0] != b"Tj" or each[1]]

        assert found == expected

    @given(
        st.binary(max_size=400)
        | st.text("()[]<>/%\\ 01aTj'", max_size=200).map(str.encode)
    )
    def test_are_found_in_anything_without_an_error(self, program: bytes) -> None:
        for operator, operands in operations(program):
            assert operator
            assert isinstance(operands, list)

    def test_of_a_hostile_program_take_no_longer_than_others(self) -> None:
        hostile = b"(" * 200_000 + b"<" * 200_000 + b"[" * 200_000 + b"1." * 200_000

        assert len(list(operations(hostile))) == 0
