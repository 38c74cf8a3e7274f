"""A file is what its content says, whatever its name says."""

import io
import zipfile

import pytest

from safehold.gateways.files import sniffing
from safehold.gateways.files.port import (
    UNZIPPED_LIMIT_BYTES,
    MediaType,
    Reason,
    Unreadable,
)


def archive(*members: str, content: bytes = b"x") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in members:
            target.writestr(member, content)
    return packed.getvalue()


def locked(content: bytes) -> bytes:
    """Set the flag of encryption in the archive's directory and in its members."""
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + place
        content = content[:at] + b"\x01" + content[at + 1 :]
    return content


class TestMediaType:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"%PDF-1.7 ...", MediaType.PDF),
            (b"\n\njunk before %PDF-1.4", MediaType.PDF),
            (b"<!DOCTYPE html><p>x", MediaType.HTML),
            (b"  \n<html lang=en>", MediaType.HTML),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<HTML>", MediaType.HTML),
            (b"<p>x</p>", MediaType.HTML),
            (b"<pending>", MediaType.TEXT),
            (b"DMPC Decision <i>1</i>", MediaType.TEXT),
            ("DMPC Decision – PCD 1742".encode("utf-16"), MediaType.TEXT),
            ("£1 – paid".encode("cp1252"), MediaType.TEXT),
        ],
    )
    def test_is_told_by_the_content(self, content: bytes, expected: MediaType) -> None:
        assert sniffing.media_type(content) is expected

    def test_of_an_archive_with_a_word_document_is_word(self) -> None:
        assert sniffing.media_type(archive("word/document.xml")) is MediaType.DOCX

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (bytes(range(256)) * 20, Reason.BINARY),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Reason.PICTURE),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", Reason.OLD_OFFICE),
            (b"{\\rtf1 text}", Reason.RICH_TEXT),
            (b"PK\x03\x04 and then nothing", Reason.DAMAGED),
            (archive("xl/workbook.xml"), Reason.WORKBOOK),
            (archive("ppt/presentation.xml"), Reason.OTHER_ZIP),
            (archive("word/document.xml", "word/vbaProject.bin"), Reason.MACROS),
            (locked(archive("word/document.xml")), Reason.ENCRYPTED),
            (
                archive("word/document.xml", content=bytes(UNZIPPED_LIMIT_BYTES + 1)),
                Reason.TOO_LARGE,
            ),
        ],
    )
    def test_is_refused_where_no_reader_should_have_it(
        self, content: bytes, reason: Reason
    ) -> None:
        with pytest.raises(Unreadable) as refused:
            sniffing.media_type(content)

        assert refused.value.reason is reason
        assert refused.value.sentence.endswith(".")
