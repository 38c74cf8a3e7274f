"""Is the money that funders put in enough, in proportion, and counted once?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import (
    Evidence,
    Phrase,
    Sentence,
    and_list,
)
from safehold.engine.documents.reading import Amount, AwardRole, StatedAward
from safehold.engine.money import ZERO, Money
from safehold.engine.spans import Span

# How many times the middle ratio another may be before someone should ask.
OUTLIER_TIMES = 3
FEWEST_TO_COMPARE = 4

# How many names to look at behind a sum: a funder may be named twice, in brackets.
_MOST_FUNDERS = 8

_COSTS = Phrase(
    r"(?:operational|running|delivery|project|service) (?:project )?costs?\b"
)
_A_YEAR = Phrase(r"(?:per|a|each) (?:year|annum)\b")
_FROM = re.compile(r"\bfrom\s{1,3}(?:the\s{1,3})?$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?and\s+(?:the\s+)?", re.IGNORECASE)
_MATCH_FUNDING = Phrase(r"match(?:ed)?(?:-| )?fund")
_OFFSET = Phrase(r"(?:offset|covered|met|funded) (?:by|from) (?:the )?")
_INCOME = Phrase(r"income\b")
_OWN_USE = Phrase(r"(?:entitled to claim|claims?|retains?|keeps?)\b")
_COST_WORDS = Phrase(r"costs?\b")
_ALL_FUNDED = Phrase(
    r"(?:all|each) (?:of which |were |are |was |is )?(?:jointly |co-)?funded by\b"
)


def check_cost_is_awarded(evidence: Evidence) -> Iterator[Fault]:
    """Find a yearly cost above the largest award, with no source for the rest.

    It has one where the rest is printed, or all awards together make the cost.
    Source: BUD-24.
    """
    awards = {
        amount.money: amount
        for each in evidence.reading.recommendations
        for amount in each.amounts
    }
    if not awards:
        return
    award, total = awards[max(awards)], sum(awards, start=ZERO)
    printed = {amount.money for amount in evidence.amounts}
    for sentence in evidence.sentences_with(_COSTS):
        for cost in evidence.amounts.within(sentence.span):
            gap = cost.money - award.money
            is_met = gap <= ZERO or gap in printed or cost.money == total
            if not is_met and sentence.follows(_A_YEAR, cost.span.end):
                yield Fault(
                    f"The cost is put at {cost.money} a year and the award at "
                    f"{award.money} ({award.qualifier.replace('_', ' ')}): {gap} has "
                    "no stated source. Ask who pays it.",
                    cost.span,
                    cost.money,
                    award.money,
                )


def check_funders_shares_are_stated(evidence: Evidence) -> Iterator[Fault]:
    """Find one sum that comes from two funders without their shares. Source: BUD-17."""
    told: set[Money] = set()
    for amount in evidence.amounts:
        funders = _joint_funders(evidence, amount)
        if len(funders) > 1 and amount.money not in told:
            told.add(amount.money)
            yield Fault(
                f"{amount.money} comes from {and_list(funders)}, but not how much from "
                "each. Until that is known no total by funder can include it.",
                amount.span,
                amount.money,
            )


def check_match_is_not_the_same_money(evidence: Evidence) -> Iterator[Fault]:
    """Find match funding that is met out of the grant's own income. Source: BUD-22."""
    for sentence in _offsets(evidence):
        yield Fault(
            "Match funding is offset by income from the same grant. A grant cannot be "
            "matched with itself: ask what the recipient adds of its own.",
            sentence.span,
        )
        return


def check_money_is_used_once(evidence: Evidence) -> Iterator[Fault]:
    """Find a sum that is claimed for a cost and also offsets match. Source: BUD-23."""
    offset = {
        amount.money: amount
        for sentence in reversed(_offsets(evidence))
        for amount in _after_offset(evidence, sentence)
    }
    told: set[Money] = set()
    for sentence in evidence.sentences_with(_OWN_USE, _COST_WORDS) if offset else ():
        for amount in evidence.amounts.within(sentence.span):
            if amount.money not in offset or amount.money in told:
                continue
            told.add(amount.money)
            yield Fault(
                f"{amount.money} is to be claimed for costs and is also what offsets "
                "the match funding. A pound pays for one thing: ask for which.",
                offset[amount.money].span,
                amount.money,
            )


