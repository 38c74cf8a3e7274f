"""Which authorities London has: codes, names, initials, places on the hex map."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

_LONDON: Final = "London Borough of"
_ROYAL: Final = "Royal Borough of"
_CITY: Final = "City of"


@dataclass(frozen=True, slots=True)
class Area:
    """One of the 33 London authorities. Source: REF-08.

    `initials` are all that it is written with; several authorities share some.
    `hex_q` and `hex_r` are its cell on the map: q runs east and r runs north, and
    odd rows stand half a cell further east.
    """

    gss_code: str
    name: str
    formal_name: str
    hex_q: int
    hex_r: int
    initials: tuple[str, ...]


def _area(
    number: int, style: str, name: str, hex_q: int, hex_r: int, initials: str
) -> Area:
    formal_name = f"{style} {name.removeprefix('City of ')}"
    code = f"E090000{number:02}"
    return Area(code, name, formal_name, hex_q, hex_r, tuple(initials.split()))


AREAS: Final = (
    _area(1, _CITY, "City of London", 11, 2, "COL"),
    _area(2, _LONDON, "Barking and Dagenham", 13, 3, "LBBD"),
    _area(3, _LONDON, "Barnet", 10, 5, "LBB"),
    _area(4, _LONDON, "Bexley", 12, 1, "LBB"),
    _area(5, _LONDON, "Brent", 10, 4, "LBB"),
    _area(6, _LONDON, "Bromley", 11, 0, "LBB"),
    _area(7, _LONDON, "Camden", 11, 4, "LBC"),
    _area(8, _LONDON, "Croydon", 10, 0, "LBC"),
    _area(9, _LONDON, "Ealing", 9, 4, "LBE"),
    _area(10, _LONDON, "Enfield", 11, 5, "LBE"),
    _area(11, _ROYAL, "Greenwich", 11, 1, "RBG"),
    _area(12, _LONDON, "Hackney", 12, 3, "LBH"),
    _area(13, _LONDON, "Hammersmith and Fulham", 8, 3, "LBHF LBH&F"),
    _area(14, _LONDON, "Haringey", 12, 4, "LBH"),
    _area(15, _LONDON, "Harrow", 8, 4, "LBH"),
    _area(16, _LONDON, "Havering", 14, 3, "LBH"),
    _area(17, _LONDON, "Hillingdon", 7, 4, "LBH"),
    _area(18, _LONDON, "Hounslow", 7, 3, "LBH"),
    _area(19, _LONDON, "Islington", 11, 3, "LBI"),
    _area(20, _ROYAL, "Kensington and Chelsea", 9, 3, "RBKC"),
    _area(21, _ROYAL, "Kingston upon Thames", 7, 1, "RBK RBKT RBKUT"),
    _area(22, _LONDON, "Lambeth", 10, 2, "LBL"),
    _area(23, _LONDON, "Lewisham", 10, 1, "LBL"),
    _area(24, _LONDON, "Merton", 8, 1, "LBM"),
    _area(25, _LONDON, "Newham", 13, 2, "LBN"),
    _area(26, _LONDON, "Redbridge", 14, 4, "LBR"),
    _area(27, _LONDON, "Richmond upon Thames", 8, 2, "LBR LBRT LBRUT"),
    _area(28, _LONDON, "Southwark", 9, 1, "LBS"),
    _area(29, _LONDON, "Sutton", 9, 0, "LBS"),
    _area(30, _LONDON, "Tower Hamlets", 12, 2, "LBTH"),
    _area(31, _LONDON, "Waltham Forest", 13, 4, "LBWF"),
    _area(32, _LONDON, "Wandsworth", 9, 2, "LBW WBC"),
    _area(33, _CITY, "Westminster", 10, 3, "WCC"),
)

_BY_CODE: Final = {area.gss_code: area for area in AREAS}


def area(gss_code: str) -> Area:
    """Return the authority with the code.

    Raises: KeyError, if no London authority has it.
    """
    return _BY_CODE[gss_code]


def by_initials(text: str) -> tuple[Area, ...]:
    """Return every authority that the initials fit: none, one, or a choice.

    Source: REF-08 (`LBB` fits four boroughs, so importing it forces a choice).
    """
    initials = text.strip().upper()
    return tuple(area for area in AREAS if initials in area.initials)


@dataclass(frozen=True, slots=True)
class BasicCommandUnit:
    """A named set of boroughs that the police run as one. Source: REF-14.

    Valid from `valid_from`, and up to but not including `valid_to` if that is set.
    """

    name: str
    gss_codes: frozenset[str]
    valid_from: datetime.date
    valid_to: datetime.date | None = None

    def is_valid_on(self, day: datetime.date) -> bool:
        """Test if the unit consisted of these boroughs on the day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


# The Mayor's answer of this day (London Assembly question 2019/6437) is the first
# source to have all twelve in place. The first two began as trials early in 2017.
_ALL_IN_PLACE: Final = datetime.date(2019, 3, 21)


def _unit(name: str, *boroughs: str) -> BasicCommandUnit:
    codes = {area.name: area.gss_code for area in AREAS}
    members = frozenset(codes[borough] for borough in boroughs)
    return BasicCommandUnit(name, members, valid_from=_ALL_IN_PLACE)


BASIC_COMMAND_UNITS: Final = (
    _unit("Central East BCU", "Hackney", "Tower Hamlets"),
    _unit("Central North BCU", "Camden", "Islington"),
    _unit("Central South BCU", "Lambeth", "Southwark"),
    _unit(
        "Central West BCU",
        "Hammersmith and Fulham",
        "Kensington and Chelsea",
        "Westminster",
    ),
    _unit("East BCU", "Barking and Dagenham", "Havering", "Redbridge"),
    _unit("North BCU", "Enfield", "Haringey"),
    _unit("North East BCU", "Newham", "Waltham Forest"),
    _unit("North West BCU", "Barnet", "Brent", "Harrow"),
    _unit("South BCU", "Bromley", "Croydon", "Sutton"),
    _unit("South East BCU", "Bexley", "Greenwich", "Lewisham"),
    _unit(
        "South West BCU",
        "Kingston upon Thames",
        "Merton",
        "Richmond upon Thames",
        "Wandsworth",
    ),
    _unit("West BCU", "Ealing", "Hillingdon", "Hounslow"),
)


def basic_command_unit(name: str, *, on: datetime.date) -> BasicCommandUnit | None:
    """Return the unit of the name as it stood on the day, or None.

    The name may be written with or without "BCU", or with "Area" before it.
    """
    wanted = _unit_key(name)
    return next(
        (
            unit
            for unit in BASIC_COMMAND_UNITS
            if _unit_key(unit.name) == wanted and unit.is_valid_on(on)
        ),
        None,
    )


def _unit_key(name: str) -> tuple[str, ...]:
    return tuple(word for word in name.lower().split() if word not in ("area", "bcu"))
