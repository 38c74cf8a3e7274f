"""The page that draws the life of a fact and of a finding."""

from __future__ import annotations

from enum import StrEnum
from inspect import getdoc

from safehold.apps.documents.states import (
    FACT_MOVES,
    FINDING_MOVES,
    FindingStatus,
    Verdict,
    mermaid,
)
from tests.rulebook import markdown


def page() -> str:
    """Return the page, from the tables of moves."""
    return markdown.page(
        "States",
        source="`apps/documents/states.py`",
        parts=[
            _part("A fact", Verdict, mermaid(FACT_MOVES)),
            _part("A finding", FindingStatus, mermaid(FINDING_MOVES)),
        ],
    )


def _part(title: str, states: type[StrEnum], diagram: str) -> str:
    names = ", ".join(f"`{state}`" for state in states)
    return f"""\
## {title}

{getdoc(states)}
One of {names}.

```mermaid
{diagram}
```
"""
