"""What we ask of whatever reads the words of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from safehold.gateways.files.port import MediaType


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """The words of a file in reading order.

    Lines end with a line feed; the cells of a table row are separated by tabs.
    `text` holds no control characters but these two, so it can be stored.
    `pages` is None where the kind of file has no pages of its own.
    """

    text: str
    media_type: MediaType
    pages: int | None


class ExtractText(Protocol):
    """Whatever turns a file into words: `real.extract_text`, or a test's own."""

    def __call__(self, content: bytes, *, name: str) -> ExtractedText:
        """Read the words of a file. `name` is for messages; it decides nothing.

        Raises: Unreadable, for every file that is not a readable document.
        """
        ...
