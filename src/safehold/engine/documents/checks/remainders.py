"""Does what the text says remains for the partners agree with the partners' rows?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safehold.engine.documents.checks import rows
from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase, Sentence
from safehold.engine.documents.checks.grids import Grid, is_total
from safehold.engine.documents.reading import OrganisationMention
from safehold.engine.money import ZERO, Money
from safehold.engine.spans import Span

_REMAINING = Phrase(
    r"remain(?:ing|der)(?: (?:funding|funds|grant|money|balance|amount|sum))?\b"
)
_PAID_TO = Phrase(r"(?:paid|distributed|passed|given|go) (?:on )?to\b")
_TOTAL_VALUE = Phrase(r"total (?:value|cost|budget|amount) (?:of|for) the\b")
_LOOK_BACK_SENTENCES = 3


def check_remainder_ties_to_rows(evidence: Evidence) -> Iterator[Fault]:
    """Find "the rest goes to our partners" where their rows say otherwise.

    Source: BUD-16.
    """
    paid = rows.totals_by_body(evidence)
    headed = set(paid)
    told: set[tuple[Money, Money]] = set()
    for sentence in evidence.sentences_with(_REMAINING, _PAID_TO) if paid else ():
        before = evidence.before(sentence, _LOOK_BACK_SENTENCES)
        remainder = _remainder(evidence, before)
        parties = _parties(evidence, sentence, headed)
        if remainder is None or not parties or not headed.issuperset(parties):
            continue
        by_rows = sum((paid[party] for party in parties), start=ZERO)
        if remainder == by_rows or (remainder, by_rows) in told:
            continue
        told.add((remainder, by_rows))
        yield Fault(
            f"By the text {remainder} remains for those named here, but their rows of "
            f"the table come to {by_rows}: {_apart(evidence, remainder - by_rows)}. "
            "Say where the difference goes.",
            sentence.span,
            remainder,
            by_rows,
        )


def check_total_value_ties_to_table(evidence: Evidence) -> Iterator[Fault]:
    """Find a total value in the text that is not the table's grand total.

    Source: BUD-16. Only where one table alone has a grand total.
    """
    totals = [total for grid in evidence.grids for total in _grand(grid)]
    if len(totals) != 1:
        return
    for sentence in evidence.sentences_with(_TOTAL_VALUE):
        words = sentence.find(_TOTAL_VALUE)
        assert words is not None
        amounts = evidence.amounts.within(Span(words.end, sentence.span.end))
        if amounts and amounts[0].money != totals[0]:
            yield Fault(
                f"The text puts the total at {amounts[0].money}, the table at "
                f"{totals[0]}. Ask which one is to be approved.",
                amounts[0].span,
                amounts[0].money,
                totals[0],
            )


def _remainder(evidence: Evidence, before: Sequence[Sentence]) -> Money | None:
    """Return the largest sum just before, less those that follow it."""
    if not before:
        return None
    span = Span(before[0].span.start, before[-1].span.end)
    amounts = [amount.money for amount in evidence.amounts.within(span)]
    if len(amounts) < 2:
        return None
    largest = max(amounts)
    kept = amounts[amounts.index(largest) + 1 :]
    return largest - sum(kept, start=ZERO) if kept and largest not in kept else None


def _parties(
    evidence: Evidence, sentence: Sentence, named: set[str]
) -> tuple[str, ...]:
    """Return the bodies after "paid to", as their rows are headed.

    A body that only owns the next one ("the university's unit") needs no row.
    """
    paid = sentence.find(_PAID_TO)
    assert paid is not None
    mentions = evidence.organisations.within(Span(paid.end, sentence.span.end))
    return tuple(
        dict.fromkeys(
            mention.name
            for mention in mentions
            if mention.name in named or not _owns_the_next(evidence, mention)
        )
    )


def _owns_the_next(evidence: Evidence, mention: OrganisationMention) -> bool:
    return evidence.text[mention.span.end : mention.span.end + 2] in ("'s", "’s")


def _grand(grid: Grid) -> list[Money]:
    last = grid.table.rows[-1] if grid.table.rows else ()
    if not last or not is_total(last[0].text):
        return []
    return [total for total in grid.row_totals[-1:] if total is not None]


def _apart(evidence: Evidence, difference: Money) -> str:
    size = max(difference, -difference)
    for grid in evidence.grids:
        for row, total in zip(grid.table.rows, grid.row_totals, strict=True):
            if total == size:
                return f"{size} apart, which is the row “{row[0].text}”"
    return f"{size} apart"


CHECKS = (
    Check(
        "budgets.remainder_differs_from_rows",
        "BUD-16",
        "What remains for the partners by the text is what their rows add up to.",
        check_remainder_ties_to_rows,
    ),
    Check(
        "budgets.total_differs_from_table",
        "BUD-16",
        "The total value in the text is the grand total of the table.",
        check_total_value_ties_to_table,
    ),
)
