"""Bytes become characters that can be shown and kept."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.gateways.files import decoding
from safehold.gateways.files.port import Unreadable


class TestDecode:
    @pytest.mark.parametrize(
        "content",
        [
            "£1 – “paid”".encode(),
            codecs.BOM_UTF8 + "£1 – “paid”".encode(),
            "£1 – “paid”".encode("utf-16"),
            codecs.BOM_UTF16_BE + "£1 – “paid”".encode("utf-16-be"),
            "£1 – “paid”".encode("cp1252"),
        ],
    )
    def test_knows_the_encodings_that_offices_use(self, content: bytes) -> None:
        assert decoding.decode(content) == "£1 – “paid”"

    def test_refuses_what_is_mostly_no_text(self) -> None:
        with pytest.raises(Unreadable):
            decoding.decode(codecs.BOM_UTF16_LE + bytes(range(256)) * 9)


class TestTidy:
    def test_counts_every_kind_of_line_end_as_one(self) -> None:
        assert decoding.tidy("a\r\nb\rc\x0cd\x85e\u2028f") == "a\nb\nc\nd\ne\nf"

    @given(st.text())
    def test_leaves_only_what_can_be_kept(self, text: str) -> None:
        tidied = decoding.tidy(text)

        assert tidied.split("\n") == (tidied + "\n").splitlines()
        assert all(sign.isprintable() or sign not in "\x00\x7f\x80" for sign in tidied)
        tidied.encode("utf-8")
