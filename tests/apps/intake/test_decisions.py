"""How what a reviewer says of a decision changes the register."""

import pytest

from safehold.apps.decisions.models import Citation, Decision, Recommendation
from safehold.apps.documents import policies
from safehold.apps.documents.models import Fact
from safehold.engine.documents.facts import (
    CitationFact,
    DecisionFact,
    FactKind,
    RecommendationFact,
)
from tests.apps.intake.desk import Desk
from tests.apps.refusing import refused
from tests.build import fact_of, paper


class TestADecision:
    def test_enters_the_register_as_signed(self, desk: Desk) -> None:
        fact = desk.fact(paper().decision("PCD 9001"), FactKind.DECISION)

        desk.confirm(fact)

        decision = Decision.objects.get()
        assert (decision.reference, decision.slug) == ("PCD 9001", "pcd-9001")
        assert (decision.status, str(decision.signed_date)) == ("signed", "2024-10-17")
        assert decision.fact == fact

    def test_without_a_date_of_signature_is_unsigned(self, desk: Desk) -> None:
        desk.confirm(
            desk.fact(paper().decision("PCD 9001", signed=""), FactKind.DECISION)
        )

        decision = Decision.objects.get()
        assert (decision.status, decision.signed_date) == ("unsigned", None)

    def test_carries_what_it_recommends(self, desk: Desk) -> None:
        document = desk.store(
            paper().decision("PCD 9001").recommends("1").recommends("2", None)
        )

        desk.confirm(
            fact_of(document, FactKind.DECISION),
            fact_of(document, FactKind.RECOMMENDATION, 1),
            fact_of(document, FactKind.RECOMMENDATION, 2),
        )

        recommended = Decision.objects.get().recommendations.order_by("number")
        assert [(each.number, each.amount_pence) for each in recommended] == [
            ("1", 1_250_00),
            ("2", None),
        ]

    def test_with_standing_recommendations_may_not_be_discarded(
        self, desk: Desk
    ) -> None:
        document = desk.store(paper().decision("PCD 9001").recommends("1"))
        decision = fact_of(document, FactKind.DECISION)
        desk.confirm(decision, fact_of(document, FactKind.RECOMMENDATION))

        with refused(policies.RECOMMENDATIONS_STAND):
            desk.discard(decision)

    def test_leaves_the_register_when_discarded(self, desk: Desk) -> None:
        fact = desk.fact(paper().decision("PCD 9001"), FactKind.DECISION)
        desk.confirm(fact)

        desk.discard(fact)

        assert not Decision.objects.exists()

    def test_of_two_documents_keeps_what_the_second_recommends(
        self, desk: Desk
    ) -> None:
        first = desk.fact(paper().decision("PCD 9001"), FactKind.DECISION)
        document = desk.store(paper().decision("PCD 9001").recommends("1"))
        second = fact_of(document, FactKind.DECISION)
        desk.confirm(first, second, fact_of(document, FactKind.RECOMMENDATION))

        desk.discard(first)

        decision = Decision.objects.get()
        assert decision.fact == second
        assert decision.recommendations.count() == 1

    def test_may_be_respelt(self, desk: Desk) -> None:
        fact = desk.fact(paper().decision("PCD-9001"), FactKind.DECISION)
        desk.confirm(fact)

        desk.correct(fact, DecisionFact("PCD 9001", "Lantern", "2024-10-17"))

        decision = Decision.objects.get()
        assert (decision.reference, decision.slug) == ("PCD 9001", "pcd-9001")

    def test_may_turn_out_to_be_another(self, desk: Desk) -> None:
        fact = desk.fact(paper().decision("PCD 9001"), FactKind.DECISION)
        desk.confirm(fact)

        desk.correct(fact, DecisionFact("PCD 9002", "Lantern", ""))

        assert Decision.objects.get().reference == "PCD 9002"


class TestARecommendation:
    def test_changes_when_corrected_and_goes_when_discarded(self, desk: Desk) -> None:
        document = desk.store(paper().decision("PCD 9001").recommends("1"))
        fact = fact_of(document, FactKind.RECOMMENDATION)
        desk.confirm(fact_of(document, FactKind.DECISION), fact)
        desk.correct(
            fact, RecommendationFact("PCD 9001", "1", "Approve", 1_300_00, "exact")
        )
        corrected = Recommendation.objects.get().amount_pence

        desk.discard(fact)

        assert corrected == 1_300_00
        assert not Recommendation.objects.exists()
        assert Decision.objects.count() == 1


class TestACitation:
    @pytest.fixture
    def citation(self, desk: Desk) -> Fact:
        return desk.fact(paper().cites("PCD 8001"), FactKind.CITATION)

    def test_of_a_decision_not_held_makes_a_stub(
        self, desk: Desk, citation: Fact
    ) -> None:
        desk.confirm(citation)

        stub = Decision.objects.get()
        assert (stub.reference, stub.status) == ("PCD 8001", "cited_not_held")
        assert (stub.fact, stub.signed_date, stub.title) == (None, None, "")
        assert Citation.objects.get().document == citation.document

    def test_becomes_one_of_a_decision_that_is_held(
        self, desk: Desk, citation: Fact
    ) -> None:
        desk.confirm(citation)

        desk.confirm(desk.fact(paper().decision("PCD 8001"), FactKind.DECISION))

        decision = Decision.objects.get()
        assert decision.status == "signed"
        assert decision.citations.count() == 1

    def test_of_a_decision_that_is_held_leaves_it_as_it_is(
        self, desk: Desk, citation: Fact
    ) -> None:
        desk.confirm(desk.fact(paper().decision("PCD 8001"), FactKind.DECISION))

        desk.confirm(citation)

        assert Decision.objects.get().status == "signed"

    def test_outlives_the_decision_as_a_stub(self, desk: Desk, citation: Fact) -> None:
        held = desk.fact(paper().decision("PCD 8001"), FactKind.DECISION)
        desk.confirm(citation, held)

        desk.discard(held)

        decision = Decision.objects.get()
        assert (decision.status, decision.title) == ("cited_not_held", "")

    def test_takes_the_stub_with_it(self, desk: Desk, citation: Fact) -> None:
        desk.confirm(citation)

        desk.discard(citation)

        assert not Decision.objects.exists()

    def test_leaves_the_stub_that_another_document_cites(
        self, desk: Desk, citation: Fact
    ) -> None:
        desk.confirm(citation, desk.fact(paper().cites("PCD 8001"), FactKind.CITATION))

        desk.discard(citation)

        assert Decision.objects.get().citations.count() == 1

    def test_may_turn_out_to_be_of_another(self, desk: Desk, citation: Fact) -> None:
        desk.confirm(citation)

        desk.correct(citation, CitationFact("PCD 8002"))

        assert Decision.objects.get().reference == "PCD 8002"
