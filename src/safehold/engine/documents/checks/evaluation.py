"""Will the evaluation come in time, and from somebody independent?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase, written
from safehold.engine.documents.dates import MONTH, month_number
from safehold.engine.documents.spacing import GAP
from safehold.engine.spans import Span

_BEING_EVALUATED = Phrase(r"(?:is|are) (?:currently |being )?(?:being )?evaluated\b")
_DUE = re.compile(
    rf"\bdue{GAP}(?:by|in|on){GAP}(?P<month>{MONTH}){GAP}(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_EVALUATION_PARTNER = Phrase(r"evaluation partner\b")
_IN_BRACKETS = re.compile(r"\s{0,3}\(([^()]{3,100})\)")
_A_ROLE = Phrase(r"(?:partner|(?:co-?)?funder|evaluator|commissioner|provider)\b")
_PRODUCED = Phrase(r"produced\b")
_EVALUATING = Phrase(r"evaluating\b")
_FUNDER = Phrase(r"(?:co-?)?funder\b")
_DELIVERY_PARTNER = Phrase(r"delivery partners?\b")


def check_evaluation_comes_in_time(evidence: Evidence) -> Iterator[Fault]:
    """Find a present evaluation that ends after the decision it informs.

    Source: TRI-06.
    """
    signed = evidence.reading.signed_on
    if signed is None or signed.date is None:
        return
    for sentence in evidence.sentences_with(_BEING_EVALUATED):
        found = _DUE.search(sentence.text)
        if found is None:
            continue
        due = datetime.date(int(found["year"]), month_number(found["month"]), 1)
        if due > signed.date:
            yield Fault(
                f"The evaluation is due in {due:%B %Y}, after the decision of "
                f"{written(signed.date)} that it should inform. Ask what the decision "
                "rests on, and when the findings are looked at.",
                Span(
                    sentence.span.start + found.start(),
                    sentence.span.start + found.end(),
                ),
            )


def check_evaluators_are_independent(evidence: Evidence) -> Iterator[Fault]:
    """Find a body that evaluates what it funds or delivers. Source: TRI-09."""
    evaluators = _bodies_called(evidence, _EVALUATION_PARTNER) | _reporting(evidence)
    for role, words in (("funds", _FUNDER), ("delivers", _DELIVERY_PARTNER)):
        others = _bodies_called(evidence, words) if evaluators else {}
        for name, span in evaluators.items():
            if name in others:
                yield Fault(
                    f"{name} evaluates what it {role}. Record how the evaluation is "
                    "kept independent.",
                    span,
                )


def _bodies_called(evidence: Evidence, role: Phrase) -> dict[str, Span]:
    """Return the bodies of the sentences that name the role.

    A body with a role in brackets behind it has that one and no other.
    """
    found: dict[str, Span] = {}
    for sentence in evidence.sentences_with(role):
        for mention in evidence.organisations.within(sentence.span):
            own = _IN_BRACKETS.match(evidence.text, mention.span.end)
            if own is None or not _A_ROLE.search(own[1]) or role.search(own[1]):
                found.setdefault(mention.name, mention.span)
    return found


def _reporting(evidence: Evidence) -> dict[str, Span]:
    """Return the bodies that have produced reports evaluating something."""
    found: dict[str, Span] = {}
    for sentence in evidence.sentences_with(_EVALUATING, _PRODUCED):
        produced = sentence.find(_PRODUCED)
        assert produced is not None
        if sentence.find(_EVALUATING, after=produced.end):
            for mention in evidence.organisations.within(sentence.span, 1):
                found.setdefault(mention.name, mention.span)
    return found


CHECKS = (
    Check(
        "evaluation.too_late",
        "TRI-06",
        "An evaluation ends before the decision that it should inform.",
        check_evaluation_comes_in_time,
    ),
    Check(
        "evaluation.not_independent",
        "TRI-09",
        "Nobody evaluates what they fund or deliver.",
        check_evaluators_are_independent,
    ),
)
