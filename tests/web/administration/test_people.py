"""Administrators see who does what where they administer, and change it."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safehold.apps.audit.models import AuditEvent
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import Role
from safehold.gateways.notices.fake import Outbox
from tests import browsers, cast
from tests.build import paper
from tests.cast import Cast

MOST_QUERIES = 20


def page(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


def today() -> datetime.date:
    return timezone.localdate()


def typed(day: datetime.date, name: str) -> dict[str, str]:
    """Return a date as a form sends it."""
    return {
        f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")
    }


def without_token(response: HttpResponseBase) -> str:
    """Return the page without what stands against forged forms, anew each time."""
    return re.sub(r'value="\w{64}"', "", response.content.decode())  # type: ignore[attr-defined]


def membership_of(somebody: int) -> Membership:
    return Membership.objects.get(person_id=somebody)


class TestTheList:
    def test_shows_who_does_what_here_and_nobody_else(
        self, people: Cast, kwame: Client
    ) -> None:
        shown = page(kwame, "/people/")

        for name in ("Amara", "Dev", "Judith", "Kwame"):
            assert f"{name.lower()}@tests.example" in shown
        for name in ("Hugo", "Brendan", "Esi", "Grace"):
            assert name not in shown
        assert "4 roles" in shown

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("search=dev", {"Dev"}),
            ("search=DEV@tests", {"Dev"}),
            ("search=hugo", set()),
            ("role=grants_manager", {"Amara"}),
            ("standing=in_force", {"Amara", "Dev", "Judith", "Kwame"}),
            ("standing=over", {"Lena"}),
            ("standing=to_come", {"Mina"}),
            ("role=king", {"Amara", "Dev", "Judith", "Kwame", "Lena", "Mina"}),
        ],
    )
    def test_is_narrowed_by_words_by_role_and_by_standing(
        self, people: Cast, kwame: Client, asked: str, found: set[str]
    ) -> None:
        here, day = people.commissioner_id, datetime.timedelta(days=1)
        cast.member(cast.person("Lena"), Role.IDVA, here, until=cast.YESTERDAY)
        cast.member(cast.person("Mina"), Role.IDVA, here, since=today() + day)

        shown = page(kwame, f"/people/?{asked}")

        everybody = {"Amara", "Dev", "Judith", "Kwame", "Lena", "Mina", "Hugo"}
        listed = {
            name for name in everybody if f"{name.lower()}@tests.example" in shown
        }
        assert listed == found

    @pytest.mark.parametrize(
        "sort", ["name", "-email", "role", "from_date", "-to_date"]
    )
    def test_is_sorted_by_any_of_its_columns(
        self, people: Cast, kwame: Client, sort: str
    ) -> None:
        assert "Amara" in page(kwame, f"/people/?sort={sort}")

    def test_goes_out_as_a_file_with_the_same_rows(
        self, people: Cast, kwame: Client
    ) -> None:
        file = b"".join(kwame.get("/people/?export=csv").streaming_content).decode()

        assert "dev@tests.example" in file
        assert "Taken by,Kwame" in file
        assert "hugo@tests.example" not in file

    def test_asks_the_same_however_many_people(
        self, people: Cast, kwame: Client
    ) -> None:
        few = queries(kwame, "/people/")
        for number in range(60):
            somebody = cast.person(f"Lena{number}")
            cast.member(somebody, Role.IDVA, people.commissioner_id)

        many = queries(kwame, "/people/")

        # More than one page is counted: one query, not more.
        assert many - few in {0, 1}
        assert many <= MOST_QUERIES

    def test_is_offered_to_administrators_alone(
        self, people: Cast, kwame: Client
    ) -> None:
        amara = Person.objects.get(pk=people.amara.person_id)

        assert 'href="/people/"' in page(kwame, "/")
        assert 'href="/people/"' not in page(browsers.sign_in(Client(), amara), "/")


def queries(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
        return len(asked)


class TestAPerson:
    def test_is_shown_with_their_roles_here_and_none_elsewhere(
        self, people: Cast, kwame: Client
    ) -> None:
        dev = Person.objects.get(pk=people.dev.person_id)
        cast.member(dev, Role.PANEL_MEMBER, people.another_commissioner_id)

        shown = page(kwame, f"/people/{dev.pk}/")

        assert "Finance officer" in shown
        assert "Panel member" not in shown
        assert cast.ANOTHER_COMMISSIONER not in shown

    def test_was_read_and_the_record_says_by_whom(
        self, people: Cast, kwame: Client
    ) -> None:
        page(kwame, f"/people/{people.dev.person_id}/")

        event = AuditEvent.objects.get(verb="people.read")
        assert event.subject == f"person:{people.dev.person_id}"
        assert event.actor_id == people.kwame.person_id

    def test_elsewhere_is_not_there_and_was_not_read(
        self, people: Cast, kwame: Client
    ) -> None:
        response = kwame.get(f"/people/{people.hugo.person_id}/")

        nowhere = kwame.get("/people/999999/")
        assert response.status_code == nowhere.status_code == 404
        assert without_token(response) == without_token(nowhere)
        assert not AuditEvent.objects.filter(verb="people.read").exists()

    def test_asks_the_same_however_many_roles(
        self, people: Cast, kwame: Client
    ) -> None:
        address = f"/people/{people.dev.person_id}/"
        few = queries(kwame, address)
        dev = Person.objects.get(pk=people.dev.person_id)
        for role in (Role.IDVA, Role.EVALUATOR, Role.STATISTICIAN):
            cast.member(dev, role, people.commissioner_id)

        assert queries(kwame, address) == few <= MOST_QUERIES

    def test_who_looks_at_themselves_is_offered_no_role(
        self, people: Cast, kwame: Client
    ) -> None:
        shown = page(kwame, f"/people/{people.kwame.person_id}/")

        assert "Somebody else must give you a further role" in shown
        assert "/give-role/" not in shown


class TestGiveRole:
    def test_is_done_and_confirmed(
        self, people: Cast, kwame: Client, outbox: Outbox
    ) -> None:
        form = {"role": "evaluator", **typed(today(), "from_date")}

        answer = kwame.post(
            f"/people/{people.dev.person_id}/give-role/", form, follow=True
        )

        assert "The role is given." in answer.content.decode()
        assert "Evaluator" in answer.content.decode()

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({}, "Choose a role"),
            ({"role": "king"}, "Choose a role from the list"),
            ({"role": "auditor"}, "does not go with this one"),
            ({"role": "finance_officer"}, "already has that role"),
            ({"role": "idva", "last_day": -1}, "same as or after the first day"),
            ({"role": "idva", "from_date": -1}, "A role starts today or later"),
        ],
    )
    def test_that_may_not_be_says_why(
        self, people: Cast, kwame: Client, form: dict[str, object], sentence: str
    ) -> None:
        days = {name: form[name] for name in ("from_date", "last_day") if name in form}
        sent = {"role": form.get("role", ""), **typed(today(), "from_date")}
        for name, days_from_now in days.items():
            assert isinstance(days_from_now, int)
            day = today() + datetime.timedelta(days=days_from_now)
            sent.update(typed(day, name))

        answer = kwame.post(f"/people/{people.dev.person_id}/give-role/", sent)

        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert Membership.objects.filter(person_id=people.dev.person_id).count() == 1


class TestEndOfARole:
    def end(self, kwame: Client, somebody: int, day: datetime.date) -> str:
        answer = kwame.post(
            f"/people/roles/{membership_of(somebody).pk}/end/",
            {"reason": "left", **typed(day, "to_date")},
            follow=True,
        )
        return answer.content.decode()

    def test_takes_what_an_open_session_opens_at_once(
        self, people: Cast, kwame: Client, outbox: Outbox
    ) -> None:
        document = paper().store(
            by=people.amara, organisation_id=people.commissioner_id
        )
        amara = Person.objects.get(pk=people.amara.person_id)
        browser = browsers.sign_in(Client(), amara)
        review = f"/documents/{document.pk}/review/"
        assert browser.get(review).status_code == 200

        shown = self.end(kwame, amara.pk, today())

        assert "The role ends on that day." in shown
        assert browser.get(review).status_code in {302, 404}
        assert browser.post(f"{review}../confirm-all/").status_code in {302, 404}

    def test_to_come_leaves_the_session_as_it_is(
        self, people: Cast, kwame: Client, outbox: Outbox
    ) -> None:
        amara = Person.objects.get(pk=people.amara.person_id)
        browser = browsers.sign_in(Client(), amara)

        self.end(kwame, amara.pk, today() + datetime.timedelta(days=1))

        assert browser.get("/documents/import/").status_code == 200

    def test_of_the_last_administrator_says_why_not(
        self, people: Cast, kwame: Client
    ) -> None:
        shown = self.end(kwame, people.kwame.person_id, today())

        assert "would have no administrator" in shown
        assert membership_of(people.kwame.person_id).to_date is None

    def test_without_a_reason_says_what_is_missing(
        self, people: Cast, kwame: Client
    ) -> None:
        answer = kwame.post(
            f"/people/roles/{membership_of(people.dev.person_id).pk}/end/",
            typed(today(), "to_date"),
        )

        assert "Choose why the role ends" in answer.content.decode()
        assert membership_of(people.dev.person_id).to_date is None

    def test_of_ones_own_leads_home(
        self, people: Cast, kwame: Client, outbox: Outbox
    ) -> None:
        lena = cast.person("Lena")
        cast.member(lena, Role.ADMINISTRATOR, people.commissioner_id)

        answer = kwame.post(
            f"/people/roles/{membership_of(people.kwame.person_id).pk}/end/",
            {"reason": "left", **typed(today(), "to_date")},
        )

        assert answer.headers["Location"] == "/"
        assert kwame.get("/people/").status_code in {302, 404}


class TestMove:
    def test_is_done_on_one_day_and_confirmed(
        self, people: Cast, kwame: Client, outbox: Outbox
    ) -> None:
        answer = kwame.post(
            f"/people/roles/{membership_of(people.dev.person_id).pk}/move/",
            {"role": "grants_manager", **typed(today(), "on_date")},
            follow=True,
        )

        assert "One role ends and the other begins" in answer.content.decode()
        assert set(
            Membership.objects.filter(person_id=people.dev.person_id).values_list(
                "role", "to_date"
            )
        ) == {("finance_officer", today()), ("grants_manager", None)}

    def test_to_the_same_role_says_why_not(self, people: Cast, kwame: Client) -> None:
        answer = kwame.post(
            f"/people/roles/{membership_of(people.dev.person_id).pk}/move/",
            {"role": "finance_officer", **typed(today(), "on_date")},
        )

        assert answer.status_code == 422
        assert "has that role already" in answer.content.decode()


class TestWhoAdministersTwoOrganisations:
    def test_says_for_which_and_sees_both(
        self, people: Cast, kwame: Client, outbox: Outbox
    ) -> None:
        person = Person.objects.get(pk=people.kwame.person_id)
        elsewhere = people.another_commissioner_id
        cast.member(person, Role.ADMINISTRATOR, elsewhere)
        form = {"role": "evaluator", **typed(today(), "from_date")}
        address = f"/people/{people.dev.person_id}/give-role/"

        assert "hugo@tests.example" in page(kwame, "/people/")
        missing = kwame.post(address, form)
        assert "Choose an organisation" in missing.content.decode()
        kwame.post(address, {**form, "organisation": str(elsewhere)})

        given = Membership.objects.get(role="evaluator", person_id=people.dev.person_id)
        assert given.organisation_id == elsewhere
