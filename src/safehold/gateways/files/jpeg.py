"""What of a JPEG is the picture, and what was written about it?"""

from __future__ import annotations

from collections.abc import Iterator

from safehold.gateways.files.port import Reason, Unreadable

START = b"\xff\xd8"
_END, _SCAN = 0xD9, 0xDA
_COMMENT = 0xFE
# What applications write: cameras, editors, sharing sites. Adobe's says how the
# colours are stored, and is part of the picture.
_APPLICATIONS, _ADOBE = range(0xE0, 0xF0), 0xEE
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_ADOBE_BYTES = 2 + 2 + 12


def without_metadata(content: bytes) -> bytes:
    """Return the picture's own segments, byte by byte, and nothing after its end.

    Raises: Unreadable, where the segments do not add up.
    """
    return b"".join(_kept(content))


def _kept(content: bytes) -> Iterator[bytes]:
    if not content.startswith(START):
        raise Unreadable(Reason.DAMAGED)
    yield START
    at = 2
    while True:
        # Any number of fill bytes may stand before a marker.
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if len(content) < at + 2 or content[at] != 0xFF:
            raise Unreadable(Reason.DAMAGED)
        marker = content[at + 1]
        if marker == _END:
            yield content[at : at + 2]
            return
        end = _segment_end(content, at, marker)
        yield _without_words(content[at:end], marker)
        at = end


def _segment_end(content: bytes, at: int, marker: int) -> int:
    if marker in _ALONE:
        return at + 2
    length = int.from_bytes(content[at + 2 : at + 4], "big")
    end = at + 2 + length
    if length < 2 or end > len(content):
        raise Unreadable(Reason.DAMAGED)
    return _scan_end(content, end) if marker == _SCAN else end


def _scan_end(content: bytes, at: int) -> int:
    """Return where the next marker stands: a stuffed or restarting one is none."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Unreadable(Reason.DAMAGED)
        following = content[at + 1]
        if following != 0 and following not in _ALONE and following != 0xFF:
            return at
        at += 1 if following == 0xFF else 2


def _without_words(segment: bytes, marker: int) -> bytes:
    if marker == _ADOBE and segment[4:9] == b"Adobe":
        # Exactly as long as Adobe's is: more would be somebody's words.
        return b"\xff\xee\x00\x0e" + segment[4:_ADOBE_BYTES]
    return b"" if marker in _APPLICATIONS or marker == _COMMENT else segment
