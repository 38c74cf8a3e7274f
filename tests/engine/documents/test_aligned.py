"""A table set with spaces is read by where its columns stand."""

import pytest

from tests.engine.documents.tabulated import grid, only_table, tables_in


class TestAlignedTable:
    def test_has_figures_set_to_the_right(self) -> None:
        text = """
Funding category                     Year 1     Year 2       Total
Managing the project                £56,650    £58,350    £115,000
Partner                            £421,000   £421,000    £842,000
Contingency                         £26,000                £26,000
Total                              £503,650   £479,350    £983,000
"""

        heads, rows = grid(text)

        assert heads == ["Funding category", "Year 1", "Year 2", "Total"]
        assert rows[2] == ["Contingency", "£26,000", "", "£26,000"]
        assert rows[3] == ["Total", "£503,650", "£479,350", "£983,000"]

    def test_may_only_have_two_spaces_between_its_cells(self) -> None:
        text = """
Funding category  Year 1  Total
Managing the whole of the project  £56,650  £115,000
Partner  £421,000  £842,000
"""

        assert grid(text)[1] == [
            ["Managing the whole of the project", "£56,650", "£115,000"],
            ["Partner", "£421,000", "£842,000"],
        ]

    def test_of_two_columns_holds_figures(self) -> None:
        text = "\nItem          Cost\nVans        £1,000\nTotal       £1,000\n"

        assert grid(text) == (
            ["Item", "Cost"],
            [["Vans", "£1,000"], ["Total", "£1,000"]],
        )

    def test_joins_cells_that_were_wrapped(self) -> None:
        text = """
Programme            Operating in          Award
Re-Home              Croydon               £209,052 (Home
                                           Office Grant)
                                           £130,996 (LBC
                                           Match Fund)
Culturally           Barnet, Brent,        £305,832 (Home
Integrated Family    Enfield               Office Grant)
Approach (CIFA)                            £90,000 (LBB
                                           Match Fund)
Moving On            Sutton                £7 (Grant)
"""

        _, rows = grid(text)

        assert rows == [
            [
                "Re-Home",
                "Croydon",
                "£209,052 (Home Office Grant) £130,996 (LBC Match Fund)",
            ],
            [
                "Culturally Integrated Family Approach (CIFA)",
                "Barnet, Brent, Enfield",
                "£305,832 (Home Office Grant) £90,000 (LBB Match Fund)",
            ],
            ["Moving On", "Sutton", "£7 (Grant)"],
        ]

    def test_joins_a_name_that_alone_was_wrapped(self) -> None:
        text = """
Programme             Referrals    Starts
Perpetrator           69           213
Intervention Project
Spotlight             197          93
"""

        assert grid(text)[1] == [
            ["Perpetrator Intervention Project", "69", "213"],
            ["Spotlight", "197", "93"],
        ]

    def test_keeps_rows_apart_that_have_room_left(self) -> None:
        text = """
Programme             Referrals    Starts
Restart               69           213
Drive
Spotlight             197          93
"""

        assert grid(text)[1][:2] == [["Restart", "69", "213"], ["Drive", "", ""]]

    def test_joins_a_cell_past_a_blank_line(self) -> None:
        text = """
Programme            Referrals     Starts
Drive                150           It does not

                                   hold this data

Spotlight            197           93
"""

        assert grid(text)[1] == [
            ["Drive", "150", "It does not hold this data"],
            ["Spotlight", "197", "93"],
        ]

    def test_joins_a_head_that_was_wrapped(self) -> None:
        text = """
Programme        Number of     Number of
                 Referrals     Starts
Drive            150           12
"""

        assert grid(text)[0] == ["Programme", "Number of Referrals", "Number of Starts"]

    def test_goes_on_past_the_end_of_a_page(self) -> None:
        text = "Item    Cost\nVans    £5\n\n7\n\nFuel    £6\n"

        assert grid(text)[1] == [["Vans", "£5"], ["Fuel", "£6"]]

    def test_has_the_title_that_stands_above(self) -> None:
        assert (
            only_table("Budget\n\nItem    Cost\nVans    £5\nFuel    £6\n").title
            == "Budget"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "This is a line that is  justified with spaces  so that it\n"
            "looks  even on both sides  and there are  many gaps inside\n"
            "a  table would have  as well but it is  not one at all  and\n",
            "This is one.  This is two.\nHere is one.  Here is two.\n",
            "Report Title     Moving homes\nWards affected   All wards\n",
            "1.   Approve one\n2.   Approve two\n",
            "Item    Cost\n",
            "Item    Cost\n        more\n",
            "Item    Cost    Note\n" + "x  " * 400 + "\n",
        ],
    )
    def test_is_not_prose_a_list_or_a_form(self, text: str) -> None:
        assert tables_in(text) == ()
