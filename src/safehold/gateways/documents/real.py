"""What words does this file hold, whatever kind of file it is?"""

from __future__ import annotations

from safehold.gateways.documents import confinement, decoding, sniffing
from safehold.gateways.documents.port import (
    FILE_LIMIT_BYTES,
    TEXT_LIMIT_CHARACTERS,
    ExtractedText,
    MediaType,
    Reason,
    Unreadable,
)


def extract_text(content: bytes, *, name: str) -> ExtractedText:  # noqa: ARG001 - the port's shape: names decide nothing here
    """Return the words of a file, told apart by its content and never by its name.

    Raises: Unreadable, for every file that is not a readable document.
    """
    if len(content) > FILE_LIMIT_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    if not content.strip():
        raise Unreadable(Reason.EMPTY)
    media_type = sniffing.media_type(content)
    if media_type is MediaType.TEXT:
        text, pages = decoding.decode(content), None
    else:
        text, pages = confinement.read_apart(content, media_type)
    return _checked(ExtractedText(text, media_type, pages))


def _checked(extracted: ExtractedText) -> ExtractedText:
    if len(extracted.text) > TEXT_LIMIT_CHARACTERS:
        raise Unreadable(Reason.TOO_MUCH_TEXT)
    if not extracted.text.strip():
        raise Unreadable(Reason.NO_WORDS)
    return extracted
