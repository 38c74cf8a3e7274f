"""London has 33 authorities, and initials do not tell them apart."""

import datetime

import pytest

from safehold.engine import areas
from safehold.engine.areas import AREAS, BASIC_COMMAND_UNITS


class TestTheRegister:
    def test_has_every_code_once(self) -> None:
        codes = [area.gss_code for area in AREAS]

        assert codes == [f"E090000{number:02}" for number in range(1, 33 + 1)]

    def test_gives_every_authority_a_cell_of_its_own(self) -> None:
        cells = {(area.hex_q, area.hex_r) for area in AREAS}

        assert len(cells) == 33

    @pytest.mark.parametrize(
        ("gss_code", "formal_name"),
        [
            ("E09000001", "City of London"),
            ("E09000005", "London Borough of Brent"),
            ("E09000011", "Royal Borough of Greenwich"),
            ("E09000021", "Royal Borough of Kingston upon Thames"),
            ("E09000033", "City of Westminster"),
        ],
    )
    def test_knows_each_style(self, gss_code: str, formal_name: str) -> None:
        assert areas.area(gss_code).formal_name == formal_name

    def test_has_no_code_from_elsewhere(self) -> None:
        with pytest.raises(KeyError):
            areas.area("E08000003")


class TestInitials:
    @pytest.mark.parametrize(
        ("initials", "names"),
        [
            ("LBB", ["Barnet", "Bexley", "Brent", "Bromley"]),
            ("LBR", ["Redbridge", "Richmond upon Thames"]),
            ("LBBD", ["Barking and Dagenham"]),
            ("LBWF", ["Waltham Forest"]),
            ("RBG", ["Greenwich"]),
            ("RBKC", ["Kensington and Chelsea"]),
            ("WCC", ["Westminster"]),
            (" lbth\n", ["Tower Hamlets"]),
            ("MOPAC", []),
            ("", []),
        ],
    )
    def test_leave_every_choice_open(self, initials: str, names: list[str]) -> None:
        assert [area.name for area in areas.by_initials(initials)] == names

    def test_are_known_for_every_authority(self) -> None:
        for area in AREAS:
            assert area in areas.by_initials(area.initials[0])


class TestBasicCommandUnits:
    def test_share_out_the_32_boroughs(self) -> None:
        members = [code for unit in BASIC_COMMAND_UNITS for code in unit.gss_codes]

        assert len(BASIC_COMMAND_UNITS) == 12
        assert sorted(members) == [area.gss_code for area in AREAS[1:]]

    @pytest.mark.parametrize("name", ["South BCU", "south", "South Area BCU"])
    def test_are_found_by_name(self, name: str) -> None:
        unit = areas.basic_command_unit(name, on=datetime.date(2023, 3, 31))

        assert unit is not None
        assert {areas.area(code).name for code in unit.gss_codes} == {
            "Bromley",
            "Croydon",
            "Sutton",
        }

    def test_were_not_all_in_place_in_2016(self) -> None:
        day = datetime.date(2016, 12, 31)

        assert areas.basic_command_unit("South BCU", on=day) is None

    def test_are_unknown_under_another_name(self) -> None:
        day = datetime.date(2023, 3, 31)

        assert areas.basic_command_unit("Middle BCU", on=day) is None

    def test_end_when_they_are_replaced(self) -> None:
        unit = areas.BasicCommandUnit(
            *("Old BCU", frozenset({"E09000002"})),
            valid_from=datetime.date(2019, 4, 1),
            valid_to=datetime.date(2020, 4, 1),
        )

        assert unit.is_valid_on(datetime.date(2020, 3, 31))
        assert not unit.is_valid_on(datetime.date(2020, 4, 1))
        assert not unit.is_valid_on(datetime.date(2019, 3, 31))
