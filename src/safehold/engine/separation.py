"""Which work must never be one person's? Roles apart, steps apart, interests apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from safehold.engine.actors import COMMISSIONER_ROLES, Role
from safehold.engine.refusals import Refusal

# Who decides on money, asks for it or sends it.
MONEY_ROLES = COMMISSIONER_ROLES | {
    Role.LEAD_BODY_MANAGER,
    Role.PARTNER_FINANCE_OFFICER,
}

# Two roles that nobody holds at one organisation at the same time. Source: SEC-22.
INCOMPATIBLE: frozenset[frozenset[Role]] = frozenset(
    {
        # Who lets people in does not look into what was done, by them or for them.
        frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
        # And who looks into it has no part in it.
        *(frozenset({Role.AUDITOR, role}) for role in MONEY_ROLES),
    }
)


def is_incompatible(role: Role, held: Iterable[Role]) -> bool:
    """Test if the role may not be added to those held at the same organisation."""
    return any(frozenset({role, each}) in INCOMPATIBLE for each in held)


class Step(StrEnum):
    """What is done, by somebody, to one thing that money hangs on."""

    SUBMIT = "submit"
    CERTIFY = "certify"
    DECIDE = "decide"
    PAY = "pay"


# Two steps on one thing that are never one person's, in whichever order.
APART: frozenset[frozenset[Step]] = frozenset(
    {
        frozenset({Step.SUBMIT, Step.CERTIFY}),
        frozenset({Step.CERTIFY, Step.PAY}),
    }
)
# The steps that bring money nearer to whoever gains. Who asks for it may gain.
DECIDING = frozenset({Step.CERTIFY, Step.DECIDE, Step.PAY})

TOOK_THE_OTHER_STEP = Refusal(
    "separation.took_the_other_step",
    "You have had a hand in this already. Somebody else must take this step.",
    "SEC-22",
)
STANDS_TO_GAIN = Refusal(
    "separation.stands_to_gain",
    "You or your organisation stand to gain from this. "
    "Somebody who does not must take this step.",
    "SEC-22",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """That a person took a step on the thing in question."""

    person_id: int
    step: Step


@dataclass(frozen=True, slots=True)
class Interest:
    """That a person gains from what an organisation gets: by work, share or kin."""

    person_id: int
    organisation_id: int


def why_not_take(
    step: Step,
    *,
    person_id: int,
    taken: Iterable[Taken],
    interests: Iterable[Interest],
    recipient_ids: frozenset[int],
) -> Refusal | None:
    """Return why this person may not take the step on the thing, or None.

    Shape:  `taken` is the thing's whole history; `recipient_ids` are the
            organisations that gain. Who may take the step at all is asked elsewhere.
    Source: SEC-22.
    """
    if any(
        each.person_id == person_id and frozenset({step, each.step}) in APART
        for each in taken
    ):
        return TOOK_THE_OTHER_STEP
    if step in DECIDING and any(
        each.person_id == person_id and each.organisation_id in recipient_ids
        for each in interests
    ):
        return STANDS_TO_GAIN
    return None
