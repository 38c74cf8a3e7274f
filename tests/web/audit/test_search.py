"""An auditor searches what was done, and opens each entry."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from safehold.apps.audit import actions, context
from safehold.apps.audit.models import AuditChange, AuditEvent, AuditLink
from safehold.apps.documents.models import Document
from safehold.apps.intake import actions as intake
from safehold.apps.people.models import Person
from safehold.engine.actors import SYSTEM, Actor, Role
from safehold.engine.documents.facts import FactKind
from tests import cast
from tests.build import fact_of, paper
from tests.cast import LATER, Cast
from tests.web.audit.conftest import SignIn


@pytest.fixture
def document(people: Cast) -> Document:
    written = paper().award("Lantern", 1_000)
    return written.store(by=people.amara, organisation_id=people.commissioner_id)


@pytest.fixture
def judith(people: Cast, signed_in_as: SignIn) -> Client:
    return signed_in_as(people.judith)


def listed(client: Client, address: str) -> str:
    """Return the body of the table, without its form."""
    response = client.get(address)
    assert response.status_code == 200
    body = response.content.decode().partition("<tbody")[2].partition("</tbody>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


class TestWhatWasDone:
    def test_is_listed_with_who_and_about_what(
        self, document: Document, judith: Client
    ) -> None:
        rows = listed(judith, "/audit/")

        assert f"Amara imported the document document {document.pk} grants" in rows

    @pytest.mark.parametrize(
        ("asked", "is_found"),
        [
            ("verb=documents.import", True),
            ("verb=documents.discard", False),
            ("about=document+{document}", True),
            ("about=document:{document}", True),
            ("about=document+999", False),
            ("about=nonsense", False),
            ("person={amara}", True),
            ("person={dev}", False),
            ("from_day=2026-07-01&to_day=2026-07-01", True),
            ("from_day=2026-07-02", False),
            ("to_day=2026-06-30", False),
            ("to_day=9999-12-31", False),
            ("from_day=yesterday", False),
            ("purpose=grants", True),
            ("purpose=audit", False),
            ("request=none-such", False),
        ],
    )
    def test_is_narrowed_by_what_is_asked(
        self,
        people: Cast,
        document: Document,
        judith: Client,
        asked: str,
        *,
        is_found: bool,
    ) -> None:
        query = asked.format(
            document=document.pk,
            amara=people.amara.person_id,
            dev=people.dev.person_id,
        )

        rows = listed(judith, f"/audit/?{query}")

        assert ("imported the document" in rows) is is_found

    def test_elsewhere_is_not_listed(self, people: Cast, judith: Client) -> None:
        paper().store(by=people.hugo, organisation_id=people.another_commissioner_id)

        assert "Hugo" not in listed(judith, "/audit/")
        assert "Hugo" not in listed(judith, "/audit/changes/")

    def test_is_said_to_be_nothing_where_nothing_fits(
        self, document: Document, judith: Client
    ) -> None:
        page = judith.get("/audit/?request=none-such").content.decode()

        assert "Nothing fits these filters." in page

    def test_goes_on_page_by_page_without_missing_any(
        self, people: Cast, document: Document, judith: Client
    ) -> None:
        award = fact_of(document, FactKind.AWARD)
        for number in range(20):
            intake.discard(award.pk, reason=f"R{number}", by=people.amara, at=LATER)
            intake.confirm(award.pk, by=people.amara, at=LATER)
        expected = AuditEvent.objects.filter(
            organisation_id=people.commissioner_id
        ).count()

        address, seen = "/audit/?verb=&sort=when", []
        while address:
            page = judith.get(address).content.decode()
            seen += re.findall(r"/audit/events/(\d+)/", page)
            found = re.search(r'href="(\?[^"]*)"[^>]*rel="next"', page)
            address = f"/audit/{found[1].replace('&amp;', '&')}" if found else ""

        assert len(seen) == len(set(seen)) == expected

    def test_leaves_as_a_file_that_says_who_took_it(
        self, document: Document, judith: Client
    ) -> None:
        response = judith.get("/audit/?export=csv")

        text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        assert text.startswith("When,Who,What,About,For,Request")
        assert "Taken by,Judith" in text
        assert AuditEvent.objects.filter(verb="exports.take").exists()


def test_an_entry_does_not_count_what_stands_behind_other_walls(
    people: Cast, judith: Client
) -> None:
    with context.acting(SYSTEM, at=LATER):
        for organisation_id in (people.commissioner_id, people.another_commissioner_id):
            actions.record(
                "tests.both",
                subject="lantern:1",
                organisation_id=organisation_id,
                by=SYSTEM,
                at=LATER,
            )
    event = AuditEvent.objects.filter(
        verb="tests.both", organisation_id=people.commissioner_id
    ).get()

    page = judith.get(f"/audit/events/{event.pk}/").content.decode()

    assert "1 entry of your organisation, and more that you may not see." in page


class TestWhatConcernsAPerson:
    @pytest.fixture
    def event(self, people: Cast) -> AuditEvent:
        with context.acting(people.kwame, at=LATER):
            actions.record(
                "people.deactivate",
                subject=f"person:{people.dev.person_id}",
                organisation_id=None,
                by=people.kwame,
                at=LATER,
            )
        return AuditEvent.objects.get(verb="people.deactivate")

    def test_is_found_by_asking_about_them(
        self, people: Cast, event: AuditEvent, judith: Client
    ) -> None:
        asked = f"/audit/?about=person+{people.dev.person_id}"

        assert "Kwame shut the person out" in listed(judith, asked)
        assert judith.get(f"/audit/events/{event.pk}/").status_code == 200

    def test_is_found_by_nobody_who_may_not_know_of_them(
        self, people: Cast, event: AuditEvent, signed_in_as: SignIn
    ) -> None:
        cast.member(
            Person.objects.get(pk=people.grace.person_id),
            Role.AUDITOR,
            people.another_commissioner_id,
        )
        grace = signed_in_as(people.grace)

        found = listed(grace, f"/audit/?about=person+{people.dev.person_id}")

        assert "shut" not in found
        assert grace.get(f"/audit/events/{event.pk}/").status_code == 404


class TestWhatChanged:
    def test_is_listed_with_the_columns_that_changed(
        self, people: Cast, document: Document, judith: Client
    ) -> None:
        award = fact_of(document, FactKind.AWARD)
        intake.discard(award.pk, reason="Not one.", by=people.amara, at=LATER)

        rows = listed(judith, "/audit/changes/?table=documents_fact&was=update")

        assert f"Amara fact {award.pk} changed" in rows
        assert "Verdict" in rows

    @pytest.mark.parametrize(
        ("asked", "is_found"),
        [
            ("table=documents_document", True),
            ("table=documents_finding", False),
            ("row={document}&table=documents_document", True),
            ("row=999", False),
            ("was=insert", True),
            ("was=delete", False),
            ("person={amara}", True),
            ("person=0", False),
        ],
    )
    def test_is_narrowed_by_what_is_asked(
        self,
        people: Cast,
        document: Document,
        judith: Client,
        asked: str,
        *,
        is_found: bool,
    ) -> None:
        query = asked.format(document=document.pk, amara=people.amara.person_id)

        rows = listed(judith, f"/audit/changes/?{query}")

        assert (f"document {document.pk} added" in rows) is is_found


class TestAnEntry:
    def test_shows_before_and_after_and_all_of_its_transaction(
        self, people: Cast, document: Document, judith: Client
    ) -> None:
        award = fact_of(document, FactKind.AWARD)
        intake.discard(award.pk, reason="Not one.", by=people.amara, at=LATER)
        change = AuditChange.objects.get(
            table_name="documents_fact", operation="update", row_id=str(award.pk)
        )
        link = AuditLink.objects.get(transaction_key=change.transaction_key)

        page = judith.get(f"/audit/changes/{change.pk}/").content.decode()

        assert "unreviewed</del>" in page
        assert "discarded</ins>" in page
        assert "discarded the fact" in page
        assert f"Link {link.position}," in page
        assert link.hash in page
        for event in AuditEvent.objects.filter(transaction_key=link.transaction_key):
            assert f"/audit/events/{event.pk}/" in page

    def test_says_the_reason_that_was_given(
        self, people: Cast, document: Document, judith: Client
    ) -> None:
        award = fact_of(document, FactKind.AWARD)
        intake.discard(award.pk, reason="Not one.", by=people.amara, at=LATER)
        event = AuditEvent.objects.get(verb="documents.discard")

        page = judith.get(f"/audit/events/{event.pk}/").content.decode()

        assert "Not one." in page

    def test_tells_what_the_same_request_did(
        self, people: Cast, document: Document, signed_in_as: SignIn, judith: Client
    ) -> None:
        award = fact_of(document, FactKind.AWARD)
        signed_in_as(people.amara).post(
            f"/facts/{award.pk}/confirm/", {"seen": award.state}
        )
        event = AuditEvent.objects.get(verb="intake.confirm")

        page = judith.get(f"/audit/events/{event.pk}/").content.decode()
        rows = listed(judith, f"/audit/?request={event.request_id}")

        assert event.request_id
        assert f"/audit/?request={event.request_id}" in page
        assert "confirmed the fact" in rows

    def test_that_was_opened_is_kept_as_a_read(
        self, document: Document, judith: Client
    ) -> None:
        event = AuditEvent.objects.get(verb="documents.import")

        judith.get(f"/audit/events/{event.pk}/")

        read = AuditEvent.objects.get(verb="audit.read")
        assert (read.actor_name, read.subject) == ("Judith", f"event:{event.pk}")
        assert read.purpose == "audit"
        assert read.organisation_id == event.organisation_id


class TestTheLists:
    @pytest.mark.parametrize("address", ["/audit/", "/audit/changes/"])
    def test_cost_few_queries(
        self,
        document: Document,
        judith: Client,
        address: str,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        with django_assert_max_num_queries(15):
            listed(judith, address)

    def test_are_offered_to_auditors_alone(
        self, people: Cast, signed_in_as: SignIn
    ) -> None:
        def is_offered(actor: Actor) -> bool:
            return b'href="/audit/"' in signed_in_as(actor).get("/").content

        assert is_offered(people.judith)
        assert not any(is_offered(each) for each in people.strangers[:6])
