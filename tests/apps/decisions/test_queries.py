import pytest

from safehold.apps.decisions import queries
from safehold.apps.decisions.models import Citation, Decision, Recommendation
from safehold.apps.documents.models import Document
from safehold.apps.intake import actions
from tests.build import Paper, paper
from tests.cast import NOON, Cast


def confirm_all(written: Paper, people: Cast) -> Document:
    document = written.store(by=people.amara, organisation_id=people.commissioner_id)
    assert not actions.confirm_all(document.pk, by=people.amara, at=NOON)
    return document


@pytest.fixture
def document(people: Cast) -> Document:
    return confirm_all(
        paper()
        .decision("PCD 9001")
        .recommends("2")
        .recommends("1", None)
        .cites("PCD 8001")
        .cites("PCD 7001"),
        people,
    )


class TestTheRegister:
    def test_is_read_by_everybody_with_a_role_but_another_commissioner(
        self, people: Cast, document: Document
    ) -> None:
        everybody = (people.amara, *people.strangers)

        readers = {by for by in everybody if queries.visible_to(by).exists()}

        assert readers == set(everybody) - {people.grace, people.hugo}

    def test_gives_each_commissioner_their_own_decision(
        self, people: Cast, document: Document
    ) -> None:
        theirs = (
            paper()
            .decision("PCD 9001", title="Another")
            .store(by=people.hugo, organisation_id=people.another_commissioner_id)
        )
        actions.confirm_all(theirs.pk, by=people.hugo, at=NOON)

        found = [
            queries.with_slug("pcd-9001", by=by).title
            for by in (people.amara, people.hugo, people.brendan)
        ]

        assert found == ["Lantern", "Another", "Lantern"]

    def test_may_be_searched_by_what_is_recommended(
        self, people: Cast, document: Document
    ) -> None:
        decisions = queries.with_recommended_words(queries.visible_to(people.amara))

        found = decisions.filter(searchable__icontains="recommendation 2")

        assert [decision.reference for decision in found] == ["PCD 9001"]
        assert decisions.count() == 3

    def test_gives_recommendations_in_the_order_of_the_document(
        self, document: Document
    ) -> None:
        decision = Decision.objects.get(reference="PCD 9001")

        recommended = queries.recommendations_of(decision)

        assert [each.number for each in recommended] == ["2", "1"]

    def test_knows_which_decisions_a_document_cites(self, document: Document) -> None:
        cited = queries.cited_in(document.pk)

        assert [each.decision.reference for each in cited] == ["PCD 8001", "PCD 7001"]

    def test_knows_which_documents_cite_a_decision(
        self, people: Cast, document: Document
    ) -> None:
        another = confirm_all(paper().cites("PCD 8001"), people)
        decision = Decision.objects.get(reference="PCD 8001")

        assert [each.document for each in queries.citing(decision)] == [
            document,
            another,
        ]


class TestNamesOfRows:
    def test_say_which_they_are(self, document: Document) -> None:
        decision = Decision.objects.get(reference="PCD 9001")
        first = Recommendation.objects.get(number="1")
        citation = Citation.objects.first()

        assert str(decision) == "PCD 9001"
        assert str(first) == f"recommendation 1 of decision #{decision.pk}"
        assert citation is not None
        assert str(citation) == f"citation #{citation.pk}"
