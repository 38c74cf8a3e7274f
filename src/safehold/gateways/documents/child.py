"""What runs inside the confined process: set the limits, read, print the words."""

from __future__ import annotations

import contextlib
import resource
import sys

from safehold.gateways.documents import decoding
from safehold.gateways.documents.port import (
    TEXT_LIMIT_CHARACTERS,
    MediaType,
    Reason,
    Unreadable,
)

READ = "read"
REFUSED = "refused"
_MEMORY_LIMIT_BYTES = 500_000_000
_PROCESSOR_LIMIT_SECONDS = 20


def main(media_type: MediaType) -> None:
    """Print `read <pages>` and the words after it, or `refused <reason>`.

    An error of a reader's own is left to end the process with nothing printed.
    """
    _set_limits()
    try:
        text, pages = _read(sys.stdin.buffer.read(), media_type)
        if len(text) > TEXT_LIMIT_CHARACTERS:
            raise Unreadable(Reason.TOO_MUCH_TEXT)
    except Unreadable as unreadable:
        answer = f"{REFUSED} {unreadable.reason}"
    except MemoryError:
        answer = f"{REFUSED} {Reason.OUT_OF_MEMORY}"
    else:
        answer = f"{READ} {pages}\n{decoding.tidy(text)}"
    sys.stdout.buffer.write(answer.encode("utf-8"))


def _set_limits() -> None:
    for limited, most in (
        (resource.RLIMIT_AS, _MEMORY_LIMIT_BYTES),
        (resource.RLIMIT_CPU, _PROCESSOR_LIMIT_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS knows RLIMIT_AS by name and refuses to set it.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limited, (most, most))


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
        case MediaType.TEXT:
            raise AssertionError("plain text is read in the service's own process")


if __name__ == "__main__":
    main(MediaType[sys.argv[1]])
