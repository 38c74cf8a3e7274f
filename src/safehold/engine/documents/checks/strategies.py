"""Does the strategy that a decision leans on cover the period it pays for?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, written
from safehold.engine.documents.reading import DocumentKind
from safehold.engine.documents.spacing import GAP, MAYBE_GAP, fold
from safehold.engine.periods import Period
from safehold.engine.spans import Span

_WORD = r"[A-Z][A-Za-z'’&-]{0,30}"
_STRATEGY = re.compile(
    rf"\b(?:Strategy|Plan)(?:{GAP}for{GAP}London)?{MAYBE_GAP}\(?"
    rf"(?P<first>20\d\d){MAYBE_GAP}[-–—/]{MAYBE_GAP}(?P<last>20\d\d|\d\d)\b"
)
_NAME = re.compile(
    rf"(?<![A-Za-z(])(?:\(?{_WORD}\)?{GAP}(?:(?:and|for|on){GAP})?){{1,8}}$"
)
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Strategy:
    """A named plan and its years. Read generously: from January to December."""

    name: str
    period: Period
    span: Span


def check_strategy_covers_what_is_funded(evidence: Evidence) -> Iterator[Fault]:
    """Find funded periods that no cited strategy covers. Source: DEC-20."""
    funded = _funded(evidence)
    strategies = list(_strategies(evidence.text)) if funded else []
    if funded is None or not strategies:
        return
    if any(strategy.period.contains(funded) for strategy in strategies):
        return
    last = max(strategies, key=lambda strategy: strategy.period.end)
    yield Fault(
        f"The money is for {written(funded.start)} to {written(funded.last_day)}, but "
        f"the latest plan cited, the {last.name}, ends in {last.period.last_day.year}. "
        "Ask which plan the later months serve.",
        last.span,
    )


def _funded(evidence: Evidence) -> Period | None:
    """Return the stretch from the first to the last day that is recommended."""
    if evidence.reading.kind is not DocumentKind.DMPC_DECISION:
        return None
    periods = [
        stated.period
        for each in evidence.reading.recommendations
        for stated in evidence.periods.within(each.words.span)
        if stated.period is not None
    ]
    if not periods:
        return None
    return Period(min(p.start for p in periods), max(p.end for p in periods))


def _strategies(text: str) -> Iterator[Strategy]:
    for found in _STRATEGY.finditer(text):
        before = max(0, found.start() - _LONGEST_NAME)
        name = _NAME.search(text[before : found.start()])
        start = before + name.start() if name else found.start()
        first = int(found["first"])
        last = int(found["last"]) + (first - first % 100) * (len(found["last"]) == 2)
        if first <= last:
            yield Strategy(
                fold(text[start : found.start("first")])
                .rstrip(" (")
                .removeprefix("The "),
                Period(datetime.date(first, 1, 1), datetime.date(last + 1, 1, 1)),
                Span(start, found.end()),
            )


CHECKS = (
    Check(
        "strategies.funded_period_not_covered",
        "DEC-20",
        "A strategy that the decision cites covers the whole funded period.",
        check_strategy_covers_what_is_funded,
    ),
)
