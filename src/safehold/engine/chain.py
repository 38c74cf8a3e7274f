"""Is the chain of the record whole? Each link is a hash over its entries and the last.

Whoever changes an entry must change its link and every link after it. What the newest
links say can only be known from an anchor that was kept somewhere else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Link(NamedTuple):
    """One transaction of the chain, with the texts of the entries found for it."""

    position: int
    hash: str
    entries: int
    found: tuple[str, ...]


class Anchor(NamedTuple):
    """A link as it was written down outside the service."""

    position: int
    hash: str


class FaultKind(StrEnum):
    """What is wrong with the chain at its first fault, in words."""

    LINK_MISSING = "link {position} is missing"
    LINK_EDITED = "link {position} was edited; its entries are as they were"
    LINKS_MOVED = "link {position} was moved: it stands after its next one"
    ENTRY_EDITED = "an entry of link {position} was edited: {entries}"
    ENTRY_MISSING = "an entry of link {position} is missing; left: {entries}"
    ENTRY_ADDED = "an entry was added to link {position}: {entries}"
    LINK_OR_ENTRY_EDITED = (
        "link {position}, the newest, or an entry of it was edited: {entries}"
    )
    ANCHOR_DIFFERS = (
        "link {position} is not the one that was kept outside: "
        "the record was written anew up to here, or further"
    )
    ANCHOR_MISSING = (
        "link {position}, which was kept outside, is missing: the newest links are gone"
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the chain does not hold."""

    kind: FaultKind
    position: int


def hash_of(before: str, entries: Iterable[str]) -> str:
    """Return the hash of a link that follows the link with the hash `before`.

    Shape: SHA-256, in hexadecimal, over the hash before, a line end, and the entries
           with a line end between them, in UTF-8; the first link follows "".
    Source: SEC-53.
    """
    text = f"{before}\n" + "\n".join(entries)
    return hashlib.sha256(text.encode()).hexdigest()


def first_fault(
    links: Iterable[Link], *, anchors: Iterable[Anchor] = ()
) -> Fault | None:
    """Return the first gap or edit of a chain that is given from its start, or None.

    Shape: `links` come by position; one is looked ahead, to tell an edited link from
           edited entries. Source: SEC-53.
    """
    wanted = {anchor.position: anchor.hash for anchor in anchors}
    before = Link(0, "", 0, ())
    for link, after in _with_next(links):
        fault = _fault(before, link, after)
        if fault is not None:
            return fault
        if wanted.pop(link.position, link.hash) != link.hash:
            return Fault(FaultKind.ANCHOR_DIFFERS, link.position)
        before = link
    if wanted:
        return Fault(FaultKind.ANCHOR_MISSING, min(wanted))
    return None


def _with_next(links: Iterable[Link]) -> Iterator[tuple[Link, Link | None]]:
    held: Link | None = None
    for link in links:
        if held is not None:
            yield held, link
        held = link
    if held is not None:
        yield held, None


def _fault(before: Link, link: Link, after: Link | None) -> Fault | None:
    expected = before.position + 1
    if link.position != expected:
        return Fault(FaultKind.LINK_MISSING, expected)
    computed = hash_of(before.hash, link.found)
    if computed == link.hash and len(link.found) == link.entries:
        return None
    return Fault(_kind(before, link, after, computed), link.position)


def _kind(before: Link, link: Link, after: Link | None, computed: str) -> FaultKind:
    """Return what was done to a link that does not fit what it covers."""
    if computed == link.hash:
        return FaultKind.LINK_EDITED
    if after is not None and hash_of(before.hash, after.found) == after.hash:
        return FaultKind.LINKS_MOVED
    if len(link.found) < link.entries:
        return FaultKind.ENTRY_MISSING
    if len(link.found) > link.entries:
        return FaultKind.ENTRY_ADDED
    if after is None:
        return FaultKind.LINK_OR_ENTRY_EDITED
    # The next link was made over the hash that this one had: which of the two is it?
    if hash_of(computed, after.found) == after.hash:
        return FaultKind.LINK_EDITED
    return FaultKind.ENTRY_EDITED
