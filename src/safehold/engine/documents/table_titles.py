"""What a table is called: the heading or the last sentence just above it."""

from __future__ import annotations

import re
from typing import Final

from safehold.engine.documents.lines import Layout

_SENTENCE_END: Final = re.compile(r"(?<=[.:;?!])\s+(?=[A-Z“\"'(])")
_LINES_ABOVE: Final = 4


def title_above(layout: Layout, index: int) -> str:
    """Return the heading or last sentence above the line at `index`, or ""."""
    above = index - 1
    while above >= 0 and index - above <= _LINES_ABOVE and layout.lines[above].is_blank:
        above -= 1
    if above < 0 or index - above > _LINES_ABOVE:
        return ""
    return _SENTENCE_END.split(layout.lines[above].body)[-1]
