"""Tables that foot are left alone; one pound out is found, with its sign."""

from hypothesis import given, settings
from hypothesis import strategies as st

from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from tests.engine.documents.checks import build

COLUMN = "tables.column_does_not_foot"
ROW = "tables.row_does_not_foot"


def wrong_totals(*lines: str, title: str = "") -> tuple[Finding, ...]:
    table, text = build.table(*lines, title=title)
    reading = Reading(kind=DocumentKind.UNKNOWN, tables=(table,))
    return build.findings(COLUMN, reading, text) + build.findings(ROW, reading, text)


class TestColumns:
    def test_of_the_plan_are_sixteen_million_out(self) -> None:
        [finding] = wrong_totals(
            "Area of work | Budget",
            "Improving services | £4,071,697",
            "Prevention | £555,000",
            "For everyone | £17,135,937",
            "Specialist | £26,645,606",
            "Commissioning | £601,217",
            "Total | £65,333,734",
        )

        assert finding.printed == build.pounds(65_333_734)
        assert finding.computed == build.pounds(
            4_071_697 + 555_000 + 17_135_937 + 26_645_606 + 601_217
        )
        assert finding.difference == build.pounds(16_324_277)

    def test_point_at_the_printed_total(self) -> None:
        table, text = build.table("A | £", "x | £1", "y | £2", "Total | £4")
        reading = Reading(kind=DocumentKind.UNKNOWN, tables=(table,))

        [finding] = build.findings(COLUMN, reading, text)

        assert build.found(finding, text).strip() == "£4"

    def test_may_close_blocks_with_subtotals(self) -> None:
        assert not wrong_totals(
            "Line | Cost",
            "Pay | £10",
            "Rent | £5",
            "Sub-total | £15",
            "Training | £7",
            "Travel | £1",
            "Sub-total | £8",
            "Grand total | £23",
        )

    def test_find_the_wrong_subtotal_against_its_own_block(self) -> None:
        [finding] = wrong_totals(
            "Line | Cost",
            "Pay | £10",
            "Rent | £5",
            "Sub-total | £15",
            "Training | £7",
            "Travel | £1",
            "Sub-total | £9",
            "Grand total | £23",
        )

        assert finding.computed == build.pounds(7 + 1)

    def test_with_a_figure_still_to_come_are_not_judged(self) -> None:
        assert not wrong_totals(
            "Line | Cost", "Pay | £10", "Rent | TBC", "Rates | £1", "Total | £50"
        )

    def test_of_rates_are_not_summed(self) -> None:
        assert not wrong_totals(
            "Line | Match share %", "Pay | 10", "Rent | 20", "Total | 15"
        )

    def test_of_people_are_found_without_being_called_money(self) -> None:
        [finding] = wrong_totals(
            "Borough | Referrals", "North | 116", "South | 69", "Total | 186"
        )

        assert (finding.printed, finding.computed) == (None, None)
        assert "printed as 186" in finding.message
        assert "add up to 185" in finding.message

    def test_of_two_measures_with_a_total_each_are_two_measures(self) -> None:
        assert not wrong_totals(
            "Measure | 2022-23",
            "From police | 10",
            "From charities | 20",
            "Total referrals | 30",
            "Total starts | 213",
        )

    def test_in_thousands_of_pounds_are_counted_in_pounds(self) -> None:
        [finding] = wrong_totals("Line | £000", "Pay | 10", "Rent | 5", "Total | 16")

        assert finding.difference == build.pounds(1_000)

    def test_with_nothing_in_a_cell_count_it_as_nothing(self) -> None:
        assert not wrong_totals(
            "Line | Cost", "Pay | £10", "Rent | nil", "Rates | ", "Total | £10"
        )

    def test_of_a_line_too_wide_for_a_table_are_not_judged(self) -> None:
        wide = " | £1" * 101

        assert not wrong_totals(f"A{wide}", f"x{wide}", f"y{wide}", f"Total{wide}")

    def test_with_a_sum_below_zero_subtract_it(self) -> None:
        assert not wrong_totals(
            "Line | Cost", "Pay | £10", "Recovered | (£4)", "Total | £6"
        )


class TestRows:
    def test_of_the_two_year_grid_hold(self) -> None:
        assert not wrong_totals(
            "Category | Year 1 | Year 2 | Total",
            "Managing the project | £56,650 | £58,350 | £115,000",
            "First partner | £421,000 | £421,000 | £842,000",
            "Second partner | £25,000 | £25,000 | £50,000",
            "Held back | £26,000 | £0 | £26,000",
            "Total | £528,650 | £504,350 | £1,033,000",
        )

    def test_one_pound_out_are_found(self) -> None:
        [finding] = wrong_totals(
            "Category | Year 1 | Year 2 | Total", "Partner | £5 | £6 | £12"
        )

        assert finding.difference == build.pounds(1)

    def test_leave_counts_out_of_a_total_of_money(self) -> None:
        assert not wrong_totals(
            "Programme | Boroughs | Grant | Match | Total", "One | 5 | £10 | £4 | £14"
        )

    def test_with_a_figure_still_to_come_are_not_judged(self) -> None:
        assert not wrong_totals(
            "Category | Year 1 | Year 2 | Year 3 | Total",
            "Partner | £5 | £6 | TBC | £20",
            "Other | £5 | £6 | £1 | £12",
        )


MONEY = st.integers(0, 10**11)


@st.composite
def grids(draw: st.DrawFn) -> list[list[int]]:
    width = draw(st.integers(2, 5))
    line = st.lists(MONEY, min_size=width, max_size=width)
    return draw(st.lists(line, min_size=2, max_size=6))


def printed(grid: list[list[int]]) -> list[list[int]]:
    """Return the grid in pence with its totals added."""
    across = [[*row, sum(row)] for row in grid]
    return [*across, [sum(column) for column in zip(*across, strict=True)]]


def lines(cells: list[list[int]]) -> list[str]:
    heading = ["Line", *(f"Year {n + 1}" for n in range(len(cells[0]) - 1)), "Total"]
    names = [*(f"Item {n}" for n in range(len(cells) - 1)), "Total"]
    return [
        " | ".join(heading),
        *(
            " | ".join([name, *(str(Money(pence)) for pence in row)])
            for name, row in zip(names, cells, strict=True)
        ),
    ]


class TestAnyGrid:
    @settings(deadline=None)
    @given(grids())
    def test_that_foots_is_never_found_wrong(self, grid: list[list[int]]) -> None:
        assert not wrong_totals(*lines(printed(grid)))

    @settings(deadline=None)
    @given(grids(), st.integers(1, 10**11), st.data())
    def test_with_one_cell_too_high_is_short_by_as_much_both_ways(
        self, grid: list[list[int]], extra: int, data: st.DataObject
    ) -> None:
        cells = printed(grid)
        row = data.draw(st.integers(0, len(grid) - 1))
        column = data.draw(st.integers(0, len(grid[0]) - 1))
        cells[row][column] += extra

        found = wrong_totals(*lines(cells))

        assert [finding.difference for finding in found] == [Money(-extra)] * 2

    @settings(deadline=None)
    @given(grids(), st.integers(1, 10**11))
    def test_with_the_grand_total_too_high_is_over_both_ways(
        self, grid: list[list[int]], extra: int
    ) -> None:
        cells = printed(grid)
        cells[-1][-1] += extra

        found = wrong_totals(*lines(cells))

        assert [finding.difference for finding in found] == [Money(extra)] * 2
