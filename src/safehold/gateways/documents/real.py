"""What words does this file hold, whatever kind of file it is?"""

from __future__ import annotations

from safehold.gateways.documents import child
from safehold.gateways.documents.port import ExtractedText
from safehold.gateways.files import confinement, decoding, sniffing
from safehold.gateways.files.port import (
    READABLE,
    TEXT_LIMIT_CHARACTERS,
    MediaType,
    Reason,
    Unreadable,
)


def extract_text(content: bytes, *, name: str) -> ExtractedText:  # noqa: ARG001 - the port's shape: names decide nothing here
    """Return the words of a file, told apart by its content and never by its name.

    Raises: Unreadable, for every file that is not a readable document.
    """
    media_type = sniffing.media_type(content, accepted=READABLE)
    if media_type is MediaType.TEXT:
        return _checked(ExtractedText(decoding.decode(content), media_type, None))
    pages, words = confinement.run_apart(
        child.__name__, media_type.name, content=content
    )
    text = words.decode("utf-8")
    return _checked(ExtractedText(text, media_type, int(pages) or None))


def _checked(extracted: ExtractedText) -> ExtractedText:
    if len(extracted.text) > TEXT_LIMIT_CHARACTERS:
        raise Unreadable(Reason.TOO_MUCH_TEXT)
    if not extracted.text.strip():
        raise Unreadable(Reason.NO_WORDS)
    return extracted
