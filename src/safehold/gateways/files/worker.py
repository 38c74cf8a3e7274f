"""What runs inside the confined process to look into a file, or to strip it."""

from __future__ import annotations

import sys
from functools import partial

from safehold.gateways.files import child
from safehold.gateways.files.port import MediaType

INSPECT = "inspect"
STRIP = "strip"


def work(task: str, media_type: MediaType, content: bytes) -> tuple[str, bytes]:
    """Return the task's name and what came of it: nothing, or the stripped copy."""
    # Also before stripping: a file may have been kept before we looked into any.
    _inspect(content, media_type)
    return task, _stripped(content, media_type) if task == STRIP else b""


def _inspect(content: bytes, media_type: MediaType) -> None:
    """Look into the file by the inspector of its kind, imported only where needed."""
    match media_type:
        case MediaType.PDF:
            from safehold.gateways.files import pdf

            pdf.inspect(content)
        case MediaType.DOCX | MediaType.XLSX:
            from safehold.gateways.files import office

            office.inspect(content)
        case MediaType.PNG | MediaType.JPEG:
            from safehold.gateways.files import pictures

            pictures.inspect(content, media_type)
        case MediaType.HTML | MediaType.TEXT:
            # They do nothing on their own, and are always served to be saved.
            pass


def _stripped(content: bytes, media_type: MediaType) -> bytes:
    match media_type:
        case MediaType.PDF:
            from safehold.gateways.files import pdf

            return pdf.stripped(content)
        case MediaType.DOCX | MediaType.XLSX:
            from safehold.gateways.files import stripping

            return stripping.stripped(content)
        case MediaType.PNG | MediaType.JPEG:
            from safehold.gateways.files import pictures

            return pictures.stripped(content, media_type)
        case MediaType.HTML:
            from safehold.gateways.files import pages

            return pages.stripped(content)
        case MediaType.TEXT:
            raise AssertionError("plain text says nothing of itself")


if __name__ == "__main__":
    child.answer(partial(work, sys.argv[1], MediaType[sys.argv[2]]))
