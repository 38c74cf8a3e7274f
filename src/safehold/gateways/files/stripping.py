"""What of a Word document or Excel workbook are its words, tables and pictures?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from safehold.gateways.files import archives, jpeg, pictures
from safehold.gateways.files.port import MediaType

_RELATIONSHIP = (
    "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
)
_CONTENT_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
# Parts about the document, its makers, their printers and their machines.
_DROPPED_PARTS = re.compile(
    r"^(?:docProps/|customXml/|_xmlsignatures/|package/)"
    r"|/(?:printerSettings|customXml|revisions|persons|threadedComments|webextensions)/"
    r"|/people\.xml$|/comments(?:Ids|Extended|Extensible)\.xml$|thumbnail"
    r"|/userNames\.xml$|/customProperty\d*\.bin$|/docMetadata/",
    re.I,
)
_DROPPED_ELEMENTS = frozenset(
    {
        *("rsids", "docVars", "docVar", "docId", "absPath", "revisionPtr", "userInfo"),
        *("fileSharing", "fileVersion", "proofState", "attachedTemplate", "mailMerge"),
        *("documentProtection", "writeProtection", "saveThroughXslt", "customPr"),
        *("presenceInfo", "coAuthVersions", "customProperties", "dataBinding"),
        *("smartTagPr", "oleSize"),
    }
)
_DROPPED_ATTRIBUTES = re.compile(
    r"^(?:rsid\w*|paraId|textId|uid|codeName|userId|providerId|dateUtc|durableId"
    r"|initials|lastEdited|lowestEdited|rupBuild|dT|personId|anchorId|editId"
    r"|macroName|userName|lastRenderedBy)$"
)
# A link to anywhere else names somebody's folders.
_ON_THE_WEB = re.compile(r"https?:|mailto:|tel:|#", re.I)
# They are asked for where there are changes and comments, so they cannot be left out.
_AUTHOR = "Author"
_UNNAMED = "Picture"
_PICTURE_NAMES = frozenset({"docPr", "cNvPr"})
_CHANGES = frozenset(
    {
        *("ins", "del", "moveFrom", "moveTo", "comment", "rPrChange", "pPrChange"),
        *("tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "cellIns"),
        *("cellDel", "cellMerge", "numberingChange", "tblGridChange", "tblPrExChange"),
        *("moveFromRangeStart", "moveToRangeStart", "customXmlInsRangeStart"),
        *("customXmlDelRangeStart", "customXmlMoveFromRangeStart"),
        *("customXmlMoveToRangeStart",),
    }
)


def stripped(content: bytes) -> bytes:
    """Return the same document without who made it, with what, where and when.

    Comments and tracked changes stay, and no longer say whose they are.

    Raises: Unreadable. Source: SEC-33.
    """
    with archives.opened(content) as archive:
        return archives.packed(_clean_parts(dict(archives.parts(archive))))


def _clean_parts(parts: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    kept = {
        name: part for name, part in parts.items() if not _DROPPED_PARTS.search(name)
    }
    names = frozenset(kept)
    for name, part in kept.items():
        lower = name.lower()
        if lower.endswith((".xml", ".rels", ".vml")):
            yield name, _clean_xml(name, part, names)
        else:
            yield name, _clean_picture(part)


def _clean_picture(content: bytes) -> bytes:
    """Return the picture as it lies in the page: Word has turned it already."""
    if content.startswith(jpeg.START):
        return jpeg.without_metadata(content)
    if content.startswith(pictures.PNG_START):
        return pictures.stripped(content, MediaType.PNG)
    return content


def _clean_xml(name: str, content: bytes, names: frozenset[str]) -> bytes:
    root = archives.parsed(content)
    _drop_links_to_dropped(root, name, names)
    for element in list(root.iter(etree.Element)):
        local = etree.QName(element).localname
        if local in _DROPPED_ELEMENTS and element.getparent() is not None:
            _remove(element)
        else:
            _clean(element, local)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop_links_to_dropped(
    root: etree._Element, name: str, names: frozenset[str]
) -> None:
    """Take out what leads to a part that is gone: no program opens it otherwise."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for link in list(root.iter(_RELATIONSHIP)):
        if link.get("TargetMode", "").lower() == "external":
            if not _ON_THE_WEB.match(link.get("Target", "")):
                link.set("Target", "about:blank")
            continue
        target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
        if target.lstrip("/") not in names:
            _remove(link)
    for override in list(root.iter(_CONTENT_TYPE)):
        if override.get("PartName", "").lstrip("/") not in names:
            _remove(override)


def _remove(element: etree._Element) -> None:
    """Take the element out, and leave what may stand behind it."""
    parent = element.getparent()
    assert parent is not None, "the root stays"
    parent.remove(element)


def _clean(element: etree._Element, local: str) -> None:
    for attribute in list(element.attrib):
        name = etree.QName(attribute).localname
        if _DROPPED_ATTRIBUTES.match(name):
            del element.attrib[attribute]
        elif local in _CHANGES and name == "author":
            element.attrib[attribute] = _AUTHOR
        elif local in _CHANGES and name == "date":
            del element.attrib[attribute]
        elif local in _PICTURE_NAMES and name == "name":
            # By default the name of the file it came from, with its folders.
            element.attrib[attribute] = _UNNAMED
        elif local == "pageSetup" and name == "id":
            # It leads to the settings of somebody's printer.
            del element.attrib[attribute]
    if local == "author":
        element.text = _AUTHOR
