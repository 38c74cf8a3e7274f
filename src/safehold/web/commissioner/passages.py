"""How a document's text is shown with the words that facts came from marked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """Words of the text that a fact or finding came from; `anchor` names them."""

    anchor: str
    start: int
    end: int


class Passage(NamedTuple):
    """A run of text within the same marks; `anchors` are those that start here."""

    text: str
    anchors: tuple[str, ...]
    is_marked: bool
    is_chosen: bool


def passages(
    text: str, marks: Iterable[Mark], *, chosen: Mark | None = None
) -> list[Passage]:
    """Return the whole text in runs, cut wherever a mark starts or ends.

    Marks may overlap: an amount stands inside a recommendation. Putting the runs'
    texts together again gives the text.
    """
    within = [mark for mark in marks if mark.start < mark.end <= len(text)]
    starts: dict[int, list[Mark]] = {}
    ends: dict[int, int] = {}
    for mark in within:
        starts.setdefault(mark.start, []).append(mark)
        ends[mark.end] = ends.get(mark.end, 0) + 1
    cuts = {0, len(text), *starts, *ends}
    if chosen is not None:
        cuts |= {min(chosen.start, len(text)), min(chosen.end, len(text))}

    runs, depth = [], 0
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        depth += len(starts.get(start, ())) - ends.get(start, 0)
        runs.append(
            Passage(
                text=text[start:end],
                anchors=tuple(mark.anchor for mark in starts.get(start, ())),
                is_marked=depth > 0,
                is_chosen=chosen is not None and chosen.start <= start < chosen.end,
            )
        )
    return runs
