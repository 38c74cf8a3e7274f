"""Whether the service holds a decision or only knows that it is cited."""

from enum import StrEnum


class DecisionStatus(StrEnum):
    """What is known of a decision. Source: DEC-09, REF-06."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    CITED_NOT_HELD = "cited_not_held"
