"""Which of the things read from a text start inside a stretch of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from safehold.engine.spans import Span


class Placed(Protocol):
    """Anything that was read from a stretch of the text."""

    @property
    def span(self) -> Span: ...


ThingT = TypeVar("ThingT", bound=Placed)


def starting_in(things: Sequence[ThingT], start: int, end: int) -> Sequence[ThingT]:
    """Return those that start at or after `start` and before `end`.

    Shape: things are in the order of the text.
    """
    first = bisect_left(things, start, key=lambda thing: thing.span.start)
    after = bisect_left(things, end, lo=first, key=lambda thing: thing.span.start)
    return things[first:after]


def first_in(things: Sequence[ThingT], start: int, end: int) -> ThingT | None:
    """Return the first that starts in the stretch, or None."""
    return next(iter(starting_in(things, start, end)), None)
