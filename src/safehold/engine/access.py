"""Which role may do what, for which purpose, and how far: the one table of it.

The database keeps the same table for row security (`people_permission`); a test holds
the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safehold.engine.actors import COMMISSIONER_ROLES, Actor, Purpose, Role


class Act(StrEnum):
    """What may be permitted; stored values, so never renamed without a migration."""

    READ_PORTFOLIO = "portfolio.read"
    READ_DOCUMENTS = "documents.read"
    REVIEW_DOCUMENTS = "documents.review"
    READ_PEOPLE = "people.read"
    MANAGE_PEOPLE = "people.manage"
    READ_AUDIT = "audit.read"
    TAKE_DOSSIER = "audit.take"


class Reach(StrEnum):
    """Where a permission counts: with the role's own organisation, or with all."""

    OWN = "own"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Permission:
    """A role may do this, for this purpose, so far."""

    act: Act
    role: Role
    purpose: Purpose
    reach: Reach


@dataclass(frozen=True, slots=True)
class Scope:
    """The organisations whose records are meant: some, or every one."""

    everywhere: bool
    organisation_ids: frozenset[int]

    def __contains__(self, organisation_id: int) -> bool:
        return self.everywhere or organisation_id in self.organisation_ids

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.organisation_ids)


def _permit(
    act: Act, *roles: Role, purpose: Purpose, reach: Reach = Reach.OWN
) -> tuple[Permission, ...]:
    return tuple(Permission(act, role, purpose, reach) for role in roles)


_COMMISSIONERS = tuple(role for role in Role if role in COMMISSIONER_ROLES)
_OTHERS = tuple(role for role in Role if role not in COMMISSIONER_ROLES)

PERMISSIONS: tuple[Permission, ...] = (
    *_permit(Act.READ_PORTFOLIO, *_COMMISSIONERS, purpose=Purpose.GRANTS),
    # What is confirmed comes from what was published (decision 0023).
    *_permit(
        Act.READ_PORTFOLIO, *_OTHERS, purpose=Purpose.GRANTS, reach=Reach.EVERYWHERE
    ),
    *_permit(Act.READ_DOCUMENTS, *_COMMISSIONERS, purpose=Purpose.GRANTS),
    *_permit(Act.REVIEW_DOCUMENTS, Role.GRANTS_MANAGER, purpose=Purpose.GRANTS),
    *_permit(Act.READ_PEOPLE, Role.ADMINISTRATOR, purpose=Purpose.ADMINISTRATION),
    *_permit(Act.MANAGE_PEOPLE, Role.ADMINISTRATOR, purpose=Purpose.ADMINISTRATION),
    *(
        Permission(act, Role.AUDITOR, Purpose.AUDIT, Reach.OWN)
        for act in (
            Act.READ_AUDIT,
            Act.TAKE_DOSSIER,
            Act.READ_DOCUMENTS,
            Act.READ_PORTFOLIO,
            Act.READ_PEOPLE,
        )
    ),
)

# Everybody who sees personal data or moves money. Whoever only reports or releases
# figures that name nobody is free to do without.
SECOND_FACTOR_ROLES = frozenset(Role) - {
    Role.PARTNER_PERFORMANCE_OFFICER,
    Role.STATISTICIAN,
}


# Which act lets a person read what is kept of a subject, by the subject's first word.
_READING: dict[str, Act] = {
    "document": Act.READ_DOCUMENTS,
    "fact": Act.READ_DOCUMENTS,
    "finding": Act.READ_DOCUMENTS,
    "job": Act.REVIEW_DOCUMENTS,
    "person": Act.READ_PEOPLE,
    "invitation": Act.READ_PEOPLE,
}


def act_to_read(subject: str) -> str:
    """Return the act that lets a person read the history of `model:id`, or ""."""
    return _READING.get(subject.partition(":")[0], "")


def scope(by: Actor, act: Act) -> Scope:
    """Return where this person may do this, for what they are doing now.

    Nothing is permitted that the table does not name. Source: SEC-01.
    """
    held = {
        (organisation_id, permission.reach)
        for permission in PERMISSIONS
        if permission.act is act and permission.purpose is by.purpose
        for organisation_id, role in by.roles
        if role is permission.role
    }
    return Scope(
        everywhere=any(reach is Reach.EVERYWHERE for _, reach in held),
        organisation_ids=frozenset(organisation_id for organisation_id, _ in held),
    )


def needs_second_factor(by: Actor) -> bool:
    """Test if any role of this person asks for more than a password. Source: GDP-03."""
    return any(role in SECOND_FACTOR_ROLES for _, role in by.roles)
