"""Whatever stands in a file, it gives words that can be read, or one sentence."""

import json
import resource
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.cli import readings
from safehold.engine.documents import read
from safehold.gateways.documents.real import extract_text
from safehold.gateways.files.port import Unreadable
from tests.engine.documents import hostile
from tests.gateways.documents import papers, printing

SLOWEST_READ_SECONDS = 2
# Each file has a process of its own, so these take ten times as long as texts.
EXAMPLES = hostile.EXAMPLES // 10

fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def printed(text: str) -> bytes:
    sheets = []
    lines = text.expandtabs(24).split("\n")
    for start in range(0, len(lines), 50):
        sheet = printing.Sheet()
        sheet.write_lines(40, 60, *(_plain(line) for line in lines[start : start + 50]))
        sheets.append(sheet)
    return printing.pdf(*sheets)


def _plain(line: str) -> str:
    return line.encode("cp1252", errors="replace").decode("cp1252")[:100]


FILES = tuple(
    made(text)
    for made in (papers.as_html, papers.as_word, printed)
    for text in hostile.SPECIMENS.values()
)
HEADS = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf")


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Draw a file with up to six things done to its bytes."""
    content = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 2_000)))
        before, piece, after = content[:start], content[start:end], content[end:]
        junk = draw(st.binary(max_size=60))
        muddled = (
            *(before, after, before + after, after + before + piece),
            *(before + piece * 3 + after, before + junk + after),
        )
        content = draw(st.sampled_from(muddled))
    return content


def read_whole(content: bytes) -> None:
    """Read as the command does, by the clock of our processor and the child's."""
    start = _seconds()
    text = _text_or_sentence(content)
    reading = read.read(text)
    json.dumps(readings.as_json(reading, source_name="any", sha256="")).encode()
    assert _seconds() - start < SLOWEST_READ_SECONDS


def _text_or_sentence(content: bytes) -> str:
    try:
        return extract_text(content, name="any").text
    except Unreadable as unreadable:
        return unreadable.sentence


def _seconds() -> float:
    childrens = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + childrens.ru_utime + childrens.ru_stime


class TestAnyFile:
    @fuzz
    @given(files())
    def test_that_was_damaged_is_read_or_refused(self, content: bytes) -> None:
        read_whole(content)

    @fuzz
    @given(st.sampled_from(HEADS), st.binary(max_size=3_000))
    def test_that_was_never_a_document_is_read_or_refused(
        self, head: bytes, rest: bytes
    ) -> None:
        read_whole(head + rest)

    @pytest.mark.parametrize("head", HEADS)
    @pytest.mark.parametrize("rest", [b"\0", b"(", b"<div>", b"<td>\xc2\xa31", b"1 "])
    def test_of_five_megabytes_gives_its_words_or_a_sentence(
        self, head: bytes, rest: bytes
    ) -> None:
        start = _seconds()

        text = _text_or_sentence(head + rest * (5_000_000 // len(rest)))

        assert _seconds() - start < SLOWEST_READ_SECONDS
        assert text
