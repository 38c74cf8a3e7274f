"""Every printed sum is read to the penny, with what its clause says it is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents import amounts
from safehold.engine.money import Money


def pence(text: str) -> list[int]:
    return [amount.money.pence for amount in amounts.find_amounts(text)]


def qualified(text: str) -> list[tuple[str, str]]:
    return [
        (str(amount.money), amount.qualifier.value)
        for amount in amounts.find_amounts(text)
    ]


class TestFigures:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("£1,000,000", 1_000_000_00),
            ("£5,192,871.25", 5_192_871_25),
            ("£0", 0),
            ("£7", 7_00),
            ("£7.5", 7_50),
            ("£15 million", 15_000_000_00),
            ("£15million", 15_000_000_00),
            ("£15m", 15_000_000_00),
            ("£15 m,", 15_000_000_00),
            ("£1M", 1_000_000_00),
            ("£1.3 billion", 1_300_000_000_00),
            ("£1.3bn", 1_300_000_000_00),
            ("“£35k”", 35_000_00),
            ("£0.5m", 500_000_00),
            ("£2 thousand", 2_000_00),
            ("£1,033,\n   000 over two years", 1_033_000_00),
            ("£15\nmillion", 15_000_000_00),
            ("£\n26,000", 26_000_00),
            ("£1 000 000", 1_000_000_00),
            ("£35, 140 people", 35_00),
            ("−£5,000", -5_000_00),
            ("a loss of -£5,000", -5_000_00),
            ("-£56,650 in Year 1", 56_650_00),
        ],
    )
    def test_are_read_as_printed(self, text: str, expected: int) -> None:
        assert pence(text) == [expected]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("£10-15m", [10_000_000_00, 15_000_000_00]),
            ("£10-£15 million", [10_000_000_00, 15_000_000_00]),
            ("£250,000–300,000", [250_000_00, 300_000_00]),
            ("£500-£1m", [500_00, 1_000_000_00]),
            ("£500 - 125,000 people", [500_00]),
            ("£2-2026", [2_00]),
            ("£2m-999999999999999 billion", [2_000_000_00]),
            ("£2 – £3", [2_00, 3_00]),
            ("£2,000-£3 million", [2_000_00, 3_000_000_00]),
        ],
    )
    def test_of_a_range_share_their_scale(self, text: str, expected: list[int]) -> None:
        assert pence(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "15m boost",
            "https://example.org/mayors-15m-boost",
            "section 143 (1) of the 2014 Act",
            "£000s",
            "£ per head",
            "£\t1,000",
        ],
    )
    def test_without_a_sum_are_left_alone(self, text: str) -> None:
        assert pence(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "£1,00,000",
            "£10,0000",
            "£1XX,000",
            "£1.234",
            "£5mil",
            "£99999999999999999",
            "£999999999999999 billion",
        ],
    )
    def test_that_no_sum_has_are_reported_not_guessed(self, text: str) -> None:
        unread = amounts.find_unread_sums(f"£5 and {text}")

        assert pence(text) == []
        assert [words.span.start for words in unread] == [len("£5 and ")]

    @pytest.mark.parametrize(
        ("text", "printed", "marker"),
        [
            ("£682,909*(Home", "£682,909*", "*"),
            ("£682,909\\* (Home", "£682,909\\*", "*"),
            ("£500† and", "£500†", "†"),
            ("£1.5m² on", "£1.5m²", "²"),
            ("£500[12] on", "£500[12]", "[12]"),
            ("£4** and", "£4**", "**"),
            ("**£500** in all", "£500", ""),
            ("**Total: £500**", "£500", ""),
            ("* £500* less", "£500*", "*"),
        ],
    )
    def test_keep_their_footnote_mark(
        self, text: str, printed: str, marker: str
    ) -> None:
        (amount,) = amounts.find_amounts(text)

        assert (amount.printed, amount.marker) == (printed, marker)

    def test_know_the_sentence_they_stand_in(self) -> None:
        text = "- One is free. Two is £5 now.\n- Three."
        (amount,) = amounts.find_amounts(text)

        sentence = text[amount.sentence.start : amount.sentence.end]
        assert sentence == "Two is £5 now."


class TestQualifiers:
    @pytest.mark.parametrize(
        ("text", "qualifier"),
        [
            ("a grant of £5", "exact"),
            ("costs totalling £5", "exact"),
            ("a grant of up to £5", "up_to"),
            ("will be up to £5", "up_to"),
            ("a maximum of £5", "up_to"),
            ("with maximum value of £5", "up_to"),
            ("up to a maximum value of £5", "up_to"),
            ("Maximum grant:\n£5", "up_to"),
            ("max. £5", "up_to"),
            ("not to exceed £5", "up_to"),
            ("limited to £5", "up_to"),
            ("the value of £5 or less", "up_to"),
            ("£5 (maximum)", "up_to"),
            ("an estimated £5", "estimated"),
            ("over £5m", "estimated"),
            ("c. £5m", "estimated"),
            ("just under £5m", "estimated"),
            ("the forecasted outturn is £5", "forecast"),
            ("an indicative budget of £5", "indicative"),
            ("the Mayor committed to invest £5", "committed"),
            ("£5 is committed for spend", "committed"),
            ("£5 has been spent", "spent"),
            ("£5 has now been fully spent", "spent"),
            ("they spent £5", "spent"),
            ("had claimed £5", "claimed"),
            ("£5 was paid in March", "paid"),
        ],
    )
    def test_come_from_the_clause(self, text: str, qualifier: str) -> None:
        assert [kind for _, kind in qualified(text)] == [qualifier]

    @pytest.mark.parametrize(
        "text",
        [
            "entitled to claim £5",
            "will be paid £5",
            "has not spent £5",
            "£5 is to be paid",
            "£5 has been allocated",
            "for up to 18 months at £5",
            "the maximum term, at £5",
            "the maximum (a grant of £5)",
            "the limit is set and £5 is due",
            "Respectful Limited £5",
            "That was estimated. This is £5",
            "an underspend of £5",
        ],
    )
    def test_do_not_reach_past_their_clause(self, text: str) -> None:
        assert [kind for _, kind in qualified(text)] == ["exact"]

    def test_govern_the_whole_but_not_its_parts(self) -> None:
        text = "a maximum of £9, composed of £5 for one and £4 for the other"

        assert qualified(text) == [("£9", "up_to"), ("£5", "exact"), ("£4", "exact")]

    @pytest.mark.parametrize(
        "between",
        [
            "for financial year 2018-19 (quarter 4) and",
            "in Year 1 and",
            "in 2018-19, and",
            "per quarter and then",
            "and a further",
        ],
    )
    def test_carry_over_to_another_period(self, between: str) -> None:
        text = f"a maximum allocation of £5 {between} £4 for the next"

        assert qualified(text) == [("£5", "up_to"), ("£4", "up_to")]

    @pytest.mark.parametrize(
        "between", ["for Brent and", "to extend one (five) and", "; and"]
    )
    def test_do_not_carry_over_to_another_recipient(self, between: str) -> None:
        text = f"up to £5 {between} £4 for Camden"

        assert qualified(text) == [("£5", "up_to"), ("£4", "exact")]

    def test_of_its_own_outweighs_a_carried_one(self) -> None:
        text = "up to £5 in 2018-19 and £4 is committed for 2019-20"

        assert qualified(text) == [("£5", "up_to"), ("£4", "committed")]

    def test_after_a_sum_do_not_carry_over(self) -> None:
        text = "of which £5 has been spent and £4 remains"

        assert qualified(text) == [("£5", "spent"), ("£4", "exact")]


class TestEveryText:
    @given(st.integers(-(10**15), 10**15).map(Money))
    def test_written_by_us_is_read_back(self, money: Money) -> None:
        assert pence(f"It is {money}.") == [money.pence]

    @given(
        st.integers(1, 999),
        st.integers(0, 99),
        st.sampled_from([("k", 10**3), (" million", 10**6), ("bn", 10**9)]),
    )
    def test_in_a_scale_is_read_to_the_penny(
        self, whole: int, hundredths: int, scale: tuple[str, int]
    ) -> None:
        word, pounds = scale

        expected = Fraction(whole * 100 + hundredths, 100) * pounds * 100
        assert pence(f"£{whole}.{hundredths:02}{word}") == [expected]

    @given(st.text("£15,0. \n\tmkbillion*-−–()upto", max_size=60) | st.text())
    def test_has_its_amounts_where_they_say(self, text: str) -> None:
        end = 0
        for amount in amounts.find_amounts(text):
            assert text[amount.span.start : amount.span.end] == amount.printed
            assert amount.printed.endswith(amount.marker)
            assert end <= amount.span.start
            assert amount.sentence.start <= amount.span.start
            assert amount.span.end <= amount.sentence.end <= len(text)
            end = amount.span.end

    @given(st.text("£15,0. \n\tmkxbillion*-–", max_size=60))
    def test_has_each_pound_sign_read_or_reported_but_once(self, text: str) -> None:
        read = {amount.span.start for amount in amounts.find_amounts(text)}
        unread = {words.span.start for words in amounts.find_unread_sums(text)}

        assert not read & unread
