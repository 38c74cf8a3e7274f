"""What we ask of whatever reads the words of a file, and how it says no."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

FILE_LIMIT_BYTES = 10_000_000
PAGE_LIMIT = 500
UNZIPPED_LIMIT_BYTES = 100_000_000
TEXT_LIMIT_CHARACTERS = 5_000_000


class MediaType(StrEnum):
    """The kinds of file that can be read, by their registered names."""

    TEXT = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


class Reason(StrEnum):
    """Why a file cannot be read; the value is its stable name."""

    EMPTY = "empty"
    NO_WORDS = "no_words"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_SLOW = "too_slow"
    OUT_OF_MEMORY = "out_of_memory"
    BINARY = "binary"
    OTHER_ZIP = "other_zip"
    OLD_OFFICE = "old_office"
    RICH_TEXT = "rich_text"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    DAMAGED = "damaged"

    @property
    def sentence(self) -> str:
        """Say it to the person who chose the file, with what to do next."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.EMPTY: "The file is empty.",
    Reason.NO_WORDS: (
        "There are no words in the file: it may be a scan. "
        "Run text recognition on it first."
    ),
    Reason.TOO_LARGE: (
        f"The file is larger than {FILE_LIMIT_BYTES // 1_000_000} MB, "
        "or unpacks to far more than a document needs."
    ),
    Reason.TOO_MANY_PAGES: f"The file has more than {PAGE_LIMIT} pages.",
    Reason.TOO_MUCH_TEXT: (
        f"The file holds more than {TEXT_LIMIT_CHARACTERS:,} characters."
    ),
    Reason.TOO_SLOW: "The file took too long to read, so reading was stopped.",
    Reason.OUT_OF_MEMORY: "The file needs more memory to read than is allowed.",
    Reason.BINARY: "The file is not a text, HTML, PDF or Word (.docx) document.",
    Reason.OTHER_ZIP: "The file is a zip archive, but not a Word (.docx) document.",
    Reason.OLD_OFFICE: (
        "The file is an old Office document or is protected by a password. "
        "Save it as .docx without a password."
    ),
    Reason.RICH_TEXT: "The file is in Rich Text Format. Save it as .docx.",
    Reason.ENCRYPTED: (
        "The file is protected by a password. Save a copy without the password."
    ),
    Reason.MACROS: "The file holds macros. Save it as .docx without them.",
    Reason.DAMAGED: "The file is damaged, so its words cannot be read.",
}


class Unreadable(Exception):
    """A file whose words cannot be had; trying again gives the same answer."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.sentence)
        self.reason = reason

    @property
    def sentence(self) -> str:
        return self.reason.sentence


class ExtractText(Protocol):
    """Whatever turns a file into words: `real.extract_text`, or a test's own."""

    def __call__(self, content: bytes, *, name: str) -> ExtractedText:
        """Read the words of a file. `name` is for messages; it decides nothing.

        Raises: Unreadable, for every file that is not a readable document.
        """
        ...
