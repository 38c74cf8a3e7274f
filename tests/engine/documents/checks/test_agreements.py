"""Terms, gaps, extensions and roles of agreements hold together."""

import pytest

from safehold.engine.documents.amounts import find_amounts
from safehold.engine.documents.dates import find_dates
from safehold.engine.documents.names import find_areas, find_organisations
from safehold.engine.documents.periods_stated import find_periods
from safehold.engine.documents.reading import DocumentKind, Reading
from safehold.engine.findings import Finding
from tests.engine.documents.checks import build


def reading(text: str, *, recommended: str = "", meets: str = "") -> Reading:
    return Reading(
        kind=DocumentKind.UNKNOWN,
        amounts=find_amounts(text),
        dates=find_dates(text),
        periods=find_periods(text),
        organisations=find_organisations(text),
        areas=find_areas(text),
        recommendations=(
            (build.recommendation("1", recommended, text),) if recommended else ()
        ),
        meeting_on=build.stated(meets, text, "2026-07-14") if meets else None,
    )


def findings(
    code: str, text: str, *, recommended: str = "", meets: str = ""
) -> tuple[Finding, ...]:
    parts = reading(text, recommended=recommended, meets=meets)
    return build.findings(code, parts, text)


class TestATerm:
    CODE = "agreements.term_differs"

    @pytest.mark.parametrize(
        "text",
        [
            "Extend it for one year, from 1 April 2025 to 31 March 2026.",
            "It is paid over two years (2026 - 2028).",
            "Fund a one-year period (April 2020 to March 2021).",
            "It ran for 15 months from 1 January 2019 to 31 March 2020.",
            "A plan of five years (2018 - 2022) and of four years (2018-2022).",
            "It may be extended for 18 months. It runs from 1 May 2020 to 31 May 2020.",
        ],
    )
    def test_as_long_as_its_dates_is_left_alone(self, text: str) -> None:
        assert not findings(self.CODE, text)

    def test_of_another_length_is_found(self) -> None:
        text = "Extend it for one year, from 1 April 2025 to 30 June 2026."

        [finding] = findings(self.CODE, text)

        assert "15 months" in finding.message


class TestAnExtension:
    def test_by_variation_without_a_clause_is_found(self) -> None:
        text = (
            "The agreement does not contain a clause to extend it. Officers must see "
            "that the agreement is varied."
        )

        [finding] = findings("agreements.no_clause_to_vary", text)

        assert build.found(finding, text) == "agreement is varied"

    def test_by_variation_alone_is_left_alone(self) -> None:
        assert not findings(
            "agreements.no_clause_to_vary", "The agreement is varied by its clause 9."
        )

    def test_without_a_price_is_priced_at_the_same_rate(self) -> None:
        text = (
            "A grant runs from 1 January 2019 to 31 March 2020 up to £175,000. There "
            "is an option to extend it for 18 months."
        )

        [finding] = findings("agreements.option_not_priced", text)

        # 175,000 over 15 months, for 18 more: 210,000.
        assert finding.computed == build.pounds(175_000 + 175_000 * 18 // 15)

    def test_of_what_has_no_price_is_not_priced(self) -> None:
        assert not findings(
            "agreements.option_not_priced",
            "A grant is planned. There is an option to extend it for 18 months.",
        )

    @pytest.mark.parametrize(
        "price", [" at £9,000.", ". The extension would cost £9,000."]
    )
    def test_with_a_price_is_left_alone(self, price: str) -> None:
        text = (
            "A grant runs from 1 January 2019 to 31 March 2020 up to £175,000. There "
            f"is an option to extend it for 18 months{price}"
        )

        assert not findings("agreements.option_not_priced", text)


class TestDaysBetween:
    MEETS = "Cabinet, 14 July 2026. "

    def test_the_last_grant_and_the_meeting_are_counted(self) -> None:
        text = f"{self.MEETS}Under the most recent grant (2025 - 2026) we trained six."

        [finding] = findings(
            "agreements.days_before_decision_not_covered", text, meets="14 July 2026"
        )

        # 30 of April, 31 of May, 30 of June and 14 of July.
        assert f"{30 + 31 + 30 + 14} days" in finding.message

    def test_a_grant_still_running_and_the_meeting_are_none(self) -> None:
        text = f"{self.MEETS}Under the current grant (2026 - 2028) we train six."

        assert not findings(
            "agreements.days_before_decision_not_covered", text, meets="14 July 2026"
        )

    @pytest.mark.parametrize(
        ("before", "is_found"),
        [
            ("It is funded until 31 March 2025.", False),
            ("It is funded until 1 March 2025.", True),
            ("The grant was extended until 1 March 2020.", False),
            ("The hall is open until 1 March 2025.", False),
        ],
    )
    def test_the_old_term_and_the_new_are_found(
        self, before: str, *, is_found: bool
    ) -> None:
        recommended = "Extend it from 1 April 2025 to 31 March 2026."
        text = f"{before}\n\n{recommended}"

        found = findings("agreements.gap_between_terms", text, recommended=recommended)

        assert bool(found) == is_found


class TestCommitment:
    CODE = "agreements.commitment_before_execution"

    def test_before_an_agreement_is_found(self) -> None:
        assert findings(self.CODE, "This should enable the provider to commit today.")

    def test_after_an_agreement_is_left_alone(self) -> None:
        assert not findings(self.CODE, "The provider commits once both have signed.")


class TestPlaces:
    @pytest.mark.parametrize("words", ["(boroughs TBC)", "boroughs to be confirmed"])
    def test_still_open_are_found(self, words: str) -> None:
        assert findings("agreements.places_not_confirmed", f"New sites {words}.")

    def test_that_are_named_are_left_alone(self) -> None:
        assert not findings("agreements.places_not_confirmed", "In Camden and Sutton.")


class TestARecipient:
    CODE = "agreements.recipient_commissions"
    TEXT = (
        "Award £275,000 to Rise Mutual and the London Borough of Croydon, with {} "
        "co-commissioning and managing the service."
    )

    def test_that_commissions_too_is_found(self) -> None:
        [finding] = findings(self.CODE, self.TEXT.format("MOPAC and LB Croydon"))

        assert finding.message.startswith("London Borough of Croydon is to receive")

    def test_that_others_commission_is_left_alone(self) -> None:
        assert not findings(self.CODE, self.TEXT.format("MOPAC"))

    @pytest.mark.parametrize(
        "text",
        [
            "Rise Mutual works with MOPAC, co-commissioning the service.",
            "Award £5 to Rise Mutual; co-commissioning starts with LB Croydon.",
            "Award £5 with LB Croydon co-commissioning.",
        ],
    )
    def test_is_not_read_into_other_words(self, text: str) -> None:
        assert not findings(self.CODE, text)

    def test_with_a_note_on_the_conflict_is_left_alone(self) -> None:
        text = self.TEXT.format("LB Croydon") + " The conflict of interest is recorded."

        assert not findings(self.CODE, text)
