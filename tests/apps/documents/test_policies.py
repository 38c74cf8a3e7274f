from dataclasses import replace

import pytest

from safehold.apps.documents import policies, queries
from safehold.apps.documents.models import Document, Fact
from safehold.engine.documents.facts import (
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    FactKind,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
)
from safehold.engine.refusals import Refusal
from tests.apps.documents.giving_verdicts import (
    award_of,
    confirm,
    correct,
    discard,
    store,
    value,
)
from tests.apps.refusing import not_found, refused
from tests.build import BARNET, fact_of, paper
from tests.cast import Cast


@pytest.fixture
def fact(people: Cast) -> Fact:
    return award_of(4_000, people)


class TestWhoMayReview:
    """Only the grants manager of the organisation that holds the document."""

    def test_a_colleague_who_is_none_is_refused(self, people: Cast, fact: Fact) -> None:
        for attempt in (
            lambda: confirm(fact, people.dev),
            lambda: correct(fact, value(fact), people.dev),
            lambda: discard(fact, people.dev),
        ):
            with refused(policies.NOT_REVIEWER):
                attempt()

    def test_everybody_else_is_told_of_no_such_fact(
        self, people: Cast, fact: Fact
    ) -> None:
        outsiders = [each for each in people.strangers if each is not people.dev]

        for outsider in outsiders:
            with not_found():
                confirm(fact, outsider)
            with not_found():
                discard(fact, outsider)

    def test_whoever_may_read_what_stands_still_may_not_judge_it(
        self, people: Cast, fact: Fact
    ) -> None:
        confirm(fact, people.amara)

        for reader in (people.brendan, people.esi, people.farid):
            with refused(policies.NOT_REVIEWER):
                discard(fact, reader)
        for stranger in (people.grace, people.hugo):
            with not_found():
                discard(fact, stranger)


class TestConflicts:
    def test_with_another_confirmed_fact_are_refused(self, people: Cast) -> None:
        first, second = award_of(4_000, people), award_of(5_000, people)
        confirm(first, people.amara)

        with refused(policies.SAID_OTHERWISE):
            confirm(second, people.amara)

    def test_with_a_second_telling_in_one_document_are_refused(
        self, people: Cast
    ) -> None:
        sheet = paper().award("Lantern", 20_000, initials="LBB")
        document = sheet.award("Lantern", 20_000, initials="LBB").store(
            by=people.amara, organisation_id=people.commissioner_id
        )
        first, second = (fact_of(document, FactKind.AWARD, nth) for nth in (1, 2))
        confirm(first, people.amara)

        with refused(policies.TWICE_HERE):
            confirm(second, people.amara)

    def test_may_not_be_corrected_into(self, people: Cast) -> None:
        first, second = award_of(4_000, people), award_of(4_000, people)
        confirm(first, people.amara)

        with refused(policies.SAID_OTHERWISE):
            correct(second, replace(value(second), pence=1), people.amara)

    def test_are_told_whichever_name_the_funder_goes_by(self, people: Cast) -> None:
        first = award_of(4_000, people, funder="MOPAC")
        second = award_of(5_000, people, funder="Mayor's Office for Policing and Crime")
        confirm(first, people.amara)

        with refused(policies.SAID_OTHERWISE):
            confirm(second, people.amara)

    def test_end_when_the_other_is_corrected_or_discarded(self, people: Cast) -> None:
        first, second = award_of(4_000, people), award_of(5_000, people)
        confirm(first, people.amara)
        discard(first, people.amara)

        assert confirm(second, people.amara).fact.verdict == "confirmed"

    def test_do_not_arise_where_two_documents_agree(self, people: Cast) -> None:
        first, second = award_of(4_000, people), award_of(4_000, people)
        confirm(first, people.amara)

        assert confirm(second, people.amara).fact.verdict == "confirmed"

    def test_do_not_arise_with_another_commissioners_documents(
        self, people: Cast
    ) -> None:
        ours = award_of(4_000, people)
        theirs = fact_of(
            paper()
            .award("Lantern", 5_000)
            .store(by=people.hugo, organisation_id=people.another_commissioner_id),
            FactKind.AWARD,
        )
        confirm(ours, people.amara)

        assert confirm(theirs, people.hugo).fact.verdict == "confirmed"

    def test_do_not_arise_between_bare_amounts(self, people: Cast) -> None:
        document = store(paper().mentions(4_000).mentions(5_000), people)
        confirm(fact_of(document, FactKind.AMOUNT, 1), people.amara)

        change = confirm(fact_of(document, FactKind.AMOUNT, 2), people.amara)

        assert (change.fact.verdict, change.fact.record_key) == ("confirmed", "")


