"""Which files are taken, how large may they be, and how is one refused?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FILE_LIMIT_BYTES = 10_000_000
PAGE_LIMIT = 500
UNZIPPED_LIMIT_BYTES = 100_000_000
TEXT_LIMIT_CHARACTERS = 5_000_000
PIXEL_LIMIT = 40_000_000


class MediaType(StrEnum):
    """The kinds of file that are taken, by their registered names."""

    TEXT = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def ending(self) -> str:
        """Return how the name of such a file ends, where we make the name."""
        return "txt" if self is MediaType.TEXT else self.name.lower()


PICTURES = frozenset({MediaType.PNG, MediaType.JPEG})
READABLE = frozenset(
    {MediaType.TEXT, MediaType.HTML, MediaType.PDF, MediaType.DOCX},
)


class Reason(StrEnum):
    """Why a file is not taken; the value is its stable name."""

    EMPTY = "empty"
    NO_WORDS = "no_words"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SLOW = "too_slow"
    OUT_OF_MEMORY = "out_of_memory"
    BINARY = "binary"
    OTHER_ZIP = "other_zip"
    OLD_OFFICE = "old_office"
    RICH_TEXT = "rich_text"
    PICTURE = "picture"
    NO_PICTURE = "no_picture"
    WORKBOOK = "workbook"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    ACTIVE = "active"
    FORM = "form"
    HOLDS_FILES = "holds_files"
    LINKED = "linked"
    TWO_KINDS = "two_kinds"
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
    Reason.TOO_MANY_PIXELS: (
        f"The picture has more than {PIXEL_LIMIT // 1_000_000} million pixels. "
        "Save a smaller copy."
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
    Reason.PICTURE: "The file is a picture. Choose the document as PDF or .docx.",
    Reason.NO_PICTURE: "The file is not a picture. Choose a PNG or JPEG.",
    Reason.WORKBOOK: "The file is an Excel workbook. Save it as PDF or .docx.",
    Reason.ENCRYPTED: (
        "The file is protected by a password. Save a copy without the password."
    ),
    Reason.MACROS: "The file holds macros. Save it as .docx without them.",
    Reason.ACTIVE: (
        "The file holds a program, or starts something when it is opened. "
        "Print it to a new PDF and choose that."
    ),
    Reason.FORM: "The file is an interactive form. Print it to a new PDF.",
    Reason.HOLDS_FILES: (
        "The file holds other files: attachments, embedded objects or the data "
        "behind a chart. Save it as PDF without attachments."
    ),
    Reason.LINKED: (
        "The file fetches something from elsewhere when it is opened: a template, "
        "a picture or data. Break its links, or save it as PDF."
    ),
    Reason.TWO_KINDS: (
        "The file is of two kinds at once, which is how programs are smuggled in. "
        "Open it and save a new copy."
    ),
    Reason.DAMAGED: "The file is damaged, so it cannot be read.",
}


class Unreadable(Exception):
    """A file that is not taken; trying again gives the same answer."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.sentence)
        self.reason = reason

    @property
    def sentence(self) -> str:
        return self.reason.sentence


@dataclass(frozen=True, slots=True)
class Copy:
    """What is handed out of a file, and of what kind it is."""

    content: bytes
    media_type: MediaType
