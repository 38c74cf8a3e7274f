"""Do terms, gaps, extensions and roles of the agreements hold together?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from fractions import Fraction

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import (
    Evidence,
    Phrase,
    Sentence,
    and_list,
    written,
)
from safehold.engine.documents.reading import Amount, StatedDate
from safehold.engine.money import ZERO
from safehold.engine.periods import Period
from safehold.engine.spans import Span

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "twelve": 12,
}
_TERM = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}})[-\s]{{1,3}}(?:financial\s{{1,3}})?"
    r"(?P<unit>year|month)s?\b"
    r"(?:[-\s]{1,3}(?:period|term|extension|grant|agreement))?"
    r"(?:[\s,(:]{1,4}(?:from|of|between|running)?[\s(]{0,3})",
    re.IGNORECASE,
)
_YEARS_ALONE = re.compile(r"\d{4}\s{0,3}[-–—]\s{0,3}(?:\d{4}|\d{2})")
_NO_CLAUSE = Phrase(
    r"(?:does not|do not|doesn't) (?:contain|include|have) (?:a|any) clause to extend"
)
_VARIED = Phrase(r"agreements? (?:is|are|be|to be) varied\b")
_LAST_GRANT = Phrase(
    r"(?:most recent|current|previous|existing|latest|last)"
    r" (?:grant|funding|agreement|award)\b"
)
_RUNS_UNTIL = re.compile(
    r"\b(?:until|(?:expires?|ends?|ceases?|an end) on)\s{1,3}(?:the\s{1,3})?$",
    re.IGNORECASE,
)
_FUNDING = Phrase(r"(?:fund|grant|agreement|contract)")
_A_YEAR = datetime.timedelta(days=366)
_EXTENSION = Phrase(r"(?:option|possibility|clause|right) (?:to extend|of extension)\b")
_MONTHS = Phrase(r"(\d{1,2}) months\b")
_COMMIT_NOW = Phrase(r"enables? (?:the )?\w{1,20} to commit\b")
_TO_BE_CONFIRMED = Phrase(
    r"boroughs? (?:is |are )?(?:\()?(?:tbc|to be (?:confirmed|agreed|determined))\b"
)
_WITH = Phrase(r"with\b")
_TO = Phrase(r"to\b")
_CO_COMMISSIONS = Phrase(r"(?:co-?commission\w{0,4}|co-?manag\w{0,4})\b")
_CONFLICT = Phrase(r"conflicts? of interest\b")


def check_terms_are_as_long_as_said(evidence: Evidence) -> Iterator[Fault]:
    """Find "one year, from … to …" where the dates make another length.

    Years alone ("five years, 2018-2022") may be counted with both ends.
    Source: AGR-09.
    """
    for found in _TERM.finditer(evidence.text):
        after = evidence.periods.within(Span(found.end(), found.end() + 1), 1)
        period = after[0].period if after else None
        if period is None or period.whole_months is None:
            continue
        number = _NUMBERS.get(found["number"].lower()) or int(found["number"])
        months = number * (12 if found["unit"].lower() == "year" else 1)
        allowed = {period.whole_months}
        if _YEARS_ALONE.fullmatch(after[0].printed):
            allowed.add(period.whole_months + 12)
        if months not in allowed:
            said = evidence.text[found.start("number") : found.end("unit")]
            yield Fault(
                f"The text says {said}, but {written(period.start)} to "
                f"{written(period.last_day)} is {period.whole_months} months. Ask "
                "which is meant.",
                Span(found.start(), after[0].span.end),
            )


def check_extension_has_its_clause(evidence: Evidence) -> Iterator[Fault]:
    """Find an agreement without an extension clause that is varied all the same.

    Source: AGR-06.
    """
    without = evidence.find(_NO_CLAUSE)
    varied = evidence.find(_VARIED)
    if without and varied:
        yield Fault(
            "The agreement is to be varied, but the text says that it has no clause to "
            "extend it. Without one the money needs a new grant, not a variation.",
            varied,
        )


def check_no_days_are_uncovered(evidence: Evidence) -> Iterator[Fault]:
    """Find days between the end of the last grant and the decision on the next.

    Source: AGR-08.
    """
    meeting = evidence.reading.meeting_on
    if meeting is None or meeting.date is None:
        return
    for sentence in evidence.sentences_with(_LAST_GRANT):
        where = sentence.find(_LAST_GRANT)
        assert where is not None
        last = _period_after(evidence, sentence, where)
        if last is None or last.last_day >= meeting.date:
            continue
        days = (meeting.date - last.last_day).days
        yield Fault(
            f"The last grant ran to {written(last.last_day)}; this goes to the meeting "
            f"of {written(meeting.date)}. {days} days are not covered: ask who pays "
            "for work done in them.",
            where,
        )
        return


def check_new_term_follows_the_old(evidence: Evidence) -> Iterator[Fault]:
    """Find a gap between the end of present funding and the start of the new.

    Funding that ended more than a year before is history. Source: AGR-08.
    """
    start = _recommended_start(evidence)
    if start is None:
        return
    ends = [
        stated
        for stated in evidence.reading.dates
        if stated.date is not None
        and start - _A_YEAR < stated.date < start
        and _is_end_of_funding(evidence, stated)
    ]
    if not ends:
        return
    last = max(ends, key=lambda stated: stated.date or start)
    assert last.date is not None
    days = (start - last.date).days - 1
    if days:
        yield Fault(
            f"Present funding runs to {written(last.date)} and the new term starts on "
            f"{written(start)}: {days} days are not covered. Ask who pays for them.",
            last.span,
        )


def check_option_is_priced(evidence: Evidence) -> Iterator[Fault]:
    """Find an option to extend that the value of the activity leaves out.

    Source: DEC-14.
    """
    for sentence in evidence.sentences_with(_EXTENSION):
        option = sentence.find(_EXTENSION)
        months = _MONTHS.search(sentence.text)
        grants = [_grant(evidence, each) for each in evidence.before(sentence, 1)]
        told_of = (sentence, *evidence.after(sentence, 1))
        is_priced = any(evidence.amounts.within(each.span) for each in told_of)
        if is_priced or months is None or not grants or grants[0] is None:
            continue
        amount, term = grants[0]
        extra = amount.money.share(Fraction(int(months[1]), term))
        yield Fault(
            f"The option to extend by up to {months[1]} months has no price. At the "
            f"same rate it adds {extra}, making {amount.money + extra}: hold that "
            "value against the limit of delegation.",
            option,
            amount.money,
            amount.money + extra,
        )


def check_nobody_commits_too_early(evidence: Evidence) -> Iterator[Fault]:
    """Find assurances that let a provider commit too early. Source: AGR-19."""
    for sentence in evidence.sentences_with(_COMMIT_NOW):
        yield Fault(
            "This lets the provider commit money before any agreement is executed. Ask "
            "who authorised that assurance, and record it.",
            sentence.find(_COMMIT_NOW),
        )


def check_places_are_confirmed(evidence: Evidence) -> Iterator[Fault]:
    """Find boroughs still to be confirmed. Source: AGR-17."""
    for sentence in evidence.sentences_with(_TO_BE_CONFIRMED):
        yield Fault(
            "The boroughs are still to be confirmed. Money tied to a borough waits "
            "until it is: keep a list, and ask for each confirmation.",
            sentence.find(_TO_BE_CONFIRMED),
        )


def check_recipients_do_not_commission(evidence: Evidence) -> Iterator[Fault]:
    """Find a recipient that also commissions the service. Source: AGR-22."""
    if evidence.has(_CONFLICT):
        return
    for sentence in evidence.sentences_with(_CO_COMMISSIONS, _WITH):
        both = _recipients_that_commission(evidence, sentence)
        if both:
            yield Fault(
                f"{and_list(both)} is to receive the grant and to commission and "
                "manage the service. Ask for a note on the conflict of interest.",
                sentence.find(_CO_COMMISSIONS),
            )
            return


def _is_end_of_funding(evidence: Evidence, stated: StatedDate) -> bool:
    before = evidence.text[max(0, stated.span.start - 150) : stated.span.start]
    return bool(_RUNS_UNTIL.search(before) and _FUNDING.search(before))


def _period_after(evidence: Evidence, sentence: Sentence, where: Span) -> Period | None:
    stated = evidence.periods.within(Span(where.end, sentence.span.end))
    return stated[0].period if stated else None


def _recommended_start(evidence: Evidence) -> datetime.date | None:
    starts = [
        stated.period.start
        for each in evidence.reading.recommendations
        for stated in evidence.periods.within(each.words.span)
        if stated.period is not None
    ]
    return min(starts, default=None)


def _grant(evidence: Evidence, sentence: Sentence) -> tuple[Amount, int] | None:
    """Return the one sum of a sentence with the months that it is for."""
    amounts = evidence.amounts.within(sentence.span)
    periods = [
        stated.period.whole_months
        for stated in evidence.periods.within(sentence.span)
        if stated.period is not None
    ]
    if len(amounts) != 1 or len(periods) != 1 or not periods[0]:
        return None
    return (amounts[0], periods[0]) if amounts[0].money > ZERO else None


def _recipients_that_commission(evidence: Evidence, sentence: Sentence) -> list[str]:
    amounts = evidence.amounts.within(sentence.span)
    by = sentence.find(_CO_COMMISSIONS)
    if not amounts or by is None:
        return []
    to = sentence.find(_TO, after=amounts[0].span.end)
    with_ = sentence.find(_WITH, after=to.end) if to else None
    if to is None or with_ is None or not to.end <= with_.start <= by.start:
        return []
    receive = {body.name for body in evidence.bodies.within(Span(to.end, with_.start))}
    commission = evidence.bodies.within(Span(with_.end, by.start))
    return [
        name
        for name in dict.fromkeys(body.name for body in commission)
        if name in receive
    ]


CHECKS = (
    Check(
        "agreements.term_differs",
        "AGR-09",
        "A term is as long as its first and last day make it.",
        check_terms_are_as_long_as_said,
    ),
    Check(
        "agreements.no_clause_to_vary",
        "AGR-06",
        "An agreement is extended only by a clause of its own.",
        check_extension_has_its_clause,
    ),
    Check(
        "agreements.days_before_decision_not_covered",
        "AGR-08",
        "The decision on the next grant comes before the last one ends.",
        check_no_days_are_uncovered,
    ),
    Check(
        "agreements.gap_between_terms",
        "AGR-08",
        "A new term starts the day after the old one ends.",
        check_new_term_follows_the_old,
    ),
    Check(
        "agreements.option_not_priced",
        "DEC-14",
        "The value of an activity includes its options to extend.",
        check_option_is_priced,
    ),
    Check(
        "agreements.commitment_before_execution",
        "AGR-19",
        "Nobody is led to commit money before an agreement is executed.",
        check_nobody_commits_too_early,
    ),
    Check(
        "agreements.places_not_confirmed",
        "AGR-17",
        "The places that the money is for are known.",
        check_places_are_confirmed,
    ),
    Check(
        "agreements.recipient_commissions",
        "AGR-22",
        "Nobody commissions what they are paid to deliver.",
        check_recipients_do_not_commission,
    ),
)
