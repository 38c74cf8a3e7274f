"""Each record's page leads to its history, for those who may see the record."""

from __future__ import annotations

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from safehold.apps.documents.models import Document
from safehold.apps.intake import actions as intake
from safehold.apps.people.models import Membership
from safehold.apps.programmes.models import Programme
from safehold.engine.documents.facts import FactKind
from tests.build import HACKNEY, fact_of, paper
from tests.cast import LATER, NOON, Cast
from tests.web.audit.conftest import SignIn


def stored(people: Cast) -> Document:
    written = paper().programme("Lantern", HACKNEY).award("Lantern", 1_000)
    return written.store(by=people.amara, organisation_id=people.commissioner_id)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


class TestAFact:
    def test_tells_who_did_what_when_and_why_with_the_values_before_and_after(
        self, people: Cast, signed_in_as: SignIn
    ) -> None:
        award = fact_of(stored(people), FactKind.AWARD)
        intake.discard(award.pk, reason="It is a typo.", by=people.amara, at=LATER)

        told = page(signed_in_as(people.dev), f"/facts/{award.pk}/history/")

        # In London, where it is summer.
        assert "1 July 2026, 14:00" in told
        assert "Amara discarded the fact" in told
        assert "Reason: It is a typo." in told
        assert f"Fact {award.pk} was changed" in told
        verdict = told.partition(">Verdict<")[2][:400]
        assert "Before: </span>unreviewed</del>" in verdict
        assert "After: </span>discarded</ins>" in verdict

    def test_tells_the_newest_first_and_nothing_of_other_facts(
        self, people: Cast, signed_in_as: SignIn
    ) -> None:
        document = stored(people)
        award = fact_of(document, FactKind.AWARD)
        other = fact_of(document, FactKind.PROGRAMME)
        intake.discard(award.pk, reason="First.", by=people.amara, at=LATER)
        intake.confirm(award.pk, by=people.amara, at=LATER)
        intake.discard(other.pk, reason="Another.", by=people.amara, at=LATER)

        told = page(signed_in_as(people.amara), f"/facts/{award.pk}/history/")

        assert told.index("confirmed the fact") < told.index("Reason: First.")
        assert "Another." not in told


class TestADocument:
    def test_tells_of_its_import_and_keeps_its_text_to_itself(
        self, people: Cast, signed_in_as: SignIn
    ) -> None:
        document = stored(people)

        told = page(signed_in_as(people.amara), f"/documents/{document.pk}/history/")

        assert "Amara imported the document" in told
        assert f"Document {document.pk} was added" in told
        assert "not kept here" in told

    def test_is_led_to_from_its_page(self, people: Cast, signed_in_as: SignIn) -> None:
        document = stored(people)
        amara = signed_in_as(people.amara)

        shown = page(amara, f"/documents/{document.pk}/review/")

        assert f'href="/documents/{document.pk}/history/"' in shown


class TestAProgramme:
    def test_tells_of_what_was_taken_out_again(
        self, people: Cast, signed_in_as: SignIn
    ) -> None:
        document = stored(people)
        intake.confirm_all(document.pk, by=people.amara, at=NOON)
        award = fact_of(document, FactKind.AWARD)
        intake.discard(award.pk, reason="Not one.", by=people.amara, at=LATER)

        told = page(signed_in_as(people.dev), "/programmes/lantern/history/")

        assert "Award 1 was added" in told
        assert "Award 1 was removed" in told
        assert "£1,000" in told
        assert "Amara" in told

    def test_names_nobody_and_no_reason_to_strangers(
        self, people: Cast, signed_in_as: SignIn
    ) -> None:
        document = stored(people)
        intake.confirm_all(document.pk, by=people.amara, at=NOON)

        told = page(signed_in_as(people.brendan), "/programmes/lantern/history/")

        assert "Award 1 was added" in told
        assert "Somebody at the organisation" in told
        assert "Amara" not in told


class TestAPerson:
    def test_tells_of_their_roles_and_leaves_a_read(
        self, people: Cast, signed_in_as: SignIn
    ) -> None:
        held = Membership.objects.get(person_id=people.dev.person_id)
        kwame = signed_in_as(people.kwame)

        told = page(kwame, f"/people/{people.dev.person_id}/history/")
        again = page(kwame, f"/people/{people.dev.person_id}/history/")

        assert f"Role of a person {held.pk} was added" in told
        assert "finance officer" in told
        # What was read the first time is kept by the second.
        assert "read the person&#x27;s record" in again


class TestALongHistory:
    def test_goes_on_page_by_page(self, people: Cast, signed_in_as: SignIn) -> None:
        award = fact_of(stored(people), FactKind.AWARD)
        for number in range(12):
            intake.discard(award.pk, reason=f"R{number}.", by=people.amara, at=LATER)
            intake.confirm(award.pk, by=people.amara, at=LATER)
        amara, address = signed_in_as(people.amara), f"/facts/{award.pk}/history/"

        first = page(amara, address)
        older = first.rpartition('href="?before=')[2].partition('"')[0]
        second = page(amara, f"{address}?before={older}")

        seen = [number for number in range(12) if f"R{number}." in first]
        rest = [number for number in range(12) if f"R{number}." in second]
        assert seen == list(range(2, 12))
        assert rest == [0, 1]
        assert f"Fact {award.pk} was added" in second
        assert "?before=" not in second

    def test_begins_at_the_newest_where_the_address_is_odd(
        self, people: Cast, signed_in_as: SignIn
    ) -> None:
        award = fact_of(stored(people), FactKind.AWARD)
        amara, address = signed_in_as(people.amara), f"/facts/{award.pk}/history/"

        for odd in ("x", "-1", "9" * 40, "²"):
            assert f"Fact {award.pk} was added" in page(
                amara, f"{address}?before={odd}"
            )

    def test_costs_as_many_queries_as_a_short_one(
        self,
        people: Cast,
        signed_in_as: SignIn,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        document = stored(people)
        intake.confirm_all(document.pk, by=people.amara, at=NOON)
        assert Programme.objects.exists()
        amara = signed_in_as(people.amara)

        with django_assert_max_num_queries(25):
            page(amara, "/programmes/lantern/history/")
