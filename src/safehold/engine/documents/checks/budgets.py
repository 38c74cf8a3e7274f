"""Do the sums in the text agree with each other: years, parts, and what remains?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import (
    Evidence,
    Phrase,
    Sentence,
    year_of,
)
from safehold.engine.documents.reading import Amount
from safehold.engine.money import ZERO, Money
from safehold.engine.periods import FinancialYear
from safehold.engine.spans import Span

_FINANCIAL = Phrase(r"financ")
_OF_WHICH = Phrase(r"of which\b")
_ALLOCATED = Phrase(r"(?:allocated|apportioned)\b")
_EACH = Phrase(r"each\b")
_REQUESTS = Phrase(r"request(?:s|ed|ing)?\b")
_USED = Phrase(r"(?:spent|committed|request(?:s|ed|ing)?)\b")
_COMPOSED = Phrase(
    r"(?:composed of|made up of|comprising|comprised of|consisting of|consists of)\b"
)
_LOOK_BACK_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Dated:
    """A sum, and the financial year that the words after it put it in."""

    amount: Amount
    year: FinancialYear | None


@dataclass(frozen=True, slots=True)
class EachYear:
    """The same sum set aside for each of several years."""

    sentence: Sentence
    amount: Amount
    years: tuple[FinancialYear, ...]


def check_years_make_the_whole(evidence: Evidence) -> Iterator[Fault]:
    """Find an apportioned sum that its years do not add up to. Source: BUD-07.

    What is committed within a year that has its own allocation is part of that
    allocation, and is not added again.
    """
    for each in _each_year(evidence):
        before = evidence.before(each.sentence, _LOOK_BACK_SENTENCES)
        whole = _apportioned(evidence, before)
        if whole is None:
            continue
        parent, parts = whole
        others = [part for part in parts if part.year not in each.years]
        computed = sum((part.amount.money for part in others), start=ZERO)
        for _ in each.years:
            computed += each.amount.money
        if computed != parent.money:
            yield Fault(
                f"{parent.money} is apportioned, but its years come to {computed}: "
                f"{_working(others, each)}. Ask which year's figure is wrong.",
                parent.span,
                parent.money,
                computed,
            )


def check_years_have_headroom(evidence: Evidence) -> Iterator[Fault]:
    """Find years in which more is spent, committed and requested than allocated.

    Source: BUD-08.
    """
    allocated: dict[FinancialYear, Money] = {}
    for each in _each_year(evidence):
        allocated |= dict.fromkeys(each.years, each.amount.money)
    used: dict[FinancialYear, list[Amount]] = defaultdict(list)
    for part in _used(evidence) if allocated else ():
        if part.year in allocated:
            used[part.year].append(part.amount)
    for year, amounts in used.items():
        total = sum((amount.money for amount in amounts), start=ZERO)
        if total > allocated[year]:
            yield Fault(
                f"In {year} {total} is spent, committed or requested of the "
                f"{allocated[year]} allocated: {total - allocated[year]} too much.",
                amounts[-1].span,
                total,
                allocated[year],
            )


def check_requested_years_are_totalled(evidence: Evidence) -> Iterator[Fault]:
    """Find requests by year whose sum the document never prints. Source: BUD-27."""
    printed = {amount.money for amount in evidence.amounts}
    told: set[Money] = set()
    for sentence in evidence.sentences_with(_REQUESTS):
        parts = [part for part in _dated(evidence, sentence.span) if part.year]
        total = sum((part.amount.money for part in parts), start=ZERO)
        if len({part.year for part in parts}) < 2 or total in printed | told:
            continue
        told.add(total)
        yield Fault(
            f"The sums requested by year come to {total}, a figure that the document "
            "does not print. Ask what total is to be approved.",
            sentence.span,
            computed=total,
        )


def check_parts_make_the_whole(evidence: Evidence) -> Iterator[Fault]:
    """Find a sum said to be composed of parts that do not add up. Source: BUD-10."""
    for sentence in evidence.sentences_with(_COMPOSED):
        words = sentence.find(_COMPOSED)
        assert words is not None
        before = evidence.amounts.within(Span(sentence.span.start, words.start))
        behind = evidence.amounts.within(Span(words.end, sentence.span.end))
        # What stands in brackets is part of the part before it.
        parts = [part.money for part in behind if not _is_in_brackets(evidence, part)]
        if not before or len(parts) < 2:
            continue
        whole, computed = before[-1], sum(parts, start=ZERO)
        if whole.money != computed:
            yield Fault(
                f"{whole.money} is said to be composed of parts that come to "
                f"{computed}. Ask which part is wrong or missing.",
                whole.span,
                whole.money,
                computed,
            )


def _is_in_brackets(evidence: Evidence, amount: Amount) -> bool:
    before = evidence.text[max(0, amount.span.start - 80) : amount.span.start]
    return before.rfind("(") > before.rfind(")")


def _each_year(evidence: Evidence) -> list[EachYear]:
    """Return the sums allocated "each for" several years, in the financial part."""
    found = []
    for sentence in evidence.sentences_with(_ALLOCATED, _EACH):
        amounts = evidence.amounts.within(sentence.span)
        stated = [each.period for each in evidence.periods.within(sentence.span)]
        years = tuple(
            dict.fromkeys(
                year for period in stated if period and (year := year_of(period))
            )
        )
        if len(amounts) == 1 and len(years) > 1:
            found.append(EachYear(sentence, amounts[0], years))
    return found


def _used(evidence: Evidence) -> Iterator[Dated]:
    """Yield what the financial part says is spent, committed or requested."""
    section = evidence.section(_FINANCIAL)
    within = section.span if section else Span(0, len(evidence.text))
    for sentence in evidence.sentences_with(_USED):
        if not within.start <= sentence.span.start < within.end:
            continue
        request, parts = sentence.find(_REQUESTS), sentence.find(_OF_WHICH)
        start = request or parts or sentence.span
        yield from _dated(evidence, Span(start.start, sentence.span.end))


def _apportioned(
    evidence: Evidence, sentences: Sequence[Sentence]
) -> tuple[Amount, list[Dated]] | None:
    """Return the last sum that is divided by an "of which", with its dated parts."""
    for sentence in reversed(sentences):
        words = sentence.find(_OF_WHICH)
        if words is None:
            continue
        whole = evidence.amounts.within(Span(sentence.span.start, words.start))
        parts = _dated(evidence, Span(words.end, sentence.span.end))
        if len(whole) == 1 and all(part.year for part in parts):
            return whole[0], parts
    return None


def _dated(evidence: Evidence, span: Span) -> list[Dated]:
    """Pair each sum with the first period between it and the next."""
    amounts = evidence.amounts.within(span)
    ends = [amount.span.start for amount in amounts[1:]] + [span.end]
    dated = []
    for amount, end in zip(amounts, ends, strict=False):
        periods = evidence.periods.within(
            Span(amount.span.end, max(amount.span.end, end))
        )
        period = periods[0].period if periods else None
        dated.append(Dated(amount, year_of(period) if period else None))
    return dated


def _working(others: list[Dated], each: EachYear) -> str:
    parts = [f"{part.amount.money} in {part.year}" for part in others]
    years = ", ".join(map(str, each.years))
    return " + ".join([*parts, f"{len(each.years)} × {each.amount.money} ({years})"])


CHECKS = (
    Check(
        "budgets.years_do_not_make_the_whole",
        "BUD-07",
        "A sum apportioned to years is the sum of those years.",
        check_years_make_the_whole,
    ),
    Check(
        "budgets.no_headroom",
        "BUD-08",
        "No year has more spent, committed and requested than it was allocated.",
        check_years_have_headroom,
    ),
    Check(
        "budgets.requested_years_not_totalled",
        "BUD-27",
        "Sums requested by year add up to a total that the document prints.",
        check_requested_years_are_totalled,
    ),
    Check(
        "budgets.parts_do_not_make_the_whole",
        "BUD-10",
        "A sum that is composed of named parts is the sum of them.",
        check_parts_make_the_whole,
    ),
)
