"""Are Acts named and quoted as they stand in the statute book?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, and_list
from safehold.engine.documents.checks.names import is_nearly
from safehold.engine.documents.spacing import GAP, fold
from safehold.engine.spans import Span

# The Acts that decisions lean on, by their short titles. Source: DEC-21.
ACTS = (
    "Anti-social Behaviour, Crime and Policing Act 2014",
    "Crime and Disorder Act 1998",
    "Data Protection Act 2018",
    "Domestic Abuse Act 2021",
    "Equality Act 2010",
    "Freedom of Information Act 2000",
    "Local Government Act 1972",
    "Local Government (Contracts) Act 1997",
    "Localism Act 2011",
    "Police Reform and Social Responsibility Act 2011",
    "Procurement Act 2023",
    "Subsidy Control Act 2022",
)

# Section 143(1)(b) of the Act of 2014. Source: DEC-22.
_VICTIM_SERVICES = (
    "intended by the local policing body to help victims or witnesses of, or other "
    "persons affected by, offences and anti-social behaviour"
)
_OPENING = "intended by the local policing body"

_ACT = re.compile(rf"\bAct{GAP}(?P<year>[12]\d{{3}})\b")
_LONGEST_TITLE = 80
_QUOTATION = re.compile(r"[“\"]([^“”\"]{20,400})[”\"]")
_WORD = re.compile(r"[\w'-]+")


def check_acts_have_their_titles(evidence: Evidence) -> Iterator[Fault]:
    """Find titles of Acts that are a letter or two from a real one. Source: DEC-21."""
    told: set[str] = set()
    for found in _ACT.finditer(evidence.text):
        first = max(0, found.start() - _LONGEST_TITLE)
        printed = evidence.text[first : found.end()]
        for title in ACTS:
            if not title.endswith(found["year"]):
                continue
            words = list(re.finditer(r"\S+", printed))[-len(title.split()) :]
            span = Span(first + words[0].start(), found.end())
            shown = evidence.words(span)
            if shown not in told and is_nearly(shown, title):
                told.add(shown)
                yield Fault(
                    f"“{shown}” is not the title of an Act; “{title}” is. Have it "
                    "corrected before it is relied on.",
                    span,
                )


def check_quotations_are_exact(evidence: Evidence) -> Iterator[Fault]:
    """Find a quotation of section 143(1)(b) that changes its words. Source: DEC-22."""
    statute = _words(_VICTIM_SERVICES)
    for found in _QUOTATION.finditer(evidence.text):
        quoted = _words(found[1])
        if not fold(found[1]).lower().startswith(_OPENING) or quoted == statute:
            continue
        missing = [word for word in dict.fromkeys(statute) if word not in quoted]
        added = [word for word in dict.fromkeys(quoted) if word not in statute]
        yield Fault(
            f"The quotation of section 143(1)(b) {_changes(missing, added)}. Compare "
            "it with the Act and have it corrected.",
            Span(found.start(1), found.end(1)),
        )


def _changes(missing: list[str], added: list[str]) -> str:
    parts = []
    if missing:
        parts.append(f"leaves out “{' '.join(missing)}”")
    if added:
        parts.append(f"adds “{' '.join(added)}”")
    return and_list(parts) if parts else "puts its words in another order"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


CHECKS = (
    Check(
        "law.act_misnamed",
        "DEC-21",
        "An Act is called by its short title.",
        check_acts_have_their_titles,
    ),
    Check(
        "law.misquoted",
        "DEC-22",
        "A quotation of the statute has the statute's words.",
        check_quotations_are_exact,
    ),
)
