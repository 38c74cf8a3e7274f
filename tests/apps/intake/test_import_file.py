import datetime

import pytest

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents import actions as documents
from safehold.apps.documents import policies
from safehold.apps.documents import queries as document_queries
from safehold.apps.documents.models import Document, Finding
from safehold.apps.intake import actions, queries
from safehold.engine.actors import Actor
from safehold.engine.documents.comparisons import Compared
from safehold.engine.documents.facts import (
    AmountFact,
    CitationFact,
    DecisionFact,
    RecommendationFact,
)
from safehold.engine.findings import Finding as Found
from safehold.gateways.files.port import Reason, Unreadable
from tests.apps.refusing import everything, refused
from tests.build import paper
from tests.cast import NOON, Cast
from tests.gateways.files import made

DECISION = """\
DMPC Decision – PCD 9001

Title: Paying for the Lantern pilot

Executive Summary:
The Lantern pilot needs money. It follows PCD 8001.

Recommendation:
The Deputy Mayor for Policing and Crime is recommended to:
1. approve up to £{pounds} for the Lantern pilot.
"""
DIFFERS = Found("comparison.awards_differ", "The two do not agree.", "REF-13")


def import_file(
    people: Cast,
    text: str = DECISION.format(pounds="1,250"),
    *,
    by: Actor | None = None,
    at: datetime.datetime = NOON,
) -> Document:
    document_id = actions.import_file(
        text.encode(),
        name="decision.txt",
        organisation_id=people.commissioner_id,
        by=by or people.amara,
        at=at,
    )
    return Document.objects.get(pk=document_id)


class TestImportingAFile:
    def test_reads_it_and_queues_every_fact_for_review(self, people: Cast) -> None:
        document = import_file(people)

        facts = document.facts.order_by("position")
        assert [document_queries.value_of(fact) for fact in facts] == [
            DecisionFact("PCD 9001", "Paying for the Lantern pilot", ""),
            RecommendationFact(
                "PCD 9001",
                "1",
                "approve up to £1,250 for the Lantern pilot.",
                1_250_00,
                "up_to",
            ),
            CitationFact("PCD 8001"),
            AmountFact(1_250_00, "up_to"),
        ]
        assert {fact.verdict for fact in facts} == {"unreviewed"}

    def test_is_recorded(self, people: Cast) -> None:
        document = import_file(people)

        event = AuditEvent.objects.get(verb="intake.import")
        assert event.subject == f"document:{document.pk}"

    def test_twice_is_refused(self, people: Cast) -> None:
        import_file(people)

        with refused(policies.ALREADY_IMPORTED):
            import_file(people)

    def test_by_anybody_but_the_grants_manager_is_refused(self, people: Cast) -> None:
        for stranger in people.strangers:
            with refused(policies.NOT_IMPORTER):
                import_file(people, by=stranger)

    def test_that_holds_no_words_leaves_nothing(self, people: Cast) -> None:
        before = everything()

        with pytest.raises(Unreadable):
            import_file(people, "  ")

        assert everything() == before

    def test_that_holds_what_is_not_taken_leaves_nothing(self, people: Cast) -> None:
        before = everything()

        with pytest.raises(Unreadable) as refusal:
            actions.import_file(
                made.with_field("DDEAUTO cmd"),
                name="decision.docx",
                organisation_id=people.commissioner_id,
                by=people.amara,
                at=NOON,
            )

        assert refusal.value.reason is Reason.ACTIVE
        assert everything() == before

    @pytest.mark.parametrize("broken", ["_store_facts", "_store_findings"])
    def test_that_breaks_off_in_the_middle_leaves_nothing(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch, broken: str
    ) -> None:
        before = everything()
        whole = getattr(documents, broken)

        def breaks_off(*args: object, **options: object) -> None:
            whole(*args, **options)
            raise RuntimeError("the power went")

        monkeypatch.setattr(documents, broken, breaks_off)
        with pytest.raises(RuntimeError, match="the power went"):
            import_file(people)

        assert everything() == before

    def test_that_breaks_off_while_comparing_leaves_nothing(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper().store(by=people.amara, organisation_id=people.commissioner_id)
        before = everything()

        def breaks_off(this: Compared, other: Compared) -> tuple[Found, ...]:
            raise RuntimeError("the power went")

        monkeypatch.setattr(actions, "compare", breaks_off)
        with pytest.raises(RuntimeError, match="the power went"):
            import_file(people)

        assert everything() == before


class TestComparingWithTheOtherDocuments:
    def test_keeps_what_differs_as_findings_of_the_new_one(self, people: Cast) -> None:
        before = import_file(people, DECISION.format(pounds="1,250"))

        after = import_file(people, DECISION.format(pounds="1,500"))

        found = Finding.objects.get(code="comparison.recommended_sum_differs")
        assert (found.document, found.other_document) == (after, before)
        assert found.difference_pence == 1_500_00 - 1_250_00

    def test_finds_nothing_where_they_agree(self, people: Cast) -> None:
        import_file(people)

        import_file(people, DECISION.format(pounds="1,250") + "\nSame again.\n")

        assert not Finding.objects.filter(other_document__isnull=False).exists()

    def test_never_looks_at_another_commissioners(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def differs(this: Compared, other: Compared) -> tuple[Found, ...]:
            return (DIFFERS,)

        monkeypatch.setattr(actions, "compare", differs)
        paper().store(by=people.hugo, organisation_id=people.another_commissioner_id)
        both = Actor(
            people.amara.person_id, "Amara", people.amara.roles | people.hugo.roles
        )

        import_file(people, by=both)

        assert not Finding.objects.filter(code=DIFFERS.code).exists()

    def test_looks_at_the_newest_and_not_at_all_there_ever_were(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "COMPARED_AT_MOST", 2)
        _, second, third, fourth = (
            paper().store(by=people.amara, organisation_id=people.commissioner_id)
            for _ in range(4)
        )

        compared = queries.comparable(
            fourth.pk, organisation_id=people.commissioner_id, by=people.amara
        )

        assert [other_id for other_id, _ in compared] == [third.pk, second.pk]