def check_ratios_are_alike(evidence: Evidence) -> Iterator[Fault]:
    """Find programmes whose match is out of proportion to the rest. Source: BUD-31."""
    by_programme: dict[str, list[StatedAward]] = defaultdict(list)
    for award in evidence.reading.awards:
        by_programme[award.programme].append(award)
    ratios = {
        name: Fraction(matched.pence, grant.pence)
        for name, awards in by_programme.items()
        if (grant := _total(awards, AwardRole.GRANT)) > ZERO
        and (matched := _total(awards, AwardRole.MATCH_FUNDING)) > ZERO
    }
    if len(ratios) < FEWEST_TO_COMPARE:
        return
    middle = _median(list(ratios.values()))
    for name, ratio in ratios.items():
        if ratio <= middle * OUTLIER_TIMES and ratio * OUTLIER_TIMES >= middle:
            continue
        outlier = next(
            award.amount
            for award in by_programme[name]
            if award.role is AwardRole.MATCH_FUNDING
        )
        yield Fault(
            f"{name} has {_decimal(ratio)} of match for each pound of grant; the "
            f"middle one of {len(ratios)} programmes has {_decimal(middle)}. Ask "
            "whether the figures are in the right places.",
            outlier.span,
            outlier.money,
        )


def check_named_funders_fund_all(evidence: Evidence) -> Iterator[Fault]:
    """Find "all funded by A and B" above awards that A or B has no part in.

    Source: BUD-30.
    """
    funders_of: dict[str, set[str]] = defaultdict(set)
    for award in evidence.reading.awards:
        funders_of[award.programme].add(award.funder)
    told: set[str] = set()
    for sentence in evidence.sentences_with(_ALL_FUNDED) if funders_of else ():
        words = sentence.find(_ALL_FUNDED)
        assert words is not None
        mentions = evidence.organisations.within(Span(words.end, sentence.span.end))
        for funder in dict.fromkeys(mention.name for mention in mentions):
            if funder in told:
                continue
            told.add(funder)
            without = [
                name for name, found in funders_of.items() if funder not in found
            ]
            if without and len(without) < len(funders_of):
                yield Fault(
                    f"All programmes are said to be funded by {funder}, but the table "
                    f"shows no money of theirs for {and_list(without)}. Ask which is "
                    "right.",
                    words,
                )


def _joint_funders(evidence: Evidence, amount: Amount) -> list[str]:
    """Return the bodies joined by "and" after the first "from" behind the sum."""
    names: list[str] = []
    last = None
    after = Span(amount.span.end, max(amount.span.end, amount.sentence.end))
    for mention in evidence.organisations.within(after, _MOST_FUNDERS):
        start = max(0, mention.span.start - 10)
        between = evidence.text[last.span.end : mention.span.start] if last else ""
        if last is None and not _FROM.search(evidence.text[start : mention.span.start]):
            return []
        if last is None or _JOINED.fullmatch(between) or last.name == mention.name:
            names.append(mention.name)
            last = mention
            continue
        break
    return list(dict.fromkeys(names))


def _offsets(evidence: Evidence) -> list[Sentence]:
    found = []
    for sentence in evidence.sentences_with(_MATCH_FUNDING, _INCOME):
        offset = sentence.find(_OFFSET)
        if offset is not None and sentence.find(_INCOME, after=offset.end):
            found.append(sentence)
    return found


def _after_offset(evidence: Evidence, sentence: Sentence) -> tuple[Amount, ...]:
    offset = sentence.find(_OFFSET)
    assert offset is not None
    return evidence.amounts.within(Span(offset.end, sentence.span.end))


def _total(awards: list[StatedAward], role: AwardRole) -> Money:
    chosen = (award.amount.money for award in awards if award.role is role)
    return sum(chosen, start=ZERO)


def _median(ratios: list[Fraction]) -> Fraction:
    ordered = sorted(ratios)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) * Fraction(1, 2)


def _decimal(ratio: Fraction) -> str:
    return str(Money(round(ratio * 100)))


CHECKS = (
    Check(
        "awards.cost_above_award",
        "BUD-24",
        "A cost above the award names the source of the difference.",
        check_cost_is_awarded,
    ),
    Check(
        "awards.funders_not_split",
        "BUD-17",
        "A sum from several funders says how much comes from each.",
        check_funders_shares_are_stated,
    ),
    Check(
        "awards.match_is_grant_money",
        "BUD-22",
        "Match funding is not met out of the grant that it matches.",
        check_match_is_not_the_same_money,
    ),
    Check(
        "awards.same_money_twice",
        "BUD-23",
        "A sum of money pays for one thing.",
        check_money_is_used_once,
    ),
    Check(
        "awards.ratio_is_an_outlier",
        "BUD-31",
        "No programme's match is out of all proportion to the others'.",
        check_ratios_are_alike,
    ),
    Check(
        "awards.funder_missing_from_table",
        "BUD-30",
        "A body said to fund every programme has an award in each.",
        check_named_funders_fund_all,
    ),
)
