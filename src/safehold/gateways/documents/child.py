"""What runs inside the confined process to read the words of a file."""

from __future__ import annotations

import sys
from functools import partial

from safehold.gateways.files import child, decoding
from safehold.gateways.files.port import (
    TEXT_LIMIT_CHARACTERS,
    MediaType,
    Reason,
    Unreadable,
)


def read(media_type: MediaType, content: bytes) -> tuple[str, bytes]:
    """Return the number of pages and the words, both as they are printed."""
    text, pages = _read(content, media_type)
    if len(text) > TEXT_LIMIT_CHARACTERS:
        raise Unreadable(Reason.TOO_MUCH_TEXT)
    return str(pages), decoding.tidy(text).encode("utf-8")


def _read(content: bytes, media_type: MediaType) -> tuple[str, int]:
    """Return the words and the number of pages, 0 where there are none to count.

    Each reader is imported only where it is needed: that takes longer than reading.
    """
    match media_type:
        case MediaType.HTML:
            from safehold.gateways.documents import html

            return html.read(content), 0
        case MediaType.DOCX:
            from safehold.gateways.documents import word

            return word.read(content), 0
        case MediaType.PDF:
            from safehold.gateways.documents.pdf import document

            return document.read(content)
        case MediaType.TEXT | MediaType.XLSX | MediaType.PNG | MediaType.JPEG:
            raise AssertionError("this kind of file is not read here")


if __name__ == "__main__":
    child.answer(partial(read, MediaType[sys.argv[1]]))