LONG = "x" * 201
AWARD = AwardFact("Lantern", "grant", "", "other", "LT", "2022-23", 1_00, "exact")
OBSERVATION = ObservationFact("Lantern", "referrals", "person", "2022/23", 116, "")
PROGRAMME = ProgrammeFact("Lantern", "Helps", (BARNET,), "2022-23")
DECISION = DecisionFact("PCD 9001", "Lantern", "2024-10-17")
RECOMMENDATION = RecommendationFact("PCD 9001", "1", "Approve", 1_250_00, "exact")
CITATION = CitationFact("PCD 8001")
AMOUNT = AmountFact(9_000_00, "exact")


class TestWhatMustBeSaid:
    """Before a fact becomes a record, it says all that the record needs."""

    @pytest.fixture
    def document(self, people: Cast) -> Document:
        written = (
            paper()
            .decision("PCD 9001")
            .recommends("1")
            .cites("PCD 8001")
            .programme("Lantern", BARNET)
            .award("Lantern", 1)
            .observes("Lantern", 116)
            .mentions(9_000)
        )
        document = store(written, people)
        confirm(fact_of(document, FactKind.DECISION), people.amara)
        return document

    @pytest.mark.parametrize(
        ("kind", "incomplete", "refusal"),
        [
            ("award", replace(AWARD, financial_year=""), policies.YEAR_MISSING),
            ("award", replace(AWARD, financial_year="2022"), policies.YEAR_MISSING),
            ("award", replace(AWARD, programme=""), policies.PROGRAMME_MISSING),
            ("award", replace(AWARD, programme="???"), policies.PROGRAMME_MISSING),
            ("award", replace(AWARD, pence=-1), policies.DOES_NOT_FIT),
            ("award", replace(AWARD, pence=2**63), policies.DOES_NOT_FIT),
            ("award", replace(AWARD, programme=LONG), policies.DOES_NOT_FIT),
            ("programme", replace(PROGRAMME, name=""), policies.PROGRAMME_MISSING),
            ("programme", replace(PROGRAMME, name=LONG), policies.DOES_NOT_FIT),
            (
                "programme",
                replace(PROGRAMME, financial_year=""),
                policies.YEAR_MISSING,
            ),
            (
                "observation",
                replace(OBSERVATION, programme=""),
                policies.PROGRAMME_MISSING,
            ),
            ("observation", replace(OBSERVATION, value=-1), policies.DOES_NOT_FIT),
            ("decision", replace(DECISION, reference=""), policies.REFERENCE_MISSING),
            ("decision", replace(DECISION, reference=LONG), policies.DOES_NOT_FIT),
            ("citation", CitationFact("–"), policies.REFERENCE_MISSING),
            (
                "recommendation",
                replace(RECOMMENDATION, reference=""),
                policies.REFERENCE_MISSING,
            ),
            (
                "recommendation",
                replace(RECOMMENDATION, number=LONG),
                policies.DOES_NOT_FIT,
            ),
            ("amount", replace(AMOUNT, pence=-1), policies.DOES_NOT_FIT),
        ],
    )
    def test_or_the_fact_may_not_stand(
        self,
        people: Cast,
        document: Document,
        kind: str,
        incomplete: FactValue,
        refusal: Refusal,
    ) -> None:
        fact = fact_of(document, FactKind(kind))

        with refused(refusal):
            correct(fact, incomplete, people.amara)

    @pytest.mark.parametrize(
        "complete",
        [AWARD, PROGRAMME, OBSERVATION, DECISION, CITATION, RECOMMENDATION, AMOUNT],
        ids=lambda value: type(value).__name__,
    )
    def test_and_then_it_may(
        self, people: Cast, document: Document, complete: FactValue
    ) -> None:
        kind = FactKind(type(complete).__name__.removesuffix("Fact").lower())

        change = correct(fact_of(document, kind), complete, people.amara)

        assert queries.value_of(change.fact) == complete

    def test_of_an_award_without_a_printed_year(self, people: Cast) -> None:
        undated = fact_of(
            store(paper().award("Lantern", 4_000, year=None), people), FactKind.AWARD
        )

        with refused(policies.YEAR_MISSING):
            confirm(undated, people.amara)


