import pytest

from safehold.engine.findings import Finding
from safehold.engine.money import Money


def finding(printed: Money | None, computed: Money | None) -> Finding:
    return Finding(
        "tables.column_sum",
        "The column does not come to its total.",
        "REF-01",
        printed=printed,
        computed=computed,
    )


class TestDifference:
    @pytest.mark.parametrize(
        ("printed", "computed", "difference"),
        [(100_00, 60_00, 40_00), (60_00, 100_00, -40_00), (60_00, 60_00, 0)],
    )
    def test_is_what_is_printed_less_what_it_comes_to(
        self, printed: int, computed: int, difference: int
    ) -> None:
        found = finding(Money(printed), Money(computed))

        assert found.difference == Money(difference)

    @pytest.mark.parametrize(
        ("printed", "computed"),
        [(None, None), (Money(1), None), (None, Money(1))],
    )
    def test_is_none_where_there_is_nothing_to_compare(
        self, printed: Money | None, computed: Money | None
    ) -> None:
        assert finding(printed, computed).difference is None
