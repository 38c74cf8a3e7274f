"""What of a web page is its words and pictures?"""

from __future__ import annotations

import base64
import binascii
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring

from safehold.gateways.files import decoding, pictures
from safehold.gateways.files.port import MediaType, Reason, Unreadable

# fmt: off
_DROPPED = (
    "applet", "audio", "base", "button", "canvas", "embed", "form", "frame", "frameset",
    "iframe", "input", "link", "math", "meta", "noscript", "object", "portal", "script",
    "source", "style", "svg", "template", "track", "video",
)
# A form's words stay, as those of a table's cell do.
_UNWRAPPED = frozenset(("form", "noscript", "button"))
_KEPT = frozenset((
    "abbr", "align", "alt", "char", "colspan", "dir", "headers", "height", "href", "id",
    "lang", "name", "open", "reversed", "rowspan", "scope", "span", "src", "start",
    "title", "type", "valign", "value", "width",
))
# fmt: on
_HARMLESS_LINK = re.compile(r"(?:https?:|mailto:|tel:|#)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpeg);base64,", re.IGNORECASE)


def stripped(content: bytes) -> bytes:
    """Return the page's words, tables, links and own pictures, and nothing beside.

    Nothing that runs, fetches or names its makers stays; styles go with it.

    Raises: Unreadable. Source: SEC-33.
    """
    root = _parsed(decoding.decode_page(content))
    for element in list(root.iter(*_DROPPED)):
        if element.tag in _UNWRAPPED:
            element.drop_tag()
        elif element.getparent() is not None:
            element.drop_tree()
    for element in root.iter():
        _strip(element)
    head = root.find("head")
    if head is None:
        head = HtmlElement()
        head.tag = "head"
        root.insert(0, head)
    etree.SubElement(head, "meta", charset="utf-8")
    written: bytes = tostring(root, encoding="utf-8", doctype="<!doctype html>")
    return written


def _parsed(text: str) -> HtmlElement:
    parser = HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        return document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise Unreadable(Reason.NO_WORDS) from error


def _strip(element: HtmlElement) -> None:
    for name, value in list(element.attrib.items()):
        kept = _value(str(name).lower(), value) if str(name).lower() in _KEPT else None
        if kept is None:
            del element.attrib[name]
        else:
            element.attrib[name] = kept


def _value(name: str, value: str) -> str | None:
    match name:
        case "href":
            return value if _HARMLESS_LINK.match(value.strip()) else None
        case "src":
            return _own_picture(value)
        case _:
            return value


def _own_picture(source: str) -> str | None:
    """Return a picture that stands in the page; others would be fetched."""
    if not (found := _PICTURE.match(source)):
        return None
    media_type = MediaType[found[1].upper()]
    try:
        packed = base64.b64decode(source[found.end() :], validate=False)
        clean = pictures.stripped(packed, media_type)
    except (binascii.Error, Unreadable):
        return None
    return f"data:{media_type};base64,{base64.b64encode(clean).decode('ascii')}"
