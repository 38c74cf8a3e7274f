"""Two documents that tell of one programme are held against each other."""

import datetime

import pytest

from safehold.engine.documents.comparisons import Compared, compare
from safehold.engine.documents.periods_stated import find_periods
from safehold.engine.documents.programme_statements import is_same_programme
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import (
    Amount,
    AreaList,
    AwardRole,
    DocumentKind,
    ObservationStatus,
    Reading,
    Recommendation,
    Reference,
    StatedAward,
    StatedDate,
    StatedObservation,
    StatedProgramme,
)
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from safehold.engine.periods import FinancialYear
from safehold.engine.spans import Span, Words

BROMLEY, CROYDON, SUTTON = "E09000006", "E09000008", "E09000029"
HERE = Span(0, 9)


def day(iso: str) -> StatedDate:
    return StatedDate(datetime.date.fromisoformat(iso), iso, HERE)


def words(text: str, start: int = 0) -> Words:
    return Words(text, Span(start, start + len(text)))


def money(whole: int) -> Amount:
    pounds = Money(whole * 100)
    return Amount(pounds, Qualifier.UP_TO, str(pounds), "", HERE, HERE)


def decision(
    title: str,
    recommended: str,
    *,
    signed: str = "2024-10-17",
    reference: str = "PCD 1",
    sum_pounds: int | None = None,
) -> Compared:
    amounts = () if sum_pounds is None else (money(sum_pounds),)
    text = words(recommended)
    reading = Reading(
        kind=DocumentKind.DMPC_DECISION,
        reference=Reference(reference, reference, HERE),
        title=words(title),
        signed_on=day(signed),
        periods=find_periods(recommended),
        recommendations=(Recommendation("1", text, amounts),),
    )
    return Compared(f"{reference} of {signed}", reading)


def programme(name: str, *gss_codes: str) -> StatedProgramme:
    return StatedProgramme(name, "", AreaList("x", gss_codes, HERE), HERE)


def award(name: str, whole: int) -> StatedAward:
    return StatedAward(
        name,
        AwardRole.GRANT,
        "Home Office",
        "Home Office",
        (),
        FinancialYear(2022),
        money(whole),
    )


def observation(name: str, value: int | None, printed: str) -> StatedObservation:
    status = ObservationStatus.NOT_HELD if value is None else None
    return StatedObservation(
        name, "referrals", value, status, "person", None, printed, HERE
    )


def response(
    *programmes: StatedProgramme,
    name: str = "FOI 9",
    awards: tuple[StatedAward, ...] = (),
    observations: tuple[StatedObservation, ...] = (),
) -> Compared:
    reading = Reading(
        kind=DocumentKind.FOI_RESPONSE,
        signed_on=day("2023-08-23"),
        programmes=programmes,
        awards=awards,
        observations=observations,
    )
    return Compared(name, reading)


def codes(this: Compared, other: Compared) -> list[str]:
    return [
        finding.code.removeprefix("comparison.") for finding in compare(this, other)
    ]


class TestANameOfAProgramme:
    @pytest.mark.parametrize(
        ("one", "other", "is_same"),
        [
            ("Safe & Together", "Safe and Together", True),
            ("Drive", "Drive South BCU", True),
            ("Drive South BCU", "Drive", True),
            ("Drive", "Driven", False),
            ("South Drive", "Drive", False),
        ],
    )
    def test_may_go_on_where_another_ends(
        self, one: str, other: str, *, is_same: bool
    ) -> None:
        assert is_same_programme(one, other) == is_same


class TestBoroughs:
    LISTED = response(programme("Drive South BCU", BROMLEY, CROYDON, SUTTON))

    def test_listed_differently_are_found_in_both_directions(self) -> None:
        other = response(programme("Drive", CROYDON), name="FOI 10")

        [finding] = compare(self.LISTED, other)

        assert finding.code == "comparison.boroughs_differ"
        assert "Bromley, Croydon and Sutton here" in finding.message
        assert "in Croydon in FOI 10" in finding.message
        assert codes(other, self.LISTED) == ["boroughs_differ"]

    def test_listed_in_another_order_are_left_alone(self) -> None:
        other = response(programme("Drive South BCU", SUTTON, BROMLEY, CROYDON))

        assert not compare(self.LISTED, other)

    @pytest.mark.parametrize(
        ("sentence", "found"),
        [
            ("Extend Drive, which works in three boroughs.", []),
            ("Extend Drive, which works across 3 London boroughs.", []),
            ("Extend Drive, which works in five London boroughs.", ["boroughs_differ"]),
            ("Sustain Drive in Croydon for a year.", ["boroughs_differ"]),
            ("Extend Drive. The other works in five boroughs.", []),
            ("Extend Drive in three boroughs. Grow Drive in nine boroughs.", []),
        ],
    )
    def test_counted_or_named_in_prose_are_held_to_the_list(
        self, sentence: str, found: list[str]
    ) -> None:
        assert codes(decision("Drive Funding 2025-26", sentence), self.LISTED) == found

    def test_of_different_years_are_told_with_their_years(self) -> None:
        this = decision(
            "Drive", "Extend Drive to five boroughs from 1 April 2025 to 31 March 2026."
        )

        [finding] = compare(this, self.LISTED)

        assert "5 boroughs here (1 April 2025 to 31 March 2026)" in finding.message

    @pytest.mark.parametrize(
        ("safe", "restart", "found"),
        [
            ((BROMLEY, SUTTON), (CROYDON,), []),
            ((BROMLEY, SUTTON), (CROYDON, SUTTON), ["boroughs_not_additional"]),
        ],
    )
    def test_said_to_be_additional_are_others(
        self, safe: tuple[str, ...], restart: tuple[str, ...], found: list[str]
    ) -> None:
        this = decision(
            "Restart and the Safe & Together™ Partnership",
            "Fund the Safe & Together™ Partnership in two additional London boroughs.",
        )
        other = response(
            programme("Safe & Together", *safe), programme("Restart", *restart)
        )

        assert codes(this, other) == found


