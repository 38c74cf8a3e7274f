"""What kind of file is it, going by what is in it?"""

from __future__ import annotations

import io
import re
import zipfile

from safehold.gateways.files.port import (
    FILE_LIMIT_BYTES,
    PICTURES,
    READABLE,
    UNZIPPED_LIMIT_BYTES,
    MediaType,
    Reason,
    Unreadable,
)

_ZIP_MEMBER_LIMIT = 5_000
# Of each part that is taken apart; the rest is pictures, which stay packed.
_XML_LIMIT_BYTES = 20_000_000
# Readers of PDF allow some bytes before the header, and real files have them.
_PDF_HEADER_WITHIN_BYTES = 1_024
_OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The opening tags that the WHATWG's MIME sniffing standard takes for HTML.
_HTML_START = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?"
    rb"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title"
    rb"|b|body|br|p|!--)[\s>]",
    re.IGNORECASE,
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


_PNG_START = b"\x89PNG\r\n\x1a\n"
_JPEG_START = b"\xff\xd8\xff"
_MAIN_PARTS = {
    "word/document.xml": MediaType.DOCX,
    "xl/workbook.xml": MediaType.XLSX,
}


def media_type(
    content: bytes, *, accepted: frozenset[MediaType] = READABLE
) -> MediaType:
    """Return what kind of file the content is, of the kinds that are accepted.

    Raises: Unreadable, for any other, and for what is empty or too large.
    Source: SEC-30.
    """
    if len(content) > FILE_LIMIT_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    if not content.strip():
        raise Unreadable(Reason.EMPTY)
    if accepted <= PICTURES and not content.startswith((_PNG_START, _JPEG_START)):
        raise Unreadable(Reason.NO_PICTURE)
    found = _kind(content)
    if found not in accepted:
        raise Unreadable(_why_not(found))
    return found


def _why_not(found: MediaType) -> Reason:
    if found is MediaType.XLSX:
        return Reason.WORKBOOK
    return Reason.PICTURE if found in PICTURES else Reason.NO_PICTURE


def _kind(content: bytes) -> MediaType:
    start = content[:_PDF_HEADER_WITHIN_BYTES]
    if b"%PDF-" in start:
        return MediaType.PDF
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    if content.startswith(_PNG_START):
        return MediaType.PNG
    if content.startswith(_JPEG_START):
        return MediaType.JPEG
    if content.startswith(_OLE_HEADER):
        raise Unreadable(Reason.OLD_OFFICE)
    if content.startswith(b"{\\rtf"):
        raise Unreadable(Reason.RICH_TEXT)
    if _is_binary(content):
        raise Unreadable(Reason.BINARY)
    if _HTML_START.match(content.removeprefix(_BYTE_ORDER_MARKS[0])):
        return MediaType.HTML
    return MediaType.TEXT


def _office_kind(content: bytes) -> MediaType:
    """Return what the archive is; refuse one that should not be unpacked.

    Only the directory of the archive is read here. The sizes it states can be
    trusted, because zipfile unpacks no more of a member than is stated.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(Reason.DAMAGED) from error
    names = {member.filename.lower() for member in members}
    kinds = [kind for part, kind in _MAIN_PARTS.items() if part in names]
    if not kinds:
        raise Unreadable(Reason.OTHER_ZIP)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(Reason.MACROS)
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(Reason.ENCRYPTED)
    if (
        len(members) > _ZIP_MEMBER_LIMIT
        or sum(member.file_size for member in members) > UNZIPPED_LIMIT_BYTES
        or any(
            member.file_size > _XML_LIMIT_BYTES
            for member in members
            if member.filename.lower().endswith((".xml", ".rels"))
        )
    ):
        raise Unreadable(Reason.TOO_LARGE)
    if len(kinds) > 1:
        raise Unreadable(Reason.TWO_KINDS)
    return kinds[0]


def _is_binary(content: bytes) -> bool:
    """Tell whether more than one byte in a hundred is a control character.

    Text in UTF-16 is full of zero bytes and says so by its byte order mark.
    """
    if content.startswith(_BYTE_ORDER_MARKS):
        return False
    sample = content[:100_000]
    return 100 * len(_CONTROLS.findall(sample)) > len(sample)


_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
