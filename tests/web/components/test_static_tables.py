import re
from contextlib import closing
from typing import cast

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.money import ZERO, Money
from safehold.web.components.exports import FileFormat
from safehold.web.components.static_tables import (
    StaticColumn,
    StaticTable,
    cross_footed,
)
from safehold.web.templatetags.tables import table as table_tag
from tests.web.components.listed import AMARA, NOON


class TestTotals:
    def test_leaves_blank_what_a_total_does_not_add_up(self) -> None:
        table = StaticTable(
            "Awards",
            (
                StaticColumn("Programme"),
                StaticColumn("Award", "money"),
                StaticColumn(""),
            ),
            rows=(("Drive", Money(100), None),),
            totals=("Total", Money(100), None),
        )

        foot = render_to_string(
            "components/table.html", dict(table_tag(table))
        ).partition("<tfoot")[2]
        assert re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", foot) == ["Total", "£1", ""]


class TestExport:
    @pytest.mark.django_db
    def test_of_a_table_in_memory_has_its_totals(self) -> None:
        table = cross_footed(
            "Money", corner="Year", across=("Grant",), down={"2022-23": (Money(500),)}
        )

        with closing(table.export(FileFormat.CSV, by=AMARA, at=NOON)) as response:
            body = b"".join(response.streaming_content).decode("utf-8-sig")
        lines = body.splitlines()

        assert lines[:3] == [
            "Year,Grant,Total",
            "2022-23,5.00,5.00",
            "Total,5.00,5.00",
        ]


class TestCrossFooted:
    @given(
        st.lists(
            st.lists(st.integers(-(10**9), 10**9), min_size=3, max_size=3), max_size=6
        )
    )
    def test_has_totals_that_agree_both_ways(self, amounts: list[list[int]]) -> None:
        down = {
            str(number): tuple(map(Money, row)) for number, row in enumerate(amounts)
        }

        table = cross_footed("t", corner="", across=("a", "b", "c"), down=down)

        grand = sum((amount for row in down.values() for amount in row), start=ZERO)
        assert table.totals[-1] == grand
        assert sum((cast(Money, row[-1]) for row in table.rows), start=ZERO) == grand


def test_every_row_has_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match=re.escape("zip()")):
        StaticTable("t", (StaticColumn("a"),), rows=(("x", "y"),)).shown()
