from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.money import ZERO, Money
from safehold.engine.portfolio import Shares, cross_foots

money = st.integers(0, 10**12).map(Money)
shares = st.builds(Shares, money, money, money, money)

RESTART = Shares(
    grant=Money(400_000_00),
    commissioner_match=Money(120_000_00),
    council_match=Money(60_000_00),
    other_match=Money(20_000_00),
)


class TestShares:
    def test_tell_match_funding_from_grant(self) -> None:
        assert RESTART.match_funding == Money(120_000_00 + 60_000_00 + 20_000_00)
        assert RESTART.total == Money(400_000_00 + 200_000_00)

    @given(shares)
    def test_hold_every_penny_of_the_total(self, row: Shares) -> None:
        parts = (
            row.grant,
            row.commissioner_match,
            row.council_match,
            row.other_match,
        )

        assert row.total == sum(parts, start=ZERO)


class TestCrossFooting:
    def test_holds_where_the_funders_come_to_the_columns(self) -> None:
        funders = [Money(400_000_00), Money(120_000_00), Money(80_000_00)]

        assert cross_foots(RESTART, funders=funders)

    def test_fails_where_a_funder_is_left_out(self) -> None:
        assert not cross_foots(RESTART, funders=[RESTART.grant])

    def test_fails_by_a_single_penny(self) -> None:
        assert not cross_foots(RESTART, funders=[RESTART.total, Money(-1)])

    def test_holds_where_there_is_no_money(self) -> None:
        assert cross_foots(Shares(), funders=[])
