"""Whatever stands in an upload, it is taken or refused with one sentence, and soon."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.gateways.files.port import MediaType, Unreadable
from safehold.gateways.files.real import inspect, stripped
from tests.engine.documents import hostile
from tests.gateways.files import made
from tests.gateways.test_fuzz_files import HEADS, SLOWEST_READ_SECONDS, _seconds

ALL = frozenset(MediaType)
FILES = (
    *(made.pdf_with_canaries(), made.word_with_canaries()),
    *(made.workbook_with_canaries(), made.jpeg(), made.jpeg(6), made.png()),
)
MORE_HEADS = (*HEADS, b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

fuzz = settings(
    max_examples=hostile.EXAMPLES // 10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a file with up to four things done to its bytes."""
    content = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 300)))
        before, piece, after = content[:start], content[start:end], content[end:]
        junk = draw(st.binary(max_size=40))
        muddled = (before, before + after, before + piece * 3 + after)
        content = draw(st.sampled_from((*muddled, before + junk + after)))
    return content


def look_and_strip(content: bytes) -> None:
    """Do both as an upload and a download do, by the clock of the processors.

    The confined process may take 500 MB and no more: past that it refuses.
    """
    start = _seconds()
    try:
        inspect(content, accepted=ALL)
        copy = stripped(content)
        assert inspect(copy.content, accepted=ALL) is copy.media_type
    except Unreadable as unreadable:
        # Some reasons come from the process itself: each has its sentence.
        _ = unreadable.sentence
    assert _seconds() - start < 2 * SLOWEST_READ_SECONDS


class TestAnyUpload:
    @fuzz
    @given(damaged())
    def test_that_was_damaged_is_taken_or_refused(self, content: bytes) -> None:
        look_and_strip(content)

    @fuzz
    @given(st.sampled_from(MORE_HEADS), st.binary(max_size=3_000))
    def test_that_was_never_a_document_is_taken_or_refused(
        self, head: bytes, rest: bytes
    ) -> None:
        look_and_strip(head + rest)

    @pytest.mark.parametrize("head", MORE_HEADS)
    @pytest.mark.parametrize("rest", [b"\0", b"(", b"<div>", b"1 0 obj<</A ", b"[ "])
    def test_of_five_megabytes_is_taken_or_refused(
        self, head: bytes, rest: bytes
    ) -> None:
        look_and_strip(head + rest * (5_000_000 // len(rest)))
