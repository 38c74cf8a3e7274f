import datetime

import pytest

from safehold.engine.documents.facts import (
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    Fact,
    FactKind,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
    decision_reference,
    facts_of,
)
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import (
    Amount,
    AreaList,
    AwardRole,
    DocumentKind,
    ObservationStatus,
    PeriodKind,
    Reading,
    Recommendation,
    Reference,
    StatedAward,
    StatedDate,
    StatedObservation,
    StatedPeriod,
    StatedProgramme,
)
from safehold.engine.money import Money
from safehold.engine.periods import FinancialYear
from safehold.engine.spans import Span, Words

BARNET, BRENT, HACKNEY = "E09000003", "E09000005", "E09000012"
NOWHERE = Span(0, 0)

TEXT = (
    "PCD 9001 Paying for the Lantern pilot. Following on from PCD 8001. "
    "Approve up to £1,250. The total is £9,000. "
    "Lantern: Home Office £4,000, LBB £300."
)


def where(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def words(printed: str) -> Words:
    return Words(printed, where(printed))


def amount(printed: str, qualifier: Qualifier = Qualifier.EXACT) -> Amount:
    pence = int(printed.strip("£").replace(",", "")) * 100
    span = where(printed)
    return Amount(Money(pence), qualifier, printed, "", span, span)


def reference(printed: str) -> Reference:
    return Reference(printed, printed, where(printed))


def date(iso: str) -> StatedDate:
    return StatedDate(datetime.date.fromisoformat(iso), iso, NOWHERE)


def award(printed: str, funder: str, *choices: str) -> StatedAward:
    return StatedAward(
        programme="Lantern",
        role=AwardRole.GRANT,
        funder=funder,
        funder_printed=funder or "LBB",
        funder_choices=choices,
        financial_year=FinancialYear(2022),
        amount=amount(printed),
    )


def observation(
    *,
    value: int | None = None,
    status: ObservationStatus | None = None,
    period: StatedPeriod | None = None,
) -> StatedObservation:
    return StatedObservation(
        programme="Lantern",
        measure="referrals",
        value=value,
        status=status,
        unit="person",
        period=period,
        printed="116",
        span=NOWHERE,
    )


def decision(**changes: object) -> Reading:
    given: dict[str, object] = {
        "kind": DocumentKind.DMPC_DECISION,
        "reference": reference("PCD 9001"),
        "title": words("Paying for the Lantern pilot"),
        **changes,
    }
    return Reading(**given)  # type: ignore[arg-type] # a reading with some fields changed


def facts(reading: Reading, kind: FactKind) -> list[Fact]:
    return [fact for fact in facts_of(reading, TEXT) if fact.kind is kind]


def values(reading: Reading, kind: FactKind) -> list[FactValue]:
    return [fact.value for fact in facts(reading, kind)]


class TestDecisionReference:
    def test_of_a_decision_is_its_own(self) -> None:
        assert decision_reference(decision()) == "PCD 9001"

    def test_of_a_decision_may_be_missing(self) -> None:
        assert decision_reference(decision(reference=None)) == ""

    def test_of_a_cabinet_report_is_its_meeting(self) -> None:
        report = Reading(DocumentKind.CABINET_REPORT, meeting_on=date("2025-03-11"))

        assert decision_reference(report) == "Cabinet 2025-03-11"

    @pytest.mark.parametrize("meeting", [None, StatedDate(None, "11 March", NOWHERE)])
    def test_of_a_cabinet_report_is_none_without_the_date_of_its_meeting(
        self, meeting: StatedDate | None
    ) -> None:
        report = Reading(DocumentKind.CABINET_REPORT, meeting_on=meeting)

        assert decision_reference(report) == ""

    @pytest.mark.parametrize("kind", [DocumentKind.FOI_RESPONSE, DocumentKind.UNKNOWN])
    def test_of_anything_else_is_none(self, kind: DocumentKind) -> None:
        assert decision_reference(Reading(kind, reference=reference("PCD 9001"))) == ""


class TestDecision:
    def test_is_a_fact_with_the_words_of_its_title(self) -> None:
        reading = decision(signed_on=date("2024-10-17"))

        (fact,) = facts(reading, FactKind.DECISION)

        assert fact.value == DecisionFact(
            "PCD 9001", "Paying for the Lantern pilot", "2024-10-17"
        )
        assert fact.printed == "Paying for the Lantern pilot"

    @pytest.mark.parametrize(
        "signed_on", [None, StatedDate(None, "17 October", NOWHERE)]
    )
    def test_without_a_whole_date_is_unsigned(
        self, signed_on: StatedDate | None
    ) -> None:
        reading = decision(signed_on=signed_on)

        (fact,) = values(reading, FactKind.DECISION)

        assert isinstance(fact, DecisionFact)
        assert fact.signed_date == ""

    def test_without_a_title_points_at_its_reference(self) -> None:
        (fact,) = facts(decision(title=None), FactKind.DECISION)

        assert fact.value == DecisionFact("PCD 9001", "", "")
        assert fact.printed == "PCD 9001"

    def test_of_a_cabinet_without_a_title_points_at_its_summary(self) -> None:
        report = Reading(
            DocumentKind.CABINET_REPORT,
            meeting_on=date("2025-03-11"),
            summary=words("The total is £9,000"),
        )

        (fact,) = facts(report, FactKind.DECISION)

        assert fact.printed == "The total is £9,000"

    def test_is_none_where_no_words_can_be_shown_for_it(self) -> None:
        report = Reading(DocumentKind.CABINET_REPORT, meeting_on=date("2025-03-11"))

        assert not facts(report, FactKind.DECISION)

    def test_is_none_without_a_reference(self) -> None:
        assert not facts(decision(reference=None), FactKind.DECISION)


class TestRecommendations:
    def test_carry_their_first_amount(self) -> None:
        reading = decision(
            recommendations=(
                Recommendation(
                    "1",
                    words("Approve up to £1,250"),
                    (amount("£1,250", Qualifier.UP_TO), amount("£9,000")),
                ),
            )
        )

        assert values(reading, FactKind.RECOMMENDATION) == [
            RecommendationFact(
                "PCD 9001", "1", "Approve up to £1,250", 1_250_00, "up_to"
            )
        ]

    def test_may_have_no_amount(self) -> None:
        reading = decision(
            recommendations=(Recommendation("2", words("Following on"), ()),)
        )

        assert values(reading, FactKind.RECOMMENDATION) == [
            RecommendationFact("PCD 9001", "2", "Following on", None, "")
        ]

    def test_are_none_where_there_is_no_decision_they_could_be_of(self) -> None:
        reading = decision(
            reference=None,
            recommendations=(Recommendation("1", words("Approve"), ()),),
        )

        assert not facts(reading, FactKind.RECOMMENDATION)


class TestProgrammes:
    def test_operate_in_a_set_of_boroughs(self) -> None:
        printed = AreaList("printed", (HACKNEY, BARNET, HACKNEY), NOWHERE)
        lantern = StatedProgramme("Lantern", "Helps", printed, where("Lantern:"))
        reading = decision(programmes=(lantern,), awards=(award("£4,000", "x"),))

        (fact,) = facts(reading, FactKind.PROGRAMME)

        assert fact.value == ProgrammeFact(
            "Lantern", "Helps", (BARNET, HACKNEY), "2022-23"
        )
        assert fact.printed == "Lantern:"

    def test_have_no_year_where_no_award_of_theirs_says_one(self) -> None:
        beacon = StatedProgramme("Beacon", "", None, NOWHERE)
        reading = decision(programmes=(beacon,), awards=(award("£4,000", "x"),))

        assert values(reading, FactKind.PROGRAMME) == [
            ProgrammeFact("Beacon", "", (), "")
        ]


class TestAwards:
    @pytest.mark.parametrize(
        ("funder", "choices", "kind"),
        [
            ("Home Office", (), "government"),
            ("Mayor's Office for Policing and Crime", (), "commissioner"),
            ("The Lantern Trust", (), "other"),
            ("", (BARNET, BRENT), "council"),
            ("", (), "other"),
        ],
    )
    def test_say_what_sort_of_body_gives_them(
        self, funder: str, choices: tuple[str, ...], kind: str
    ) -> None:
        reading = decision(awards=(award("£4,000", funder, *choices),))

        (value,) = values(reading, FactKind.AWARD)

        assert value == AwardFact(
            programme="Lantern",
            role="grant",
            funder=funder,
            funder_kind=kind,
            funder_printed=funder or "LBB",
            financial_year="2022-23",
            pence=4_000_00,
            qualifier="exact",
        )

    def test_may_have_no_year(self) -> None:
        undated = StatedAward(
            "Lantern", AwardRole.GRANT, "", "LBB", (), None, amount("£300")
        )

        (value,) = values(decision(awards=(undated,)), FactKind.AWARD)

        assert isinstance(value, AwardFact)
        assert value.financial_year == ""


class TestObservations:
    def test_are_a_figure_in_a_period(self) -> None:
        period = StatedPeriod(PeriodKind.FINANCIAL_YEAR, None, "2022/23", NOWHERE)
        reading = decision(observations=(observation(value=116, period=period),))

        assert values(reading, FactKind.OBSERVATION) == [
            ObservationFact("Lantern", "referrals", "person", "2022/23", 116, "")
        ]

    @pytest.mark.parametrize("status", ObservationStatus)
    def test_without_a_figure_say_why_and_are_never_zero(
        self, status: ObservationStatus
    ) -> None:
        reading = decision(observations=(observation(status=status),))

        assert values(reading, FactKind.OBSERVATION) == [
            ObservationFact("Lantern", "referrals", "person", "", None, status.value)
        ]

    def test_may_be_zero(self) -> None:
        (value,) = values(
            decision(observations=(observation(value=0),)), FactKind.OBSERVATION
        )

        assert isinstance(value, ObservationFact)
        assert (value.value, value.status) == (0, "")


class TestCitations:
    def test_are_of_other_decisions_and_once_each(self) -> None:
        cited = reference("PCD 8001")
        freedom_of_information = Reference("FOI 556", "FOI 556", NOWHERE)
        reading = decision(
            references=(reference("PCD 9001"), cited, cited, freedom_of_information)
        )

        (fact,) = facts(reading, FactKind.CITATION)

        assert fact.value == CitationFact("PCD 8001")
        assert fact.printed == "PCD 8001"

    def test_may_stand_in_a_document_without_a_reference(self) -> None:
        reading = Reading(
            DocumentKind.CABINET_REPORT, references=(reference("PCD 8001"),)
        )

        assert values(reading, FactKind.CITATION) == [CitationFact("PCD 8001")]


class TestOtherAmounts:
    def test_are_those_that_are_no_award(self) -> None:
        reading = decision(
            amounts=(amount("£4,000"), amount("£9,000", Qualifier.FORECAST)),
            awards=(award("£4,000", "Home Office"),),
        )

        assert values(reading, FactKind.AMOUNT) == [AmountFact(9_000_00, "forecast")]


class TestFactsOfADocument:
    def test_come_in_the_order_a_reviewer_takes_them(self) -> None:
        reading = decision(
            recommendations=(Recommendation("1", words("Approve"), ()),),
            programmes=(StatedProgramme("Lantern", "", None, NOWHERE),),
            awards=(award("£4,000", "Home Office"),),
            observations=(observation(value=116),),
            references=(reference("PCD 8001"),),
            amounts=(amount("£4,000"), amount("£9,000")),
        )

        kinds = [fact.kind for fact in facts_of(reading, TEXT)]

        assert kinds == [
            FactKind.DECISION,
            FactKind.RECOMMENDATION,
            FactKind.PROGRAMME,
            FactKind.AWARD,
            FactKind.OBSERVATION,
            FactKind.CITATION,
            FactKind.AMOUNT,
        ]

    def test_are_none_where_nothing_was_read(self) -> None:
        assert facts_of(Reading(DocumentKind.UNKNOWN), "") == ()
