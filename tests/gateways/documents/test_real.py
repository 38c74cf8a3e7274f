"""Any file gives its words or one sentence, and takes nothing else down with it."""

import subprocess
import sys
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from safehold.gateways.documents.real import extract_text
from safehold.gateways.files import confinement
from safehold.gateways.files.port import (
    FILE_LIMIT_BYTES,
    TEXT_LIMIT_CHARACTERS,
    MediaType,
    Reason,
    Unreadable,
)
from tests.gateways.documents import papers, printing
from tests.gateways.documents.printing import Sheet

TEXT = "DMPC Decision – PCD 480\n\nApprove up to £175,000.\n"
# macOS does not limit memory; there the next limit stops the file.
FAR_TOO_LARGE = Reason.TOO_LARGE if sys.platform == "darwin" else Reason.OUT_OF_MEMORY


def printed() -> bytes:
    sheet = Sheet()
    sheet.write(72, 100, "DMPC Decision – PCD 480")
    sheet.write(72, 130, "Approve up to £175,000.")
    return printing.pdf(sheet)


def bomb(megabytes: int) -> bytes:
    """Return a page of some hundred kilobytes whose program unpacks to far more."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    million = bytes(1_000_000)
    block = packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(megabytes):
        checksum = zlib.adler32(million, checksum)
    packed = b"".join(
        (b"\x78\x9c", block * megabytes, packer.flush(), checksum.to_bytes(4, "big"))
    )
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return printing.document(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            head + packed + b"\nendstream",
        ]
    )


class TestExtractText:
    @pytest.mark.parametrize(
        ("made", "media_type", "pages"),
        [
            (lambda: TEXT.encode(), MediaType.TEXT, None),
            (lambda: papers.as_html(TEXT), MediaType.HTML, None),
            (lambda: papers.as_word(TEXT), MediaType.DOCX, None),
            (printed, MediaType.PDF, 1),
        ],
    )
    def test_gives_the_same_words_whatever_the_kind_of_file(
        self, made: Callable[[], bytes], media_type: MediaType, pages: int | None
    ) -> None:
        extracted = extract_text(made(), name="misleading.xyz")

        assert extracted.text == TEXT
        assert extracted.media_type is media_type
        assert extracted.pages == pages

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", Reason.EMPTY),
            (b" \r\n\t ", Reason.EMPTY),
            (b"x" * (FILE_LIMIT_BYTES + 1), Reason.TOO_LARGE),
            (b"x" * (TEXT_LIMIT_CHARACTERS + 1), Reason.TOO_MUCH_TEXT),
            (b"<p>" + b"x" * (TEXT_LIMIT_CHARACTERS + 1), Reason.TOO_MUCH_TEXT),
            (b"<html></html>", Reason.NO_WORDS),
            (printing.pdf(Sheet()), Reason.NO_WORDS),
            (b"%PDF-1.7 and nothing else", Reason.DAMAGED),
            (printed()[: len(printed()) // 3], Reason.DAMAGED),
        ],
    )
    def test_refuses_what_has_no_words_to_give(
        self, content: bytes, reason: Reason
    ) -> None:
        with pytest.raises(Unreadable) as refused:
            extract_text(content, name="any")

        assert refused.value.reason is reason


class TestConfinement:
    def test_stops_a_file_that_takes_too_long(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(confinement, "_WALL_CLOCK_SECONDS", 0.001)

        with pytest.raises(Unreadable) as refused:
            extract_text(printed(), name="slow.pdf")

        assert refused.value.reason is Reason.TOO_SLOW

    @pytest.mark.parametrize(
        ("megabytes", "reason"),
        [(30, Reason.TOO_LARGE), (300, FAR_TOO_LARGE)],
    )
    def test_stops_a_file_that_unpacks_to_more_than_a_page_needs(
        self, megabytes: int, reason: Reason
    ) -> None:
        with pytest.raises(Unreadable) as refused:
            extract_text(bomb(megabytes), name="bomb.pdf")

        assert refused.value.reason is reason

    def test_keeps_the_services_secrets_from_the_readers(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SAFEHOLD_SECRET_KEY", "not for readers of hostile files")
        started: list[dict[str, str]] = []
        start = subprocess.Popen.__init__

        def spy(process: Any, *args: Any, **options: Any) -> None:
            started.append(options["env"])
            start(process, *args, **options)

        monkeypatch.setattr(subprocess.Popen, "__init__", spy)
        extract_text(printed(), name="any.pdf")

        (environment,) = started
        assert set(environment) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
