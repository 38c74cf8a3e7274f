"""The page that draws the life of a fact, of a finding and of a background job."""

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
from safehold.apps.jobs import states as jobs
from safehold.apps.jobs.states import JobState
from tests.rulebook import markdown


def page() -> str:
    """Return the page, from the tables of moves."""
    return markdown.page(
        "States",
        source="`states.py` of `apps/documents/` and `apps/jobs/`",
        parts=[
            _part("A fact", Verdict, mermaid(FACT_MOVES)),
            _part("A finding", FindingStatus, mermaid(FINDING_MOVES)),
            _part("A background job", JobState, jobs.mermaid()),
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
