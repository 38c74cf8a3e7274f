"""Can each recommendation be approved as it stands: amount, recipients, cover?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase, and_list
from safehold.engine.documents.reading import (
    Amount,
    OrganisationMention,
    Recommendation,
)
from safehold.engine.money import ZERO
from safehold.engine.organisations import OrganisationKind, known
from safehold.engine.spans import Span

_FINANCIAL = Phrase(r"financ")
_AWARD = Phrase(r"(?:awards?|grants?|allocat\w{0,5})\b")
_NOT_SPENT = Phrase(r"(?:accept\w{0,5}|receipt|receiv\w{1,3}|notes?|delegat\w{1,5})\b")
_TO = Phrase(r"to\b")
_RESPECTIVELY = Phrase(r"(?:respectively|each)\b")
_JOINED = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?(?:,|&|and)\s+(?:the\s+)?", re.IGNORECASE
)


def check_total_is_printed(evidence: Evidence) -> Iterator[Fault]:
    """Find decisions whose recommendations add up to a sum printed nowhere.

    Only where each recommendation that spends money names one sum: several in one
    may be parts of each other. Money that comes in, or that is only noted, is not
    spent. Source: BUD-10.
    """
    spending = [
        each
        for each in evidence.reading.recommendations
        if each.amounts and not _NOT_SPENT.search(each.words.text)
    ]
    sums = [_sums(each) for each in spending]
    if len(sums) < 2 or any(len(found) > 1 for found in sums):
        return
    total = sum((found[0].money for found in sums), start=ZERO)
    largest = max(found[0].money for found in sums)
    is_total_of_others = largest == total - largest
    if is_total_of_others or total in {each.money for each in evidence.amounts}:
        return
    working = " + ".join(str(found[0].money) for found in sums)
    yield Fault(
        f"The recommendations come to {total} ({working}), a total that the document "
        "does not print. Have it stated before anyone signs for it.",
        sums[-1][0].span,
        computed=total,
    )


def check_financial_comments_cover_each(evidence: Evidence) -> Iterator[Fault]:
    """Find recommended sums on which the financial comments are silent.

    A sum is covered where it is printed there, or where a recipient that no other
    recommendation names is. Source: BUD-12.
    """
    section = evidence.section(_FINANCIAL)
    if section is None:
        return
    printed = {amount.money for amount in evidence.amounts.within(section.span)}
    covered = _names(evidence, section.span)
    asking = [each for each in evidence.reading.recommendations if each.amounts]
    names = [_names(evidence, each.words.span) for each in asking]
    times = Counter(name for group in names for name in group)
    for each, group in zip(asking, names, strict=True):
        missing = [amount for amount in _sums(each) if amount.money not in printed]
        own = {name for name in group if times[name] == 1}
        if missing and not own & covered:
            yield Fault(
                f"The financial comments say nothing of the {missing[0].money} of "
                f"recommendation {each.number}: not the sum, nor who gets it. Ask "
                "finance to confirm where it comes from.",
                missing[0].span,
                missing[0].money,
            )


def check_joint_awards_are_split(evidence: Evidence) -> Iterator[Fault]:
    """Find one sum awarded to several bodies without saying how much to each.

    Source: BUD-25.
    """
    for each in evidence.reading.recommendations:
        sums = _sums(each)
        words = evidence.text[each.words.span.start : each.words.span.end]
        if len(sums) != 1 or not _AWARD.search(words) or _RESPECTIVELY.search(words):
            continue
        after = Span(sums[0].span.end, max(sums[0].span.end, each.words.span.end))
        recipients = _first_joined(evidence, after)
        if len(recipients) > 1:
            yield Fault(
                f"{sums[0].money} goes to {and_list(recipients)} together. Record how "
                "much each may claim before either is paid.",
                sums[0].span,
                sums[0].money,
            )


def _sums(each: Recommendation) -> list[Amount]:
    """Return the recommendation's different sums, each where it first stands."""
    return list({amount.money: amount for amount in reversed(each.amounts)}.values())[
        ::-1
    ]


def _names(evidence: Evidence, span: Span) -> set[str]:
    """Return the bodies and boroughs named there, a borough as its council."""
    return {
        mention.name
        for mention in evidence.bodies.within(span)
        if not _is_commissioner(mention)
    }


def _is_commissioner(mention: OrganisationMention) -> bool:
    body = known(mention.name)
    return body is not None and body.kind in (
        OrganisationKind.COMMISSIONER,
        OrganisationKind.GOVERNMENT,
    )


def _first_joined(evidence: Evidence, span: Span) -> list[str]:
    """Return the first run of bodies after "to" that only commas and "and" part."""
    run: list[OrganisationMention] = []
    for mention in evidence.bodies.within(span):
        if not run:
            lead = evidence.text[max(0, mention.span.start - 10) : mention.span.start]
            if _TO.search(lead):
                run = [mention]
        elif _JOINED.fullmatch(evidence.text, run[-1].span.end, mention.span.start):
            run.append(mention)
        elif _is_same_body(evidence, run[-1], mention):
            run[-1] = mention
        else:
            break
    return list(dict.fromkeys(mention.name for mention in run))


def _is_same_body(
    evidence: Evidence, before: OrganisationMention, mention: OrganisationMention
) -> bool:
    between = evidence.text[before.span.end : mention.span.start].strip()
    return before.name == mention.name and between in ("", "(")


CHECKS = (
    Check(
        "recommendations.total_not_printed",
        "BUD-10",
        "The sum of what is recommended is printed in the document.",
        check_total_is_printed,
    ),
    Check(
        "recommendations.not_in_financial_comments",
        "BUD-12",
        "The financial comments cover every recommended sum.",
        check_financial_comments_cover_each,
    ),
    Check(
        "recommendations.award_not_split",
        "BUD-25",
        "A sum for several recipients says how much is for each.",
        check_joint_awards_are_split,
    ),
)
