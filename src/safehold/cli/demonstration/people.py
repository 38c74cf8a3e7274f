"""The invented people of the demonstration, one for each kind of user."""

from __future__ import annotations

from typing import NamedTuple

from safehold.engine.actors import Role

# Known to everybody, and so only ever given to people of the demonstration.
PASSWORD = "safehold-demonstration"  # noqa: S105 (not a secret, see above)

COMMISSIONER = "Mayor's Office for Policing and Crime"


class Invented(NamedTuple):
    """One invented person and what they do."""

    email: str
    name: str
    roles: tuple[Role, ...]
    organisation: str


PEOPLE = (
    Invented(
        "amara@demonstration.example",
        "Amara Bellweather",
        (Role.GRANTS_MANAGER,),
        COMMISSIONER,
    ),
    Invented(
        "dorothea@demonstration.example",
        "Dorothea Finchley-Ames",
        (Role.DECISION_MAKER,),
        COMMISSIONER,
    ),
    Invented(
        "dev@demonstration.example",
        "Dev Marlowe",
        (Role.FINANCE_OFFICER,),
        COMMISSIONER,
    ),
    Invented(
        "brendan@demonstration.example",
        "Brendan Halloway",
        (Role.LEAD_BODY_MANAGER,),
        "Waltham Forest Council",
    ),
    Invented(
        "chloe@demonstration.example",
        "Chloe Adderstone",
        (Role.PARTNER_FINANCE_OFFICER, Role.PARTNER_PERFORMANCE_OFFICER),
        "Respect",
    ),
    Invented(
        "hana@demonstration.example",
        "Hana Lindqvist-Moor",
        (Role.HOUSING_COORDINATOR,),
        "Safer London",
    ),
    Invented(
        "tomasz@demonstration.example",
        "Tomasz Birdsall",
        (Role.NAMED_LEAD, Role.NOMINATING_OFFICER),
        "Hackney Council",
    ),
    Invented(
        "esi@demonstration.example",
        "Esi Mortlake",
        (Role.CASE_MANAGER,),
        "Rise Mutual",
    ),
    Invented(
        "farid@demonstration.example",
        "Farid Underhill",
        (Role.EVALUATOR, Role.STATISTICIAN),
        "London Metropolitan University",
    ),
    Invented(
        "ines@demonstration.example",
        "Ines Galbraith-Webb",
        (Role.INFORMATION_GOVERNANCE_OFFICER,),
        COMMISSIONER,
    ),
    Invented(
        "kwame@demonstration.example",
        "Kwame Ottershaw",
        (Role.ADMINISTRATOR,),
        COMMISSIONER,
    ),
    Invented(
        "judith@demonstration.example",
        "Judith Penhallow",
        (Role.AUDITOR,),
        COMMISSIONER,
    ),
)
