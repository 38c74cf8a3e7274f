"""Which characters do these bytes stand for, and which of them can be kept?"""

from __future__ import annotations

import codecs
import re

from safehold.gateways.files.port import Reason, Unreadable

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# One byte a character only: the others say so themselves, or are UTF-8 anyway.
_DECLARED_ENCODING = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?"
    rb"(iso-8859-\d{1,2}|windows-125\d|macintosh)"
)
_UNKNOWN = "\ufffd"
# Everything that Python takes for the end of a line, so that each reader of the
# text counts the same lines.
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# A database keeps no NUL, a page shows none of the rest, and surrogates cannot
# be written as UTF-8.
_UNKEEPABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def decode(content: bytes) -> str:
    """Return the text of a plain file: by its mark, else UTF-8, else Windows-1252.

    Raises: Unreadable, where more than one character in a hundred is none.
    """
    text = tidy(_decode(content))
    if 100 * text.count(_UNKNOWN) > len(text):
        raise Unreadable(Reason.BINARY)
    return text


def decode_page(content: bytes) -> str:
    """Return the source of a web page: as it declares, else like a plain file.

    Raises: Unreadable, where more than one character in a hundred is none.
    """
    declared = _DECLARED_ENCODING.search(content[:4_096].lower())
    if declared:
        encoding = declared[1].decode("ascii")
        return tidy(content.decode(encoding, errors="replace"))
    return decode(content)


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def tidy(text: str) -> str:
    """Return the text with line feeds only and nothing that cannot be kept."""
    return _UNKEEPABLE.sub(_UNKNOWN, _LINE_END.sub("\n", text))
