"""How much: pounds and pence, held as whole pence.

Money never touches a float. Splitting and rounding are named, so the reader
sees who gets the odd penny. Sterling only, by decision 0002.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount of sterling.

    `pence` may be negative: a clawback is a negative payment.
    """

    pence: int

    def __post_init__(self) -> None:
        assert type(self.pence) is int, f"pence must be int, not {type(self.pence)}"

    def __add__(self, other: Money) -> Money:
        return Money(self.pence + other.pence)

    def __sub__(self, other: Money) -> Money:
        return Money(self.pence - other.pence)

    def __neg__(self) -> Money:
        return Money(-self.pence)

    def __bool__(self) -> bool:
        raise TypeError("say `money == ZERO` or `money > ZERO`")

    def __str__(self) -> str:
        """Write the amount as a page does: £1,234 or £1,234.50, −£5 below zero."""
        pounds, pence = divmod(abs(self.pence), 100)
        sign = "−" if self.pence < 0 else ""
        return f"{sign}£{pounds:,}" + (f".{pence:02}" if pence else "")

    def share(self, fraction: Fraction) -> Money:
        """Return the fraction of this amount, rounded down to the penny."""
        return Money((self.pence * fraction.numerator) // fraction.denominator)


ZERO = Money(0)

_POUNDS = re.compile(r"£? ?([0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.([0-9]{2}))?")


def parse_pounds(text: str) -> Money | None:
    """Return the money that a person typed (`£1,234.50`), or None if it is none."""
    found = _POUNDS.fullmatch(text.strip())
    if found is None:
        return None
    return Money(int(found[1].replace(",", "")) * 100 + int(found[2] or 0))
