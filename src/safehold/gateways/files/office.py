"""What does a Word document or Excel workbook hold besides words and pictures?"""

from __future__ import annotations

import re

from lxml import etree

from safehold.gateways.files import archives
from safehold.gateways.files.port import Reason, Unreadable

_RELATIONSHIP = (
    "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
)
_MACROS = re.compile(r"vba(?:project|data)[^/]*$|/macrosheets/|/dialogsheets/", re.I)
_MACRO_TYPES = re.compile(rb"macroenabled|vbaproject|macrosheet", re.I)
_HELD = re.compile(r"/embeddings/|/activex/|/oleobjects?/|/attachments/", re.I)
# A file within the file, by how it begins: archive, old Office, program, PDF.
_HELD_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"%PDF-", b"\x7fELF")
_ELSEWHERE = re.compile(r"/externallinks/|/querytables/|xl/connections\.xml$", re.I)
# Relationships that fetch, or put another document's content into this one.
_FETCHING = frozenset(
    {
        *("attachedTemplate", "subDocument", "frame", "externalLinkPath"),
        *("mailMergeSource", "mailMergeHeaderSource", "externalLink"),
    }
)
_HOLDING = frozenset({"oleObject", "package", "aFChunk", "control", "activeXControl"})
_EXTERNAL_ALLOWED = frozenset({"hyperlink"})
_FIELD_WORDS = frozenset({"instrText", "fldSimple", "ddeLink"})
_FORMULA_WORDS = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
_PROGRAM_FIELD = re.compile(r"(?<![a-z])dde(?:auto)?(?![a-z])", re.I)
_FETCHING_FIELD = re.compile(r"(?<![a-z])include(?:text|picture)(?![a-z])", re.I)
# Another program's data: its name, a bar, a topic, an exclamation mark.
_PROGRAM_FORMULA = re.compile(r"^[^\"]*\w\|[^\"]*!")
_FETCHING_FORMULA = re.compile(r"(?<![a-z])(?:webservice|rtd|image)\s*\(", re.I)


def inspect(content: bytes) -> None:
    """Refuse macros, other files held inside, and what is fetched from elsewhere.

    Raises: Unreadable. Source: SEC-31, SEC-32.
    """
    with archives.opened(content) as archive:
        for name, part in archives.parts(archive):
            _check_name(f"/{name}")
            if part.startswith(_HELD_STARTS):
                raise Unreadable(Reason.HOLDS_FILES)
            if name == "[Content_Types].xml" and _MACRO_TYPES.search(part):
                raise Unreadable(Reason.MACROS)
            if name.lower().endswith(".rels"):
                _check_relationships(archives.parsed(part))
            elif name.lower().endswith(".xml"):
                _check_words(archives.parsed(part))


def _check_name(name: str) -> None:
    if _MACROS.search(name):
        raise Unreadable(Reason.MACROS)
    if _HELD.search(name):
        raise Unreadable(Reason.HOLDS_FILES)
    if _ELSEWHERE.search(name):
        raise Unreadable(Reason.LINKED)


def _check_relationships(root: etree._Element) -> None:
    for relationship in root.iter(_RELATIONSHIP):
        kind = relationship.get("Type", "").rpartition("/")[2]
        is_external = relationship.get("TargetMode", "").lower() == "external"
        if kind in _FETCHING or (is_external and kind not in _EXTERNAL_ALLOWED):
            raise Unreadable(Reason.LINKED)
        if kind in _HOLDING:
            raise Unreadable(Reason.HOLDS_FILES)


def _check_words(root: etree._Element) -> None:
    """Refuse fields and formulas that start a program or fetch something.

    A field may be cut into pieces, so all of a part's are looked at together.
    """
    pieces: list[str] = []
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in _FIELD_WORDS:
            pieces += (element.text or "", *map(str, element.attrib.values()))
        elif name in _FORMULA_WORDS:
            _refuse(element.text or "", _PROGRAM_FORMULA, _FETCHING_FORMULA)
    for whole in ("".join(pieces), " ".join(pieces)):
        _refuse(whole, _PROGRAM_FIELD, _FETCHING_FIELD)


def _refuse(words: str, program: re.Pattern[str], fetching: re.Pattern[str]) -> None:
    if program.search(words):
        raise Unreadable(Reason.ACTIVE)
    if fetching.search(words):
        raise Unreadable(Reason.LINKED)
