"""Does every printed sum say one thing, and can each mark on it be followed?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import Amount
from safehold.engine.documents.spacing import fold
from safehold.engine.money import ZERO
from safehold.engine.spans import Span

_FIGURE = re.compile(r"£\s{0,3}[0-9xX]\S{0,30}")
_CONTRIBUTION = Phrase(r"(?:match(?:ed)?(?:-| )fund|contribut)")
_PERCENTAGE = re.compile(r"\b\d{1,3}(?:\.\d{1,2})? ?(?:%|per cent\b|percent\b)")
_NOTE = re.compile(
    r"^[ \t]{0,20}(?:[-•] |\d{1,2}[\d.]{0,9} )?"
    r"(?P<mark>\*{1,3}|[†‡§]|[¹²³⁴-⁹⁰]{1,2}|\[\d{1,2}\])(?P<blank> ?)(?=[\w(“\"£])",
    re.MULTILINE,
)
_BASE = Phrase(r"(?:(?:share|contribution) )?(?:of|towards)\b")


def check_one_sum_is_one_fact(evidence: Evidence) -> Iterator[Fault]:
    """Find sums that are a ceiling in one place and exact in another. Source: REF-02.

    "up to £1,000" and "£1,000" are different facts: only one can be awarded.
    """
    by_sum: dict[int, dict[Qualifier, list[Amount]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for amount in evidence.amounts:
        by_sum[amount.money.pence][amount.qualifier].append(amount)
    for printed in by_sum.values():
        ceilings, exact = printed[Qualifier.UP_TO], printed[Qualifier.EXACT]
        if not ceilings or not exact or ceilings[0].money == ZERO:
            continue
        money = ceilings[0].money
        yield Fault(
            f"{money} is a ceiling here (“up to”), but stands as an exact sum in "
            f"{_places(len(exact))}. Ask which it is: a ceiling may be underspent.",
            ceilings[0].span,
            money,
        )


def check_marks_are_explained(evidence: Evidence) -> Iterator[Fault]:
    """Find figures with a footnote mark that no note explains. Source: REF-10."""
    explained = _marks_with_a_note(evidence.text)
    for amount in evidence.amounts:
        if amount.marker and amount.marker not in explained:
            yield Fault(
                f"{amount.money} carries the mark “{amount.marker}”, but no note "
                "explains it. Ask what it means before the figure is used.",
                amount.span,
                amount.money,
            )


def check_sums_can_be_read(evidence: Evidence) -> Iterator[Fault]:
    """Find pound signs before something that is no sum. Source: REF-01."""
    read = {
        evidence.text.find("£", amount.span.start, amount.span.end)
        for amount in evidence.amounts
    }
    for found in _FIGURE.finditer(evidence.text):
        if found.start() not in read:
            yield Fault(
                f"“{fold(found[0])}” cannot be read as a sum of money. Ask what it is.",
                Span(found.start(), found.end()),
            )


def check_match_percentages_name_their_base(evidence: Evidence) -> Iterator[Fault]:
    """Find match shares that are a percentage of nobody knows what. Source: BUD-20."""
    for sentence in evidence.sentences_with(_CONTRIBUTION):
        share = _PERCENTAGE.search(sentence.text)
        if share is None:
            continue
        span = Span(
            sentence.span.start + share.start(), sentence.span.start + share.end()
        )
        if not sentence.follows(_BASE, span.end):
            yield Fault(
                f"The match share {share[0]} does not say of what. Match over grant "
                "and match over grant plus match differ: ask which it is.",
                span,
            )


def _places(number: int) -> str:
    return "one other place" if number == 1 else f"{number} other places"


def _marks_with_a_note(text: str) -> set[str]:
    """Return the marks that a line starts with.

    Several lines that start with the same mark and a blank are a list of bullets.
    """
    attached: set[str] = set()
    apart: Counter[str] = Counter()
    for note in _NOTE.finditer(text):
        if note["blank"]:
            apart[note["mark"]] += 1
        else:
            attached.add(note["mark"])
    return attached | {mark for mark, times in apart.items() if times == 1}


CHECKS = (
    Check(
        "amounts.exact_and_up_to",
        "REF-02",
        "A sum is either a ceiling or exact, the same throughout the document.",
        check_one_sum_is_one_fact,
    ),
    Check(
        "amounts.unresolved_mark",
        "REF-10",
        "Every footnote mark on a figure leads to a note.",
        check_marks_are_explained,
    ),
    Check(
        "amounts.not_readable",
        "REF-01",
        "Every pound sign stands before a sum that can be read.",
        check_sums_can_be_read,
    ),
    Check(
        "amounts.percentage_without_base",
        "BUD-20",
        "A match share says what it is a percentage of.",
        check_match_percentages_name_their_base,
    ),
)
