"""What kind of fact an amount is: up to £1,000 is not £1,000."""

from enum import StrEnum


class Qualifier(StrEnum):
    """What a printed amount claims to be. Source: REF-02."""

    EXACT = "exact"
    UP_TO = "up_to"
    ESTIMATED = "estimated"
    FORECAST = "forecast"
    COMMITTED = "committed"
    SPENT = "spent"
    CLAIMED = "claimed"
    PAID = "paid"
    INDICATIVE = "indicative"
