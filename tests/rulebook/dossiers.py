"""Who may take a dossier: every policy of it, asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from safehold.apps.dossiers import policies
from safehold.engine.actors import Actor, Purpose
from tests.rulebook.asking import When, told
from tests.rulebook.scene import REASON, Scene


def questions(scene: Scene) -> Iterable[tuple[str, str, list[When]]]:
    yield (
        "Take a dossier, on a page for auditing",
        "why_not_take",
        [
            When("for a reason", _taking(scene, REASON)),
            When("for none", _taking(scene, "")),
        ],
    )
    limit = policies.MOST_ENTRIES
    yield (
        "Take a dossier of so much",
        "why_not_so_large",
        [
            When(f"{limit:,} entries", lambda _by: _so_large(limit)),
            When(f"{limit + 1:,} entries", lambda _by: _so_large(limit + 1)),
        ],
    )


def _taking(scene: Scene, reason: str) -> Callable[[Actor], str]:
    where = frozenset({scene.people.commissioner_id})

    def answer(by: Actor) -> str:
        auditing = replace(by, purpose=Purpose.AUDIT)
        return told(policies.why_not_take(where, reason=reason, by=auditing))

    return answer


def _so_large(entries: int) -> str:
    return told(policies.why_not_so_large(entries=entries, size_bytes=0))
