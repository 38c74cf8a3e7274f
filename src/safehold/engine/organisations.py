"""Which organisations published documents name, under which names and aliases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safehold.engine.areas import AREAS, Area, by_initials


class OrganisationKind(StrEnum):
    """What sort of body it is."""

    COMMISSIONER = "commissioner"
    GOVERNMENT = "government"
    COUNCIL = "council"
    CHARITY = "charity"
    UNIVERSITY = "university"
    HOUSING_PARTNER = "housing_partner"
    COMPANY = "company"
    POLICE = "police"
    PARTNERSHIP = "partnership"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """A body in the register: its official name and what else it is called.

    `is_ordinary_word` warns that the name or an alias is also an English word.
    `gss_code` is set for a council. Source: REF-07, REF-11.
    """

    name: str
    kind: OrganisationKind
    aliases: tuple[str, ...] = ()
    gss_code: str | None = None
    is_ordinary_word: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def _council(area: Area) -> KnownOrganisation:
    """Return the authority as a body, with initials where no other has them."""
    aliases = [
        f"{area.name} Council",
        f"{area.name} City Council",
        f"London Borough {area.name}",
        f"LB {area.name}",
        f"LB of {area.name}",
        f"RB {area.name}",
        *_shortened(area),
        *(initials for initials in area.initials if by_initials(initials) == (area,)),
    ]
    name = area.formal_name
    if area.name == "Westminster":
        name = "Westminster City Council"
        aliases += ["City of Westminster", "Westminster Council"]
    if area.name == "City of London":
        name = "City of London Corporation"
        aliases = ["Corporation of London"]
    kept = dict.fromkeys(alias for alias in aliases if alias != name)
    return KnownOrganisation(
        name, OrganisationKind.COUNCIL, tuple(kept), gss_code=area.gss_code
    )


def _shortened(area: Area) -> tuple[str, ...]:
    """Return what the two boroughs on the Thames are called for short."""
    short, found, _ = area.name.partition(" upon ")
    style = area.formal_name.removesuffix(area.name)
    return (f"{short} Council", f"{style}{short}") if found else ()


_K = OrganisationKind

_BODIES: Final = (
    KnownOrganisation(
        "Mayor's Office for Policing and Crime",
        _K.COMMISSIONER,
        ("MOPAC", "Mayor of London Office for Policing and Crime"),
    ),
    KnownOrganisation("Violence Reduction Unit", _K.COMMISSIONER, ("VRU",)),
    KnownOrganisation(
        "West Midlands Police and Crime Commissioner",
        _K.COMMISSIONER,
        ("West Midlands PCC", "Police and Crime Commissioner for West Midlands"),
    ),
    KnownOrganisation(
        "West Mercia Police and Crime Commissioner",
        _K.COMMISSIONER,
        ("West Mercia PCC", "Police and Crime Commissioner for West Mercia"),
    ),
    KnownOrganisation(
        "South Wales Police and Crime Commissioner",
        _K.COMMISSIONER,
        ("South Wales PCC", "Police and Crime Commissioner for South Wales"),
    ),
    KnownOrganisation("Home Office", _K.GOVERNMENT),
    KnownOrganisation("Ministry of Justice", _K.GOVERNMENT, ("MoJ", "MOJ")),
    KnownOrganisation("Greater London Authority", _K.GOVERNMENT, ("GLA",)),
    KnownOrganisation(
        "Children and Family Court Advisory and Support Service",
        _K.GOVERNMENT,
        ("Cafcass", "CAFCASS"),
    ),
    KnownOrganisation("Office for National Statistics", _K.GOVERNMENT, ("ONS",)),
    KnownOrganisation("Domestic Abuse Commissioner", _K.GOVERNMENT),
    KnownOrganisation("London Councils", _K.PARTNERSHIP),
    KnownOrganisation(
        "Metropolitan Police Service",
        _K.POLICE,
        ("MPS", "Metropolitan Police", "Met Police"),
    ),
    KnownOrganisation("City of London Police", _K.POLICE),
    KnownOrganisation("College of Policing", _K.POLICE),
    KnownOrganisation(
        "Foundations", _K.CHARITY, ("Foundations UK",), is_ordinary_word=True
    ),
    KnownOrganisation("Respect", _K.CHARITY, ("Respect UK",), is_ordinary_word=True),
    KnownOrganisation("Refuge", _K.CHARITY, is_ordinary_word=True),
    KnownOrganisation("SafeLives", _K.CHARITY, ("Safelives", "Safe Lives")),
    KnownOrganisation("Safer London", _K.CHARITY),
    KnownOrganisation("Imkaan", _K.CHARITY),
    KnownOrganisation("Cranstoun", _K.CHARITY),
    KnownOrganisation(
        "Rise Mutual", _K.COMPANY, ("Rise Mutual CIC", "RISE Mutual", "RISE Mutual CIC")
    ),
    KnownOrganisation("Cordis Bright", _K.COMPANY),
    KnownOrganisation("Social Finance", _K.COMPANY),
    KnownOrganisation("London Metropolitan University", _K.UNIVERSITY),
    KnownOrganisation(
        "Child and Woman Abuse Studies Unit",
        _K.UNIVERSITY,
        ("Child and Women Abuse Studies Unit", "CWASU"),
    ),
    KnownOrganisation("G15", _K.HOUSING_PARTNER),
)

ORGANISATIONS: Final = (*_BODIES, *map(_council, AREAS))


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("&", " and ").casefold().split())


_BY_NAME: Final = {
    _key(name): organisation
    for organisation in reversed(ORGANISATIONS)
    for name in organisation.names
}


def known(name: str) -> KnownOrganisation | None:
    """Return the organisation of that name or alias, or None if there is none."""
    return _BY_NAME.get(_key(name))


def council_of(gss_code: str) -> KnownOrganisation:
    """Return the council of the authority.

    Raises: KeyError, if no London authority has the code.
    """
    return _COUNCILS[gss_code]


_COUNCILS: Final = {
    organisation.gss_code: organisation
    for organisation in ORGANISATIONS
    if organisation.gss_code is not None
}
