"""Which parts of the service the signed-in person is offered on every page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor, Purpose


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

ADMINISTRATORS_PARTS = (
    Item(
        "People",
        "/people/",
        "Who does what for your organisation: let people in, and end what they do.",
    ),
)

AUDITORS_PARTS = (
    Item(
        "Audit",
        "/audit/",
        "Who did what at your organisation, when and why, and which records changed.",
    ),
)


def items(actor: Actor | None, *, path: str) -> tuple[Item, ...]:
    """Return the links for this person, with the one they stand in marked.

    What is confirmed is open to every role; the rest each to its own. What they are
    doing now leaves open what else they may do.
    """
    if actor is None or not actor.roles:
        return ()
    parts: tuple[Item, ...] = EVERYBODYS_PARTS
    if _may(actor, Act.READ_DOCUMENTS, Purpose.GRANTS):
        parts += COMMISSIONERS_PARTS
    if _may(actor, Act.MANAGE_PEOPLE, Purpose.ADMINISTRATION):
        parts += ADMINISTRATORS_PARTS
    if _may(actor, Act.READ_AUDIT, Purpose.AUDIT):
        parts += AUDITORS_PARTS
    return tuple(replace(part, is_current=path.startswith(part.href)) for part in parts)


def _may(actor: Actor, act: Act, purpose: Purpose) -> bool:
    # Not by `replace`: outside its pages the actor is a promise of one.
    by = Actor(actor.person_id, actor.name, actor.roles, purpose)
    return bool(access.scope(by, act))