class TestAStatus:
    CEASED = response(
        observations=(observation("Safe & Together", None, "programme ceased"),)
    )

    def test_is_not_told_of_programmes_without_a_list(self) -> None:
        assert not compare(self.CEASED, decision("Drive", "Fund Drive."))

    def test_of_having_ceased_is_held_to_later_money_both_ways(self) -> None:
        ceased = response(
            programme("Safe & Together", CROYDON),
            observations=(observation("Safe & Together", None, "programme ceased"),),
        )
        later = decision(
            "Safe and Together 2025-26",
            "Fund Safe and Together from 1 April 2025 to 31 March 2026.",
        )

        [there] = compare(later, ceased)
        [here] = compare(ceased, later)

        assert there.code == here.code == "comparison.status_differs"
        assert "1 April 2025 to 31 March 2026" in there.message
        assert "FOI 9 (23 August 2023)" in there.message
        assert later.name in here.message

    def test_of_a_report_is_of_the_day_of_its_meeting(self) -> None:
        ceased = response(
            programme("Drive", CROYDON),
            observations=(
                observation("Restart", 5, "5"),
                observation("Drive", None, "programme ceased"),
            ),
        )
        report = Reading(
            kind=DocumentKind.CABINET_REPORT,
            title=words("Drive"),
            meeting_on=day("2026-07-14"),
            recommendations=(Recommendation("1", words("Fund Drive."), ()),),
        )

        [finding] = compare(Compared("Cabinet", report), ceased)

        assert finding.message.startswith("Money was up for decision on 14 July 2026")

    def test_of_an_undated_document_is_not_set_against_another(self) -> None:
        ceased = response(
            programme("Drive", CROYDON),
            observations=(observation("Drive", None, "programme ceased"),),
        )
        undated = Reading(
            kind=DocumentKind.CABINET_REPORT,
            title=words("Drive"),
            recommendations=(Recommendation("1", words("Fund Drive."), ()),),
        )

        assert not compare(Compared("Cabinet", undated), ceased)

    def test_of_having_ceased_may_follow_the_money(self) -> None:
        ceased = response(
            programme("Safe & Together", CROYDON),
            observations=(observation("Safe & Together", None, "programme ceased"),),
        )
        earlier = decision(
            "Safe and Together", "Fund Safe and Together.", signed="2021-01-01"
        )

        assert not compare(earlier, ceased)


class TestOneDecisionTwice:
    def test_told_alike_is_left_alone(self) -> None:
        assert not compare(decision("A", "Do."), decision("A", "Do it."))

    @pytest.mark.parametrize(
        ("other", "found"),
        [
            (decision("A", "Do.", signed="2024-10-18", sum_pounds=5), "signed_differs"),
            (decision("B", "Do.", sum_pounds=5), "title_differs"),
            (decision("A", "Do.", sum_pounds=6), "recommended_sum_differs"),
        ],
    )
    def test_told_differently_is_found(self, other: Compared, found: str) -> None:
        assert codes(decision("A", "Do.", sum_pounds=5), other) == [found]

    def test_of_another_reference_is_another_decision(self) -> None:
        other = decision("B", "Do.", reference="PCD 2", sum_pounds=6)

        assert not compare(decision("A", "Do.", sum_pounds=5), other)


class TestFigures:
    def test_of_one_award_are_one(self) -> None:
        this = response(awards=(award("Drive", 10),))
        other = response(awards=(award("Drive", 12),), name="FOI 10")

        [finding] = compare(this, other)

        assert finding.difference == Money(10_00 - 12_00)
        assert not compare(this, response(awards=(award("Drive", 10),)))

    @pytest.mark.parametrize(
        ("theirs", "shown"), [(70, "70 in FOI 10"), (None, "not held in FOI 10")]
    )
    def test_of_one_measure_are_one(self, theirs: int | None, shown: str) -> None:
        this = response(observations=(observation("Drive", 69, "69"),))
        other = response(
            observations=(observation("Drive", theirs, "x"),), name="FOI 10"
        )

        [finding] = compare(this, other)

        assert shown in finding.message
        assert not compare(this, this)


def test_no_document_differs_from_itself() -> None:
    this = decision("Drive", "Extend Drive to five boroughs.", sum_pounds=5)

    found: tuple[Finding, ...] = compare(this, this)

    assert not found
