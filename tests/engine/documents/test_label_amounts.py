"""Lines that each end in sums are a table, with or without a head above."""

import pytest

from tests.engine.documents.tabulated import grid, only_table, tables_in


class TestLabelAmounts:
    @pytest.mark.parametrize(
        "text",
        [
            "Crime Plan 2017 – 2020 Overall Budget\n"
            "Services for homes and families £4,071,697\n"
            "Prevention £555,000\nTotal £4,626,697\n",
            "Crime Plan 2017 – 2020 Overall Budget\n\n"
            "Services for homes and families £4,071,697\n\n"
            "Prevention £555,000\n\nTotal £4,626,697\n",
            "Crime Plan 2017 – 2020 Overall Budget\n"
            "Services for homes and\nfamilies £4,071,697\n"
            "Prevention £555,000\nTotal £4,626,697\n",
            "Crime Plan 2017 – 2020 Overall Budget\n"
            "Services for homes and families £4,071,697\n\nPage 2\n\n"
            "Prevention £555,000\nTotal £4,626,697\n",
        ],
    )
    def test_have_the_head_that_stands_above(self, text: str) -> None:
        assert grid(text) == (
            ["Crime Plan 2017 – 2020", "Overall Budget"],
            [
                ["Services for homes and families", "£4,071,697"],
                ["Prevention", "£555,000"],
                ["Total", "£4,626,697"],
            ],
        )

    def test_may_have_several_sums_each(self) -> None:
        text = (
            "Funding category Year 1 Year 2 Total\n"
            "Partner £421,000 £421,000 £842,000\nTotal £421,000 £421,000 £842,000\n"
        )

        heads, rows = grid(text)

        assert heads == ["Funding category", "Year 1", "Year 2", "Total"]
        assert rows[0] == ["Partner", "£421,000", "£421,000", "£842,000"]

    def test_may_have_a_head_for_some_columns_only(self) -> None:
        heads, _ = grid("Category Staff Total\nVans £1 £2\nFuel £3 £4\n")

        assert heads == ["Category Staff", "", "Total"]

    def test_may_have_no_head_but_a_title(self) -> None:
        table = only_table("The budget:\n- Vans: £1,000\n- Fuel: £2,000\n")

        assert table.title == "The budget:"
        assert [cell.text for cell in table.columns] == ["", ""]
        assert [cell.text for cell in table.rows[0]] == ["Vans:", "£1,000"]

    def test_may_wrap_the_first_label_without_a_head(self) -> None:
        _, rows = grid("Services for homes and\nfamilies £5\nPrevention £6\n")

        assert rows[0] == ["Services for homes and families", "£5"]

    def test_take_a_plain_line_above_for_a_title(self) -> None:
        table = only_table("Costs of the scheme\nVans £5\nFuel £6\n")

        assert (table.title, table.columns[0].text) == ("Costs of the scheme", "")

    def test_may_wrap_a_label_in_the_middle(self) -> None:
        _, rows = grid(
            "Prevention £6\nServices for homes and\nfamilies £5\nTotal £11\n"
        )

        assert rows[1] == ["Services for homes and families", "£5"]

    def test_end_with_their_total(self) -> None:
        text = "Vans £5\nFuel £6\nTotal £11\nMatch £7\nGrant £8\n"

        assert len(tables_in(text)) == 2

    def test_with_another_number_of_sums_are_another_table(self) -> None:
        text = "Vans £5\nFuel £6\nVans £5 £1\nFuel £6 £2\n"

        assert [len(table.columns) for table in tables_in(text)] == [2, 3]

    @pytest.mark.parametrize(
        "text",
        [
            "We ask for a maximum of £5\nand later for as much as £6\n",
            "The grant is £5.\nThe match is £6.\n",
            "Approve a sum of £5\nApprove a sum of £6\n",
            "Vans £5\n",
            "Vans £5\n\n\n\n\nFuel £6\n",
            "Vans £5\nThis sentence stands between.\nFuel £6\n",
            "- £56,650 in Year 1\n- £58,350 in Year 2\n",
        ],
    )
    def test_are_not_prose(self, text: str) -> None:
        assert tables_in(text) == ()
