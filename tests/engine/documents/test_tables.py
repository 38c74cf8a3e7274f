"""A table divided by tabs or bars is read whole, however its lines were broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.spans import Span
from tests.engine.documents.tabulated import grid, only_table, tables_in

BUDGET = (
    ["Item", "Year 1", "Total"],
    [["Vans", "£5", "£9"], ["Fuel", "£1", "£2"], ["Total", "£6", "£11"]],
)


class TestDivided:
    @pytest.mark.parametrize(
        "text",
        [
            "Item\tYear 1\tTotal\nVans\t£5\t£9\nFuel\t£1\t£2\nTotal\t£6\t£11\n",
            "Item\tYear 1\tTotal\n\nVans\t£5\t£9\n\nFuel\t£1\t£2\n\nTotal\t£6\t£11",
            "Item\t Year  1 \tTotal\t\nVans\t£5\t£9\t\nFuel\t£1\t£2\t\nTotal\t£6\t£11",
            "| Item | Year 1 | Total |\n|---|:-:|--:|\n| Vans | £5 | £9 |\n"
            "| Fuel | £1 | £2 |\n| **Total** | £6 | £11 |\n",
            "Item|Year 1|Total\nVans|£5|£9\nFuel|£1|£2\nTotal|£6|£11\n",
        ],
    )
    def test_by_tabs_or_bars_it_is_the_same(self, text: str) -> None:
        assert grid(text) == BUDGET

    def test_over_two_pages_it_is_one_with_one_head(self) -> None:
        text = (
            "Item\tYear 1\tTotal\nVans\t£5\t£9\n\nPage 1 of 2\n\n\f\n"
            "Item\tYear 1\tTotal\nFuel\t£1\t£2\n\n3\n\nTotal\t£6\t£11\n"
        )

        assert grid(text) == BUDGET

    def test_has_the_title_that_stands_above(self) -> None:
        text = "We spend it so. The budget follows:\n\nItem\tCost\nVans\t£5\nFuel\t£6\n"

        assert only_table(text).title == "The budget follows:"

    def test_has_no_title_from_far_above(self) -> None:
        assert only_table("Far.\n\n\n\n\n\nItem\tCost\nVans\t£5\n").title == ""

    def test_takes_a_first_row_of_one_cell_as_its_title(self) -> None:
        table = only_table("\tBudget for 2030\t\nItem\tYear 1\tTotal\nVans\t£5\t£9\n")

        assert table.title == "Budget for 2030"
        assert [cell.text for cell in table.columns] == BUDGET[0]

    def test_ends_where_prose_begins(self) -> None:
        text = "Item\tCost\nVans\t£5\nThat is all.\n\nItem\tCost\nFuel\t£6\n"

        assert len(tables_in(text)) == 2

    def test_ends_where_a_wider_one_begins(self) -> None:
        text = "Item\tCost\nVans\t£5\n\nItem\tYear 1\tTotal\nFuel\t£6\t£7\n"

        assert [len(table.columns) for table in tables_in(text)] == [2, 3]

    def test_without_a_head_has_empty_columns(self) -> None:
        assert grid("Vans\t£5\nFuel\t£6\n") == (
            ["", ""],
            [["Vans", "£5"], ["Fuel", "£6"]],
        )

    def test_with_years_as_heads_keeps_them(self) -> None:
        heads, _ = grid("Item\t2018-19\t2019/20\nVans\t£5\t£6\n")

        assert heads == ["Item", "2018-19", "2019/20"]

    @pytest.mark.parametrize(
        "text",
        [
            "1.\tApprove one\n2.\tApprove two\n",
            "•\tOne\n•\tTwo\n",
            "- 1.1.\tOne\n- 1.2.\tTwo\n",
            "(a)\tOne\n(b)\tTwo\n",
            "\tIndented\n\tIndented\n",
            "Report Title\tMoves\nWards affected\tAll\nPublic access\tOpen\n",
            "ORIGINATING OFFICER DECLARATION\tTick\nLegal Advice None.\t✓\n",
            "Just one\tline\n",
            "Item\tCost\nItem\tCost\n",
            "A\tB\n\t\n\t\n",
            "a\t" * 100 + "\n" + "b\t" * 100 + "\n",
        ],
    )
    def test_is_not_a_list_a_form_or_a_lone_line(self, text: str) -> None:
        assert tables_in(text) == ()


class TestBrokenRow:
    def test_goes_on_where_the_first_cell_is_empty(self) -> None:
        _, rows = grid("A\tB\tC\nOne\tnot\t5\n\n\theld here\t\nTwo\tyes\t6\n")

        assert rows == [["One", "not held here", "5"], ["Two", "yes", "6"]]

    def test_goes_on_where_its_first_cell_was_lost(self) -> None:
        text = (
            "Scheme\tAreas\tAim\tAward\n"
            "Alpha\tBarnet\tHomes\t£7 (Grant)\n"
            "Beta\tHackney,\tTo house\t£5 (Grant)\n\n"
            "Newham &\tfamilies\t£6 (Match\n"
            "Sutton\tand to\tFund)\n"
            "\tkeep homes.\t\n"
        )

        _, rows = grid(text)

        assert rows[1] == [
            "Beta",
            "Hackney, Newham & Sutton",
            "To house families and to keep homes.",
            "£5 (Grant) £6 (Match Fund)",
        ]

    def test_goes_on_with_an_empty_first_cell_and_a_sum_left_open(self) -> None:
        text = (
            "Scheme\tAreas\tAward\nBeta\tHackney,\t£5 (Grant)\n"
            "\tNewham\t£6 (Match\n\t\tFund)\nGamma\tSutton\t£7 (Grant)\n"
        )

        _, rows = grid(text)

        assert rows == [
            ["Beta", "Hackney, Newham", "£5 (Grant) £6 (Match Fund)"],
            ["Gamma", "Sutton", "£7 (Grant)"],
        ]

    def test_goes_on_where_a_bracket_is_closed(self) -> None:
        _, rows = grid("Scheme\tAward\nAlpha beta\t£5 (Home\ngamma\tOffice)\nNu\t£1\n")

        assert rows == [["Alpha beta gamma", "£5 (Home Office)"], ["Nu", "£1"]]

    def test_goes_on_where_every_cell_above_was_left_open(self) -> None:
        _, rows = grid("Scheme\tAreas\nAlpha and\tBarnet,\nBeta\tBrent\nNu\tSutton\n")

        assert rows == [["Alpha and Beta", "Barnet, Brent"], ["Nu", "Sutton"]]

    def test_is_put_together_where_a_cell_was_cut(self) -> None:
        text = (
            "A\tB\tC\tD\tE\nOne\tx\t116\tIt does not\nhold this\t28\n"
            "Two\tSocial\nand\nhealth care\t7\t8\t9\n"
        )

        _, rows = grid(text)

        assert rows == [
            ["One", "x", "116", "It does not hold this", "28"],
            ["Two", "Social and health care", "7", "8", "9"],
        ]

    def test_may_be_the_head(self) -> None:
        heads, _ = grid("Scheme\tNumber of\tNumber\n\tReferrals\tof Starts\nA\t5\t6\n")

        assert heads == ["Scheme", "Number of Referrals", "Number of Starts"]

    def test_has_the_pieces_of_each_cell(self) -> None:
        text = "A\tB\nOne\tnot\n\theld\n"

        cell = only_table(text).rows[0][1]

        assert cell.span == Span(8, 17)
        assert [text[piece.start : piece.end] for piece in cell.pieces] == [
            "not",
            "held",
        ]

    def test_keeps_what_it_has_beyond_the_columns(self) -> None:
        assert grid("Item\tCost\nVans\t£5\nFuel\t£6\tless tax\n")[1] == [
            ["Vans", "£5"],
            ["Fuel", "£6 less tax"],
        ]

    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            # A label that spans two rows leaves the second without one.
            (
                "Area\tItem\tCost\nNorth\tVans\t£5\n\tFuel\t£6\n",
                [["North", "Vans", "£5"], ["", "Fuel", "£6"]],
            ),
            # The last cells may be left out, above all beside a total.
            (
                "Item\tCost\tNote\nVans\t£5\tx\nFuel\t£6\ty\nTotal\t£11\n",
                [["Vans", "£5", "x"], ["Fuel", "£6", "y"], ["Total", "£11", ""]],
            ),
            # A line that is short for no reason stays as it is.
            (
                "A\tB\tC\tD\nOne\tTwo\nx\t1\t2\t3\n",
                [["One", "Two", "", ""], ["x", "1", "2", "3"]],
            ),
            (
                "A\tB\tC\tD\tE\nOne\t1\nTwo\t2\n\nX\t1\t2\t3\t4\n",
                [
                    ["One", "1", "", "", ""],
                    ["Two", "2", "", "", ""],
                    ["X", "1", "2", "3", "4"],
                ],
            ),
            ("Item\tKept\nVans\tyes\nFuel\tno\n", [["Vans", "yes"], ["Fuel", "no"]]),
            ("scheme\tarea\nalpha\tsutton\n", [["alpha", "sutton"]]),
        ],
    )
    def test_is_not_a_whole_row_below(self, text: str, rows: list[list[str]]) -> None:
        assert grid(text)[1] == rows


class TestAnyTable:
    @given(st.text(alphabet="ab1£( ),\t\n|.", max_size=300))
    def test_has_rows_as_wide_as_its_head_that_stand_in_the_text(
        self, text: str
    ) -> None:
        for table in tables_in(text):
            assert table.span.end <= len(text)
            for row in (table.columns, *table.rows):
                assert len(row) == len(table.columns)
                assert all(cell.span.end <= table.span.end for cell in row)
