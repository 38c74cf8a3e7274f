import hashlib

import pytest

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents import actions, policies, queries
from safehold.apps.documents.models import Document, Fact, Finding
from safehold.engine.documents.facts import FactKind, facts_of
from safehold.engine.findings import Finding as Found
from safehold.engine.money import Money
from safehold.engine.spans import Span
from tests.apps.refusing import refused
from tests.build import BARNET, BRENT, Paper, paper
from tests.cast import NOON, Cast

TABLE_IS_OUT = Found(
    "tables.column_sum",
    "The column does not come to its total.",
    "REF-01",
    printed=Money(100_00),
    computed=Money(60_00),
    span=Span(3, 9),
)
NO_SIGNATURE = Found("forms.signature_missing", "Nobody has signed.", "DEC-09")


def foi_response() -> Paper:
    return (
        paper()
        .programme("Lantern", BARNET, BRENT)
        .award("Lantern", 4_000)
        .award("Lantern", 300, initials="LBB")
        .observes("Lantern", 116)
        .mentions(9_000)
        .doubts(TABLE_IS_OUT, NO_SIGNATURE)
    )


def store(written: Paper, people: Cast) -> Document:
    return written.store(by=people.amara, organisation_id=people.commissioner_id)


class TestImport:
    def test_keeps_the_bytes_as_they_came_in(self, people: Cast) -> None:
        written = foi_response()

        document = store(written, people)

        assert queries.original_bytes(document) == written.text.encode()
        assert document.sha256 == hashlib.sha256(written.text.encode()).hexdigest()
        assert document.size_bytes == len(written.text.encode())

    def test_keeps_every_fact_with_the_words_it_stands_in(self, people: Cast) -> None:
        written = foi_response()

        document = store(written, people)

        facts = document.facts.order_by("position")
        assert [queries.value_of(fact) for fact in facts] == [
            fact.value for fact in facts_of(written.reading(), written.text)
        ]
        assert all(
            document.text[fact.start : fact.end].rstrip() == fact.printed
            for fact in facts.filter(kind__in=["award", "amount"])
        )
        assert {fact.verdict for fact in facts} == {"unreviewed"}

    def test_keeps_every_finding_with_both_figures(self, people: Cast) -> None:
        document = store(foi_response(), people)

        out, unsigned = document.findings.order_by("pk")
        assert (out.printed_pence, out.computed_pence) == (100_00, 60_00)
        assert out.difference_pence == 100_00 - 60_00
        assert (out.start, out.end) == (3, 9)
        assert (unsigned.difference_pence, unsigned.start, unsigned.end) == (
            None,
            None,
            None,
        )
        assert {out.status, unsigned.status} == {"open"}

    def test_says_what_it_is_about(self, people: Cast) -> None:
        document = store(paper().decision("PCD 9001", title="Lantern"), people)

        assert (document.kind, document.reference) == ("dmpc_decision", "PCD 9001")
        assert document.heading == "PCD 9001 – Lantern"
        assert str(document.dated) == "2024-10-17"

    def test_of_a_document_without_a_title_goes_by_its_name(self, people: Cast) -> None:
        assert store(paper(), people).heading == "paper.txt"

    def test_is_recorded_once(self, people: Cast) -> None:
        document = store(foi_response(), people)

        event = AuditEvent.objects.get(verb="documents.import")
        assert event.subject == f"document:{document.pk}"
        assert (event.actor_id, event.happened_at) == (people.amara.person_id, NOON)
        assert event.details == {"sha256": document.sha256, "facts": 5}

    def test_by_anybody_else_is_refused(self, people: Cast) -> None:
        for stranger in people.strangers:
            with refused(policies.NOT_IMPORTER):
                foi_response().store(
                    by=stranger, organisation_id=people.commissioner_id
                )

    def test_for_another_commissioner_is_refused(self, people: Cast) -> None:
        with refused(policies.NOT_IMPORTER):
            foi_response().store(
                by=people.amara, organisation_id=people.another_commissioner_id
            )

    def test_of_the_same_file_again_is_refused(self, people: Cast) -> None:
        written = foi_response()
        store(written, people)

        with refused(policies.ALREADY_IMPORTED):
            store(written, people)

    def test_of_the_same_file_by_another_commissioner_is_theirs(
        self, people: Cast
    ) -> None:
        written = foi_response()
        ours = store(written, people)

        theirs = written.store(
            by=people.hugo, organisation_id=people.another_commissioner_id
        )

        assert theirs.sha256 == ours.sha256
        assert theirs.pk != ours.pk


class TestComparison:
    def test_keeps_what_differs_for_both_documents_to_show(self, people: Cast) -> None:
        one, two = store(foi_response(), people), store(foi_response(), people)

        actions.compare(two.pk, one.pk, [TABLE_IS_OUT], by=people.amara, at=NOON)

        found = Finding.objects.get(other_document=one)
        assert found.document == two
        assert one.findings_with_others.get() == found
        event = AuditEvent.objects.get(verb="documents.compare")
        assert event.details == {"with": one.pk, "findings": 1}

    def test_of_a_document_that_is_not_theirs_finds_none(self, people: Cast) -> None:
        ours = store(foi_response(), people)
        theirs = foi_response().store(
            by=people.hugo, organisation_id=people.another_commissioner_id
        )

        for one, other in [(ours, theirs), (theirs, ours)]:
            with pytest.raises(Document.DoesNotExist):
                actions.compare(
                    one.pk, other.pk, [TABLE_IS_OUT], by=people.amara, at=NOON
                )

        assert not Finding.objects.filter(other_document__isnull=False).exists()


class TestNamesOfRows:
    def test_hold_nothing_personal(self, people: Cast) -> None:
        document = store(foi_response(), people)
        fact = Fact.objects.filter(kind=FactKind.AMOUNT.value).get()
        finding = document.findings.first()

        assert str(document) == f"document #{document.pk}"
        assert str(document.original) == f"original of document #{document.pk}"
        assert str(fact) == f"fact #{fact.pk}: amount"
        assert finding is not None
        assert str(finding) == f"finding #{finding.pk}: tables.column_sum"
