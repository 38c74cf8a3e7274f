"""Who may take a dossier: every policy of it, asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from safehold.apps.dossiers import policies
from safehold.engine.actors import Actor, Purpose
from tests.rulebook.asking import When, told
from tests.rulebook.scene import REASON, Scene


def questions(scene: Scene) -> Iterable[tuple[str, str, list[When]]]:
    limit = policies.MOST_ENTRIES
    yield (
        "Take a dossier, on a page for auditing",
        "why_not_take",
        [
            When("for a reason", _taking(scene, REASON)),
            When("for none", _taking(scene, "")),
            When(f"of {limit:,} entries", _taking(scene, REASON, limit)),
            When("of one more", _taking(scene, REASON, limit + 1)),
        ],
    )


def _taking(scene: Scene, reason: str, entries: int = 1) -> Callable[[Actor], str]:
    where = frozenset({scene.people.commissioner_id})
    size = policies.Size(entries)

    def answer(by: Actor) -> str:
        auditing = replace(by, purpose=Purpose.AUDIT)
        why_not = policies.why_not_take(where, reason=reason, size=size, by=auditing)
        return told(why_not)

    return answer
