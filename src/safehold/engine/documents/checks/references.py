"""Can every reference be followed, and are the papers that were used listed?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase
from safehold.engine.documents.reading import Reference
from safehold.engine.documents.spacing import fold

_PAPERS = Phrase(r"background\b")
_NONE = re.compile(r"\W{0,5}(?:none|nil|n/a|not applicable)\W{0,9}", re.IGNORECASE)
_CITED = Phrase(
    r"'s (?:\w{1,20} )?report\b|\breports? since\b|\bliterature review\b"
    r"|\b(?:evaluation|research|progress|feasibility) (?:report|study)\b"
    r"|\breports?\]\(|\bsurvey for\b"
)


def check_references_are_spelt_right(evidence: Evidence) -> Iterator[Fault]:
    """Find references with something odd about them, each once. Source: REF-05."""
    odd: dict[str, list[Reference]] = {}
    for reference in evidence.reading.references:
        if reference.warning:
            odd.setdefault(fold(reference.printed), []).append(reference)
    for printed, found in odd.items():
        times = "" if len(found) == 1 else f" (here and in {_others(len(found) - 1)})"
        yield Fault(
            f"“{printed}”{times}: {found[0].warning} Confirm that "
            f"{found[0].normalised} is meant.",
            found[0].span,
        )


def check_papers_used_are_listed(evidence: Evidence) -> Iterator[Fault]:
    """Find "no background papers" in a document that cites some. Source: DEC-24."""
    papers = evidence.section(_PAPERS)
    if papers is None or not _NONE.fullmatch(papers.body.strip()):
        return
    cited = next(evidence.sentences_with(_CITED), None)
    if cited is not None:
        where = cited.find(_CITED)
        yield Fault(
            "The report lists no background papers, but relies on published reports "
            "or studies. Ask for them to be listed.",
            where,
        )


def _others(number: int) -> str:
    return "one other place" if number == 1 else f"{number} other places"


CHECKS = (
    Check(
        "references.misspelt",
        "REF-05",
        "Every reference is spelt as its register spells it.",
        check_references_are_spelt_right,
    ),
    Check(
        "references.papers_not_listed",
        "DEC-24",
        "Papers that a document relies on are listed with it.",
        check_papers_used_are_listed,
    ),
)
