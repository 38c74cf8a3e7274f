"""Is this archive only what its directory says, and what are its parts?"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from zipfile import ZipFile, ZipInfo

from lxml import etree

from safehold.gateways.files.port import Reason, Unreadable

_LOCAL_HEADER_BYTES = 30
# What a directory ends with, unless something stands behind it.
_LAST_RECORD, _LAST_RECORD_BYTES = b"PK\x05\x06", 22
# A member may end with its size and checksum, told after it was written.
_MOST_BETWEEN_MEMBERS = 24
# How far text packs down; a bomb packs a thousand times.
_HIGHEST_RATIO = 200
_RATIO_COUNTS_FROM_BYTES = 5_000_000
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def opened(content: bytes) -> ZipFile:
    """Return the archive, once it holds nothing but its members, each one once.

    Raises: Unreadable. Source: SEC-32.
    """
    try:
        archive = ZipFile(io.BytesIO(content))
        _check(archive, content)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(Reason.DAMAGED) from error
    return archive


def _check(archive: ZipFile, content: bytes) -> None:
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names) or any(map(_leads_out, names)):
        raise Unreadable(Reason.DAMAGED)
    unpacked = sum(member.file_size for member in members)
    if unpacked > max(_RATIO_COUNTS_FROM_BYTES, _HIGHEST_RATIO * len(content)):
        raise Unreadable(Reason.TOO_LARGE)
    ends_well = content[-_LAST_RECORD_BYTES:].startswith(_LAST_RECORD)
    if members[0].header_offset != 0 or not ends_well:
        raise Unreadable(Reason.TWO_KINDS)
    ends = [*(member.header_offset for member in members[1:]), archive.start_dir]
    for member, end in zip(members, ends, strict=True):
        between = end - _end(content, member)
        if between < 0:
            # Members that share their bytes are how the smallest bombs are built.
            raise Unreadable(Reason.TOO_LARGE)
        if between > _MOST_BETWEEN_MEMBERS:
            raise Unreadable(Reason.TWO_KINDS)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _end(content: bytes, member: ZipInfo) -> int:
    at = member.header_offset
    lengths = content[at + 26 : at + 28], content[at + 28 : at + 30]
    told = sum(int.from_bytes(length, "little") for length in lengths)
    return at + _LOCAL_HEADER_BYTES + told + member.compress_size


def parts(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each member that is no folder.

    Raises: Unreadable, where a member is damaged.
    """
    for member in archive.infolist():
        if member.is_dir():
            continue
        try:
            yield member.filename, archive.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise Unreadable(Reason.DAMAGED) from error
        except (NotImplementedError, RuntimeError) as error:
            raise Unreadable(Reason.DAMAGED) from error


def packed(contents: Iterator[tuple[str, bytes]]) -> bytes:
    """Return an archive of the parts that says nothing of when or where it was made."""
    made = io.BytesIO()
    with ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents:
            member = ZipInfo(name, _FIRST_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return made.getvalue()


def parsed(content: bytes) -> etree._Element:
    """Return the root of a part; nothing outside is fetched and no entity unfolded.

    Raises: Unreadable, for XML that is damaged or declares a type of its own.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(Reason.DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(Reason.ACTIVE)
    return root
