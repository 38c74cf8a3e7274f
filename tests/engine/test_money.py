from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.money import ZERO, Money, parse_pounds

pence = st.integers(min_value=-(10**14), max_value=10**14)
from_zero_up = st.integers(min_value=0, max_value=10**14)


class TestMoney:
    def test_adds_subtracts_and_turns_round(self) -> None:
        assert Money(12_50) + Money(50) == Money(13_00)
        assert Money(12_50) - Money(13_00) == Money(-50)
        assert -Money(12_50) == Money(-12_50)

    def test_is_ordered_by_amount(self) -> None:
        assert Money(-1) < ZERO < Money(1)

    def test_will_not_be_a_truth_value(self) -> None:
        with pytest.raises(TypeError, match="money == ZERO"):
            bool(ZERO)

    @pytest.mark.parametrize("number", [1.0, Fraction(1), True, "1"])
    def test_is_whole_pence_and_nothing_else(self, number: object) -> None:
        with pytest.raises(AssertionError):
            Money(number)  # type: ignore[arg-type] # what the types forbid anyway

    @pytest.mark.parametrize(
        ("amount", "written"),
        [
            (0, "£0"),
            (5, "£0.05"),
            (1_234_00, "£1,234"),
            (1_234_50, "£1,234.50"),
            (2_541_937_00, "£2,541,937"),
            (-5_00, "−£5"),
            (-1, "−£0.01"),
        ],
    )
    def test_is_written_as_a_page_does(self, amount: int, written: str) -> None:
        assert str(Money(amount)) == written


class TestShares:
    def test_are_rounded_down_to_the_penny(self) -> None:
        assert Money(1_00).share(Fraction(1, 3)) == Money(100 // 3)

    @given(pence, st.integers(0, 100))
    def test_add_back_to_the_whole(self, amount: int, percent: int) -> None:
        whole = Money(amount)

        ours = whole.share(Fraction(percent, 100))
        theirs = whole - ours

        assert ours + theirs == whole
        assert ours <= max(whole, ZERO)

    @given(pence, st.fractions(min_value=0, max_value=1, max_denominator=10_000))
    def test_lose_less_than_a_penny(self, amount: int, fraction: Fraction) -> None:
        share = Money(amount).share(fraction)

        assert 0 <= amount * fraction - share.pence < 1


class TestPoundsAsTyped:
    @pytest.mark.parametrize(
        ("typed", "amount"),
        [
            ("£1,234.50", 1_234_50),
            ("1234.50", 1_234_50),
            ("1234", 1_234_00),
            ("  £ 7 ", 7_00),
            ("£0.07", 7),
            ("2,541,937", 2_541_937_00),
            ("999999999999", 999_999_999_999_00),
        ],
    )
    def test_are_money(self, typed: str, amount: int) -> None:
        assert parse_pounds(typed) == Money(amount)

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "£",
            "twelve",
            "£1.5",
            "£1.500",
            "12,34",
            "1,2345",
            ",123",
            "-£5",
            "£1,234 a year",
            "1e6",
            "£1 234",
            "١٢٣",
            "1000000000000",
        ],
    )
    def test_are_none_where_they_leave_a_doubt(self, typed: str) -> None:
        assert parse_pounds(typed) is None

    @given(from_zero_up)
    def test_may_be_what_a_page_wrote(self, amount: int) -> None:
        assert parse_pounds(str(Money(amount))) == Money(amount)
