"""A column of a table: a situation, and what a person is told in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from safehold.engine.actors import Actor
from safehold.engine.refusals import Refusal

YES, NO = "yes", "no"


class When(NamedTuple):
    """One column of a table: a situation, and what a person is told in it."""

    situation: str
    answer: Callable[[Actor], str]


def told(refusal: Refusal | None) -> str:
    return YES if refusal is None else f"`{refusal.code}`"
