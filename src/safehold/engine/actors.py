"""Who is acting: a person with the roles they hold on the day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does for an organisation, as in the product's table of users."""

    GRANTS_MANAGER = "grants_manager"
    DECISION_MAKER = "decision_maker"
    CHIEF_EXECUTIVE = "chief_executive"
    DECLARING_OFFICER = "declaring_officer"
    FINANCE_OFFICER = "finance_officer"
    LEAD_BODY_MANAGER = "lead_body_manager"
    PARTNER_FINANCE_OFFICER = "partner_finance_officer"
    PARTNER_PERFORMANCE_OFFICER = "partner_performance_officer"
    HOUSING_COORDINATOR = "housing_coordinator"
    NAMED_LEAD = "named_lead"
    NOMINATING_OFFICER = "nominating_officer"
    CASE_MANAGER = "case_manager"
    IDVA = "idva"
    PANEL_MEMBER = "panel_member"
    EVALUATOR = "evaluator"
    STATISTICIAN = "statistician"
    INFORMATION_GOVERNANCE_OFFICER = "information_governance_officer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Purpose(StrEnum):
    """What a person is doing when they ask: the same role may see more for another.

    Each page belongs to one purpose, and what is kept of a visit names it.
    """

    GRANTS = "grants"
    ADMINISTRATION = "administration"
    AUDIT = "audit"


COMMISSIONER_ROLES = frozenset(
    {
        Role.GRANTS_MANAGER,
        Role.DECISION_MAKER,
        Role.CHIEF_EXECUTIVE,
        Role.DECLARING_OFFICER,
        Role.FINANCE_OFFICER,
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, the roles they hold today, and what they are doing.

    `roles` holds (organisation id, role) for memberships in force on the day;
    a membership that has ended is simply not there.
    """

    person_id: int
    name: str
    roles: frozenset[tuple[int, Role]]
    purpose: Purpose = Purpose.GRANTS

    def organisations_as(self, *roles: Role) -> frozenset[int]:
        """Return the organisations where this person holds any of the roles."""
        return frozenset(held_at for held_at, role in self.roles if role in roles)

    def holds(self, role: Role, *, at_organisation: int) -> bool:
        """Test if this person holds the role at that organisation."""
        return (at_organisation, role) in self.roles


SYSTEM = Actor(person_id=0, name="Safehold", roles=frozenset())
"""The service itself: set-up and the demonstration act in this name."""
