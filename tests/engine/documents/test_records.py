from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents.facts import (
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
)
from safehold.engine.documents.records import (
    agree,
    fits,
    is_financial_year,
    programme_of,
    record_key,
    slug,
)
from safehold.engine.periods import FinancialYear

HERE, THERE = 1, 2
BARNET, BRENT = "E09000003", "E09000005"

DECISION = DecisionFact("PCD 9001", "Paying for Lantern", "2024-10-17")
RECOMMENDATION = RecommendationFact("PCD 9001", "1", "Approve it", 1_250_00, "up_to")
CITATION = CitationFact("PCD 8001")
PROGRAMME = ProgrammeFact("Lantern & Key", "Helps", (BARNET, BRENT), "2022-23")
AWARD = AwardFact(
    programme="Lantern & Key",
    role="match_funding",
    funder="Mayor's Office for Policing and Crime",
    funder_kind="commissioner",
    funder_printed="MOPAC",
    financial_year="2022-23",
    pence=578_452_00,
    qualifier="exact",
)
OBSERVATION = ObservationFact(
    "Lantern & Key", "referrals", "person", "2022/23", 116, ""
)
AMOUNT = AmountFact(9_000_00, "exact")
EVERY: tuple[FactValue, ...] = (
    DECISION,
    RECOMMENDATION,
    CITATION,
    PROGRAMME,
    AWARD,
    OBSERVATION,
    AMOUNT,
)


def key(value: FactValue, document_id: int = HERE) -> str:
    return record_key(value, document_id=document_id)


class TestSlug:
    @pytest.mark.parametrize(
        ("name", "address"),
        [
            ("Safe & Together", "safe-together"),
            ("Safe and Together", "safe-together"),
            ("  Re-MOVE   Abuse ", "re-move-abuse"),
            ("PCD 1742", "pcd-1742"),
            ("2022/23", "2022-23"),
            ("Anderson", "anderson"),
            ("£££", ""),
        ],
    )
    def test_is_how_an_address_spells_the_name(self, name: str, address: str) -> None:
        assert slug(name) == address

    @given(st.text())
    def test_of_a_slug_is_itself(self, name: str) -> None:
        assert slug(slug(name)) == slug(name)


class TestRecordKey:
    @pytest.mark.parametrize(
        "same",
        [
            replace(AWARD, programme="Lantern and Key"),
            replace(AWARD, funder="MOPAC"),
            replace(AWARD, funder=""),
            replace(AWARD, pence=1),
            replace(AWARD, qualifier="up_to"),
        ],
        ids=["spelling", "alias", "printed alias", "amount", "qualifier"],
    )
    def test_of_one_award_is_the_same_however_it_is_told(self, same: AwardFact) -> None:
        assert key(same, THERE) == key(AWARD, HERE)

    @pytest.mark.parametrize(
        "different",
        [
            replace(AWARD, programme="Beacon"),
            replace(AWARD, role="grant"),
            replace(AWARD, funder="Home Office"),
            replace(AWARD, funder="", funder_printed="LBB"),
            replace(AWARD, financial_year="2023-24"),
        ],
        ids=["programme", "role", "funder", "initials", "year"],
    )
    def test_of_another_award_is_another(self, different: AwardFact) -> None:
        assert key(different) != key(AWARD)

    @pytest.mark.parametrize(
        "different",
        [
            replace(OBSERVATION, programme="Beacon"),
            replace(OBSERVATION, measure="starts"),
            replace(OBSERVATION, period="2023/24"),
        ],
    )
    def test_of_a_figure_tells_programme_measure_and_period(
        self, different: ObservationFact
    ) -> None:
        assert key(different) != key(OBSERVATION)
        assert key(replace(OBSERVATION, value=0), THERE) == key(OBSERVATION)

    def test_of_a_programme_tells_the_year(self) -> None:
        assert key(replace(PROGRAMME, financial_year="2023-24")) != key(PROGRAMME)
        assert key(replace(PROGRAMME, gss_codes=()), THERE) == key(PROGRAMME)

    def test_of_a_decision_is_its_reference(self) -> None:
        assert key(replace(DECISION, title="x", signed_date="")) == key(DECISION)
        assert key(replace(DECISION, reference="PCD 9002")) != key(DECISION)

    def test_of_a_recommendation_tells_the_decision_and_the_number(self) -> None:
        assert key(replace(RECOMMENDATION, number="2")) != key(RECOMMENDATION)
        assert key(replace(RECOMMENDATION, reference="x")) != key(RECOMMENDATION)
        assert key(replace(RECOMMENDATION, text="x"), THERE) == key(RECOMMENDATION)

    def test_of_a_citation_tells_the_document_that_cites(self) -> None:
        assert key(CITATION, HERE) != key(CITATION, THERE)

    def test_of_a_bare_amount_is_none(self) -> None:
        assert key(AMOUNT) == ""

    def test_never_mixes_two_kinds(self) -> None:
        keys = {key(value) for value in EVERY}

        assert len(keys) == len(EVERY)


