"""Which parts of the service the signed-in person is offered on every page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor


@dataclass(frozen=True, slots=True)
class Item:
    """One link of the service navigation."""

    text: str
    href: str
    about: str
    is_current: bool = False


EVERYBODYS_PARTS = (
    Item(
        "Portfolio",
        "/portfolio/",
        "Programmes by borough, funder and year, and where each figure comes from.",
    ),
    Item(
        "Decisions",
        "/decisions/",
        "The register of decisions, with what each recommends and cites.",
    ),
)

COMMISSIONERS_PARTS = (
    Item(
        "Documents",
        "/documents/",
        "Put a published document in, and check what was read from it.",
    ),
    Item(
        "Findings",
        "/findings/",
        "What does not add up, to explain or accept with a reason.",
    ),
)


def items(actor: Actor | None, *, path: str) -> tuple[Item, ...]:
    """Return the links for this person, with the one they stand in marked.

    What is confirmed is open to every role; documents and findings are not.
    """
    if actor is None or not actor.roles:
        return ()
    is_commissioners = bool(access.scope(actor, Act.READ_DOCUMENTS))
    parts = EVERYBODYS_PARTS + (COMMISSIONERS_PARTS if is_commissioners else ())
    return tuple(replace(part, is_current=path.startswith(part.href)) for part in parts)