class TestADecisionAndItsRecommendations:
    """Stand together: the decision first in, and last out."""

    @pytest.fixture
    def document(self, people: Cast) -> Document:
        return store(paper().decision("PCD 9001").recommends("1"), people)

    @pytest.fixture
    def decision(self, document: Document) -> Fact:
        return fact_of(document, FactKind.DECISION)

    @pytest.fixture
    def recommendation(self, document: Document) -> Fact:
        return fact_of(document, FactKind.RECOMMENDATION)

    def test_begin_with_the_decision(self, people: Cast, recommendation: Fact) -> None:
        with refused(policies.DECISION_NOT_CONFIRMED):
            confirm(recommendation, people.amara)

    def test_then_the_recommendation(
        self, people: Cast, decision: Fact, recommendation: Fact
    ) -> None:
        confirm(decision, people.amara)

        assert confirm(recommendation, people.amara).fact.verdict == "confirmed"

    def test_do_not_begin_with_a_decision_that_was_discarded(
        self, people: Cast, decision: Fact, recommendation: Fact
    ) -> None:
        discard(decision, people.amara)

        with refused(policies.DECISION_NOT_CONFIRMED):
            confirm(recommendation, people.amara)

    def test_name_the_same_decision(
        self, people: Cast, decision: Fact, recommendation: Fact
    ) -> None:
        correct(decision, replace(DECISION, reference="PCD 9002"), people.amara)

        with refused(policies.ANOTHER_DECISION):
            confirm(recommendation, people.amara)

    def test_name_it_in_either_spelling(
        self, people: Cast, decision: Fact, recommendation: Fact
    ) -> None:
        confirm(decision, people.amara)
        spelt = replace(RECOMMENDATION, reference="PCD-9001")

        assert correct(recommendation, spelt, people.amara).fact.verdict == "corrected"

    def test_do_not_end_with_the_decision(
        self, people: Cast, decision: Fact, recommendation: Fact
    ) -> None:
        confirm(decision, people.amara)
        confirm(recommendation, people.amara)

        with refused(policies.RECOMMENDATIONS_STAND):
            discard(decision, people.amara)

    def test_do_not_come_apart_by_a_correction(
        self, people: Cast, decision: Fact, recommendation: Fact
    ) -> None:
        confirm(decision, people.amara)
        confirm(recommendation, people.amara)
        another = replace(DECISION, reference="PCD 9002")

        with refused(policies.RECOMMENDATIONS_STAND):
            correct(decision, another, people.amara)

    def test_leave_the_title_and_the_date_open_to_correction(
        self, people: Cast, decision: Fact, recommendation: Fact
    ) -> None:
        confirm(decision, people.amara)
        confirm(recommendation, people.amara)
        renamed = replace(DECISION, title="The Lantern pilot", signed_date="")

        assert correct(decision, renamed, people.amara).fact.verdict == "corrected"

    def test_end_with_the_recommendation(
        self, people: Cast, decision: Fact, recommendation: Fact
    ) -> None:
        confirm(decision, people.amara)
        confirm(recommendation, people.amara)
        discard(recommendation, people.amara)

        assert discard(decision, people.amara).fact.verdict == "discarded"
