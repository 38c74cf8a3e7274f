"""Where the money of one year stands, by programme and by funder, cross-footed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safehold.engine.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Shares:
    """The money of one programme, or of all, by where it comes from.

    `grant` is what the grant funder gives; the rest is match funding: from the
    commissioner itself, from local authorities, and from anybody else.
    """

    grant: Money = ZERO
    commissioner_match: Money = ZERO
    council_match: Money = ZERO
    other_match: Money = ZERO

    @property
    def match_funding(self) -> Money:
        return self.commissioner_match + self.council_match + self.other_match

    @property
    def total(self) -> Money:
        return self.grant + self.match_funding


def cross_foots(totals: Shares, *, funders: Iterable[Money]) -> bool:
    """Test if the totals of the programmes and those of the funders are one sum.

    The two are added up apart from one another, so that a lost row shows.
    Source: REF-01, BUD-30.
    """
    return sum(funders, start=ZERO) == totals.total
