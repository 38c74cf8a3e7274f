"""Words that stand in one private field each, and who may come upon them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor, Purpose


class Canary(NamedTuple):
    """A word, where it was put, and the acts that let somebody read it there."""

    word: str
    what: str
    organisation_id: int
    acts: frozenset[Act]
    # Who may read it whatever their role: it is about them.
    person_ids: frozenset[int] = frozenset()

    def may_be_seen_by(self, actor: Actor) -> bool:
        """Test by the table of permissions alone, for any purpose there is."""
        return actor.person_id in self.person_ids or any(
            self.organisation_id in access.scope(replace(actor, purpose=purpose), act)
            for act in self.acts
            for purpose in Purpose
        )


@dataclass
class Canaries:
    """Every canary that is anywhere; no two are the same word."""

    all: list[Canary] = field(default_factory=list)

    def put(self, what: str, organisation_id: int, *acts: Act) -> str:
        """Return a new word to put into a field."""
        word = f"canary{secrets.token_hex(6)}"
        self.know(word, what, organisation_id, *acts)
        return word

    def know(
        self,
        word: str,
        what: str,
        organisation_id: int,
        *acts: Act,
        people: Iterable[int] = (),
    ) -> None:
        """Take for a canary what is unlike any other word by itself, such as a hash."""
        self.all.append(
            Canary(
                word.lower(),
                what,
                organisation_id,
                frozenset(acts),
                frozenset(people),
            )
        )

    def hidden_from(self, actor: Actor) -> list[Canary]:
        return [canary for canary in self.all if not canary.may_be_seen_by(actor)]

    def of(self, organisation_id: int) -> Iterator[Canary]:
        return (one for one in self.all if one.organisation_id == organisation_id)