class TestAgreement:
    @pytest.mark.parametrize("value", EVERY)
    def test_of_a_fact_is_first_of_all_with_itself(self, value: FactValue) -> None:
        assert agree(value, value)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (AWARD, replace(AWARD, funder_printed="the Mayor's Office")),
            (OBSERVATION, replace(OBSERVATION, unit="")),
            (PROGRAMME, replace(PROGRAMME, description="Worded in another way")),
            (DECISION, replace(DECISION, title="Worded in another way")),
            (RECOMMENDATION, replace(RECOMMENDATION, text="Worded in another way")),
        ],
    )
    def test_does_not_need_the_same_wording(
        self, one: FactValue, other: FactValue
    ) -> None:
        assert agree(one, other)
        assert agree(other, one)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (AWARD, replace(AWARD, pence=578_452_01)),
            (AWARD, replace(AWARD, qualifier="up_to")),
            (OBSERVATION, replace(OBSERVATION, value=117)),
            (OBSERVATION, replace(OBSERVATION, value=None, status="not_held")),
            (PROGRAMME, replace(PROGRAMME, gss_codes=(BARNET,))),
            (DECISION, replace(DECISION, signed_date="")),
            (RECOMMENDATION, replace(RECOMMENDATION, pence=None, qualifier="")),
            (RECOMMENDATION, replace(RECOMMENDATION, qualifier="exact")),
            (CITATION, replace(CITATION, reference="PCD 8002")),
            (AWARD, OBSERVATION),
        ],
    )
    def test_is_missing_where_a_figure_place_or_date_differs(
        self, one: FactValue, other: FactValue
    ) -> None:
        assert not agree(one, other)
        assert not agree(other, one)


class TestProgrammeOf:
    @pytest.mark.parametrize("value", [PROGRAMME, AWARD, OBSERVATION])
    def test_is_the_name_it_goes_by(
        self, value: ProgrammeFact | AwardFact | ObservationFact
    ) -> None:
        assert programme_of(value) == "Lantern & Key"


class TestFits:
    @pytest.mark.parametrize("value", EVERY)
    def test_what_documents_say(self, value: FactValue) -> None:
        assert fits(value)

    @pytest.mark.parametrize(
        "value",
        [
            replace(AWARD, pence=0),
            replace(AWARD, pence=2**63 - 1),
            replace(RECOMMENDATION, pence=None),
            replace(PROGRAMME, description="x" * 10_000),
            replace(DECISION, reference="x" * 60),
        ],
    )
    def test_the_least_and_the_most(self, value: FactValue) -> None:
        assert fits(value)

    @pytest.mark.parametrize(
        "value",
        [
            replace(AWARD, pence=-1),
            replace(AWARD, pence=2**63),
            replace(AMOUNT, pence=2**63),
            replace(OBSERVATION, value=-1),
            replace(OBSERVATION, measure="x" * 201),
            replace(OBSERVATION, period="x" * 101),
            replace(PROGRAMME, name="x" * 201),
            replace(RECOMMENDATION, number="x" * 21),
            replace(DECISION, reference="x" * 61),
        ],
    )
    def test_nothing_beyond(self, value: FactValue) -> None:
        assert not fits(value)

    def test_nothing_whose_key_would_be_too_long_altogether(self) -> None:
        long = replace(AWARD, programme="x" * 160, funder_printed="y" * 160, funder="")

        assert not fits(long)


class TestFinancialYearAsWritten:
    @given(st.integers(1900, 2100).map(FinancialYear))
    def test_is_one(self, year: FinancialYear) -> None:
        assert is_financial_year(str(year))

    @pytest.mark.parametrize(
        "text", ["", "2022", "2022/23", "2022-24", "2022-2023", "2022-23 ", "x2022-23"]
    )
    def test_is_none_in_any_other_spelling(self, text: str) -> None:
        assert not is_financial_year(text)
