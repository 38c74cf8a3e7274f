"""Whether part 1 is deferred, and whether there is a confidential part 2."""

from __future__ import annotations

import re
from typing import Final

from safehold.engine.documents.lines import Layout
from safehold.engine.documents.reading import Deferral
from safehold.engine.spans import Span

_DEFERRED: Final = re.compile(
    r"publication\s+of\s+Part\s+(?:1|I|One)\b[^?]{0,80}\bdeferred\W{1,20}(YES|NO)\b",
    re.I,
)
_REASON: Final = re.compile(r"for\s+what\s+reason\W{0,6}", re.I)
_UNTIL: Final = re.compile(r"until\s+what\s+date\W{0,6}", re.I)
_PART_TWO: Final = re.compile(
    r"Is\s+there\s+a\W{1,6}Part\s+(?:2|II|Two)\b\W{1,6}form\W{1,20}(YES|NO)\b", re.I
)
_NEXT_LABEL: Final = re.compile(r"until\s+what|if\s+yes|part\s|is\s+there", re.I)
_REACH: Final = 600


def find_deferral(layout: Layout) -> Deferral | None:
    """Find the deferral of part 1; None where neither yes nor no is printed.

    Source: PUB-02.
    """
    found = _DEFERRED.search(layout.text)
    if found is None:
        return None
    reason, after_reason = _value(layout, _REASON, found.end())
    until, end = _value(layout, _UNTIL, after_reason)
    is_deferred = found[1].upper() == "YES"
    return Deferral(is_deferred, reason, until, Span(found.start(), end))


def find_part_two(layout: Layout) -> bool | None:
    """Say whether there is a part 2, or None if the form does not. Source: PUB-03."""
    found = _PART_TWO.search(layout.text)
    return found[1].upper() == "YES" if found else None


def _value(layout: Layout, label: re.Pattern[str], start: int) -> tuple[str, int]:
    """Return the words after a label up to a blank line or label, and their end."""
    found = label.search(layout.text, start, start + _REACH)
    if found is None:
        return "", start
    # The label's own punctuation may reach over blank lines: start on its line.
    line_end = layout.text.find("\n", found.start())
    begin = found.end() if line_end < 0 else min(found.end(), line_end)
    lines = layout.text[begin : begin + _REACH].split("\n")
    end = begin
    for number, line in enumerate(lines):
        if number and (not line.strip() or _NEXT_LABEL.match(line.strip())):
            break
        end += len(line) + bool(number)
        if not number and not line.strip():
            break
    words = layout.words(begin, end)
    return words.text, max(words.span.end, begin)
