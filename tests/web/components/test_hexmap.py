import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.money import Money
from safehold.web.components.hexmap import HexMap, banded
from tests.web.showcase import LINKED_MAP, MAP

CAMDEN, HACKNEY = "E09000007", "E09000012"


def of(figures: dict[str, int | Money], links: dict[str, str] | None = None) -> HexMap:
    return HexMap("Awards", "Most are in Camden.", "Awards", figures, links or {})


class TestTiles:
    def test_are_the_33_authorities_each_in_a_place_of_its_own(self) -> None:
        places = {(tile.x, tile.y) for tile in of({}).tiles}

        assert len(of({}).tiles) == len(places) == 33

    def test_do_not_overlap(self) -> None:
        tiles = of({}).tiles

        for one in tiles:
            for other in tiles:
                apart = (abs(one.x - other.x), abs(one.y - other.y))
                # Neighbours in a row are 70 apart, in the next row 35 and 60.
                assert one is other or apart[0] >= 70 or apart[1] >= 60

    def test_fit_the_drawing(self) -> None:
        left, top, width, height = map(int, MAP.view_box.split())

        for corner in re.findall(
            r"(-?\d+),(-?\d+)", " ".join(tile.points for tile in MAP.tiles)
        ):
            x, y = map(int, corner)
            assert left <= x <= left + width
            assert top <= y <= top + height

    def test_have_short_names_that_differ(self) -> None:
        assert len({tile.short_name for tile in of({}).tiles}) == 33

    def test_run_north_and_east_as_london_does(self) -> None:
        by_name = {tile.area.name: tile for tile in of({}).tiles}

        assert by_name["Enfield"].y < by_name["Croydon"].y
        assert by_name["Hillingdon"].x < by_name["Havering"].x


class TestFigures:
    @pytest.mark.parametrize(
        ("figure", "short"),
        [
            (3, "3"),
            (1169, "1,169"),
            (Money(900_00), "£900"),
            (Money(850_999_99), "£850k"),
            (Money(1_200_000_00), "£1.2m"),
            (Money(1_999_999_99), "£1.9m"),
            (Money(-5_000_00), "−£5k"),
            (0, ""),
            (Money(0), ""),
        ],
    )
    def test_fit_a_hexagon(self, figure: int | Money, short: str) -> None:
        tile = next(t for t in of({CAMDEN: figure}).tiles if t.area.name == "Camden")

        assert tile.figure == short

    def test_are_said_in_full(self) -> None:
        tile = next(
            tile
            for tile in of({CAMDEN: Money(1_234_567_89)}).tiles
            if tile.area.name == "Camden"
        )

        assert tile.words == "Camden: £1,234,567.89"

    def test_stand_in_a_table_of_those_that_have_a_figure_be_it_none(self) -> None:
        rows = of({CAMDEN: 3, HACKNEY: 0}).table.rows

        assert rows == (("Camden", 3), ("Hackney", 0))

    def test_outside_london_are_a_mistake_of_ours(self) -> None:
        with pytest.raises(AssertionError):
            of({"E08000001": 1})


class TestBands:
    @pytest.mark.parametrize(
        ("figures", "bands"),
        [
            ([], {}),
            ([4, 4], {5: (4,)}),
            ([1, 9], {2: (1,), 5: (9,)}),
            ([1, 2, 3, 4, 5], {1: (1,), 2: (2,), 3: (3,), 4: (4,), 5: (5,)}),
            ([1, 2, 3, 4, 5, 6], {1: (1,), 2: (2,), 3: (3,), 4: (4,), 5: (5, 6)}),
        ],
    )
    def test_part_the_distinct_figures(
        self, figures: list[int], bands: dict[int, tuple[int, ...]]
    ) -> None:
        assert banded(figures) == bands

    @given(st.lists(st.integers(1, 10**9)))
    def test_hold_every_figure_once_in_order(self, figures: list[int]) -> None:
        found = [figure for group in banded(figures).values() for figure in group]

        assert found == sorted(set(figures))

    def test_are_explained_in_the_legend(self) -> None:
        words = [band.words for band in of({CAMDEN: 1, HACKNEY: 3}).legend]

        assert words == ["none", "1", "3"]


class TestDrawing:
    def test_is_named_and_described(self) -> None:
        html = str(MAP)

        ids = "map-programmes-in-each-authority"
        assert f'role="img" aria-labelledby="{ids}-title {ids}-description"' in html
        assert f'<title id="{ids}-title">Programmes in each authority</title>' in html
        assert "Most are in the east." in html

    def test_with_links_is_a_group_and_not_a_picture(self) -> None:
        html = str(LINKED_MAP)

        assert 'role="group"' in html
        assert 'role="img"' not in html
        assert '<a href="#E09000007" aria-label="Camden: none">' in html

    def test_carries_no_style_of_its_own(self) -> None:
        assert "style=" not in str(MAP)
        assert "fill=" not in str(MAP)
