"""Is anything promised, ordered or delegated beyond the money above it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safehold.engine.documents.checks import rows
from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase, and_list
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import Amount
from safehold.engine.documents.spacing import GAP, fold
from safehold.engine.money import ZERO
from safehold.engine.spans import Span

_OF_A_LINE = re.compile(
    rf"{GAP}of{GAP}the{GAP}(?P<line>[a-z][^.;:£]{{3,60}}?){GAP}"
    r"(?:allocation|budget|line)\b",
    re.IGNORECASE,
)
_OF_WHICH = Phrase(r"of which\b")
_DELEGATION = Phrase(r"delegat")
_OR_LESS = Phrase(r"or (?:less|below|under)\b")
_ORDER = Phrase(r"purchase orders?\b")
_FINANCIAL_YEAR = Phrase(r"financial year\b")
_FUNDING_PERIOD = Phrase(r"funding period\b")
_TRANCHES = Phrase(r"(?:two|three|four|five|six|[2-6]) tranches\b")
_TRANCHE = Phrase(r"tranches?\b")
_LONGEST_LIST = 8


def check_part_fits_its_line(evidence: Evidence) -> Iterator[Fault]:
    """Find a sum taken from a line of the table that is larger than the line.

    Source: BUD-05.
    """
    lines = rows.totals_by_label(evidence)
    for amount in evidence.amounts if lines else ():
        found = _OF_A_LINE.match(evidence.text, amount.span.end)
        line = lines.get(fold(found["line"]).lower()) if found else None
        if line is not None and amount.money > line:
            yield Fault(
                f"{amount.money} is taken from a line of {line}. Ask which is wrong.",
                amount.span,
                amount.money,
                line,
            )


def check_parts_fit_their_whole(evidence: Evidence) -> Iterator[Fault]:
    """Find "£1, of which £2": parts that come to more than the whole.

    Source: BUD-05.
    """
    for sentence in evidence.sentences_with(_OF_WHICH):
        words = sentence.find(_OF_WHICH)
        assert words is not None
        before = evidence.amounts.within(Span(sentence.span.start, words.start))
        parts = evidence.amounts.within(Span(words.end, sentence.span.end))
        computed = sum((part.money for part in parts), start=ZERO)
        if len(before) == 1 and computed > before[0].money:
            yield Fault(
                f"Of {before[0].money} the text accounts for {computed}, which is more "
                "than there is. Ask which figure is wrong.",
                before[0].span,
                before[0].money,
                computed,
            )


def check_delegation_is_kept_to(evidence: Evidence) -> Iterator[Fault]:
    """Find sums above the limit under which signing is delegated. Source: DEC-12."""
    largest = _largest_sought(evidence)
    limit = _limit_of_delegation(evidence)
    if largest and limit and largest.money > limit.money:
        yield Fault(
            f"{largest.money} is above the {limit.money} for which signing is "
            "delegated. Ask who signs the agreement.",
            largest.span,
            largest.money,
            limit.money,
        )


def check_orders_are_covered(evidence: Evidence) -> Iterator[Fault]:
    """Find partners' orders for the whole period on cover for one year.

    The words "financial year" and "funding period" make the difference between
    the two orders, and it is easily read over. Source: PAY-03, REF-04.
    """
    by_year = next(evidence.sentences_with(_ORDER, _FINANCIAL_YEAR), None)
    totals = rows.totals_by_body(evidence)
    first_years = rows.first_years_by_body(evidence)
    for sentence in evidence.sentences_with(_ORDER, _FUNDING_PERIOD) if by_year else ():
        order = sentence.find(_ORDER)
        assert order is not None
        named = evidence.organisations.within(Span(order.end, sentence.span.end))
        partners = [
            name
            for name in dict.fromkeys(mention.name for mention in named)
            if name in totals and name in first_years
        ]
        ordered = sum((totals[name] for name in partners), start=ZERO)
        covered = sum((first_years[name] for name in partners), start=ZERO)
        if ordered > covered:
            yield Fault(
                f"Orders to {and_list(partners)} are for the whole funding period, "
                f"{ordered}. The funder orders one financial year at a time, {covered} "
                f"of the first for them: {ordered - covered} is not covered.",
                sentence.span,
                ordered,
                covered,
            )
            return


def check_tranches_have_sums(evidence: Evidence) -> Iterator[Fault]:
    """Find a fund in tranches that have no sums. Source: BUD-03."""
    if any(
        evidence.amounts.within(sentence.span)
        for sentence in evidence.sentences_with(_TRANCHE)
    ):
        return
    for sentence in evidence.sentences_with(_TRANCHES):
        tranches = sentence.find(_TRANCHES)
        listed = evidence.after(sentence, _LONGEST_LIST)
        if not any(evidence.amounts.within(each.span) for each in listed):
            yield Fault(
                "The fund is divided into tranches without saying how much is in each, "
                "so what is left of it cannot be worked out. Ask for the sums.",
                tranches,
            )
        return


def _limit_of_delegation(evidence: Evidence) -> Amount | None:
    for sentence in evidence.sentences_with(_DELEGATION, _OR_LESS):
        for amount in evidence.amounts.within(sentence.span):
            if sentence.follows(_OR_LESS, amount.span.end):
                return amount
    return None


def _largest_sought(evidence: Evidence) -> Amount | None:
    """Return the largest ceiling in the document or sum in a recommendation."""
    sought = [
        *(amount for amount in evidence.amounts if amount.qualifier is Qualifier.UP_TO),
        *(
            amount
            for each in evidence.reading.recommendations
            for amount in each.amounts
        ),
    ]
    return max(sought, key=lambda amount: amount.money, default=None)


CHECKS = (
    Check(
        "limits.part_above_its_line",
        "BUD-05",
        "A sum taken from a line of the budget is no larger than the line.",
        check_part_fits_its_line,
    ),
    Check(
        "limits.parts_above_the_whole",
        "BUD-05",
        "Parts of a sum come to no more than the sum.",
        check_parts_fit_their_whole,
    ),
    Check(
        "limits.above_delegation",
        "DEC-12",
        "What is sought is within the limit under which signing is delegated.",
        check_delegation_is_kept_to,
    ),
    Check(
        "limits.orders_not_covered",
        "PAY-03",
        "Orders to partners are covered by the funder's own.",
        check_orders_are_covered,
    ),
    Check(
        "limits.tranches_without_sums",
        "BUD-03",
        "The tranches of a fund have their sums.",
        check_tranches_have_sums,
    ),
)
