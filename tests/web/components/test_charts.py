import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.money import Money
from safehold.web.components.charts import (
    LONGEST_BAR_BASIS_POINTS,
    Bar,
    BarChart,
    StackedBarChart,
)
from tests.web.showcase import BARS, STACKED


def of(*figures: int) -> BarChart:
    bars = tuple(Bar(str(number), figure) for number, figure in enumerate(figures))
    return BarChart("Referrals", "More each year.", "Year", "Referrals", bars)


def basis_points(per_cent: str) -> int:
    return int(per_cent.removesuffix("%").replace(".", ""))


class TestBars:
    def test_are_as_long_as_their_share_of_the_longest(self) -> None:
        widths = [bar.segments[0].width for bar in of(200, 50, 0).drawn]

        # 62 % of the width, a quarter of that, and nothing.
        assert widths == ["62.00%", "15.50%", "0.00%"]

    @given(st.lists(st.integers(0, 10**12), min_size=1))
    def test_leave_room_for_the_figure(self, figures: list[int]) -> None:
        ends = [basis_points(bar.end) for bar in of(*figures).drawn]

        assert max(ends) == (LONGEST_BAR_BASIS_POINTS if any(figures) else 0)

    def test_of_what_was_taken_back_have_no_length(self) -> None:
        drawn = of(100, -40).drawn[1]

        assert (drawn.segments[0].width, drawn.figure) == ("0.00%", "-40")

    def test_stand_one_beneath_the_other(self) -> None:
        ys = [bar.y for bar in BARS.drawn]

        assert ys == sorted(set(ys))
        assert BARS.height > ys[-1]

    def test_break_a_long_name_into_lines(self) -> None:
        lines = [line for _, line in BARS.drawn[3].label]

        assert lines == ["A partnership with a name far too", "long for one line"]

    def test_may_be_none(self) -> None:
        chart = of()

        assert "<svg" not in str(chart).partition("safehold-chart__drawing")[0]
        assert "There is nothing here yet." in str(chart)

    def test_stand_in_a_table_with_their_sum(self) -> None:
        assert BARS.table.totals == (
            "Total",
            Money((2_541_937 + 1_100_000 + 578_452 + 12) * 100),
        )


class TestStackedBars:
    @given(st.lists(st.tuples(*[st.integers(0, 10**9)] * 3), min_size=1, max_size=5))
    def test_have_parts_that_join_without_a_gap(
        self, amounts: list[tuple[int, int, int]]
    ) -> None:
        bars = tuple((str(n), tuple(map(Money, row))) for n, row in enumerate(amounts))
        chart = StackedBarChart("t", "d", "h", ("a", "b", "c"), bars)

        for bar in chart.drawn:
            reached = 0
            for part in bar.segments:
                assert basis_points(part.x) == reached
                reached += basis_points(part.width)
            assert basis_points(bar.end) == reached

    def test_say_what_each_part_is(self) -> None:
        words = [part.words for part in STACKED.drawn[0].segments]

        assert words[:2] == ["Drive, Grant: £900,000", "Drive, Commissioner: £100,000"]

    def test_tell_parts_apart_without_colour(self) -> None:
        assert [part.is_hatched for part in STACKED.legend] == [False, True, False]

    def test_stand_in_a_table_that_cross_foots(self) -> None:
        # 900 + 1,000 + 90; 100 + 400; 250 + 600; and all of them, in thousands.
        expected = [1_990_000, 500_000, 850_000, 3_340_000]
        assert STACKED.table.totals == (
            "Total",
            *(Money(pounds * 100) for pounds in expected),
        )

    def test_of_too_many_parts_are_a_mistake_of_ours(self) -> None:
        with pytest.raises(AssertionError):
            StackedBarChart("t", "d", "h", tuple("abcdefg"), ())


class TestDrawing:
    @pytest.mark.parametrize("chart", [BARS, STACKED], ids=["bars", "stacked"])
    def test_is_named_and_described(self, chart: BarChart | StackedBarChart) -> None:
        html = str(chart)

        ids = f"chart-{chart.name}"
        assert f'role="img" aria-labelledby="{ids}-title {ids}-description"' in html
        assert f'<title id="{ids}-title">{chart.title}</title>' in html
        assert f"{chart.description} The figures are in the table beneath." in html
        assert "style=" not in html

    def test_lets_no_markup_in(self) -> None:
        chart = BarChart("<b>", "<b>", "<b>", "<b>", (Bar("<b>", 1),))

        assert "<b>" not in str(chart)
