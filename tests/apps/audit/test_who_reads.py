"""Who sees of the record what: behind the same walls as what it is about."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.apps.identity import actions as identity
from safehold.apps.people.models import Person
from safehold.engine.actors import Actor, Purpose, Role
from tests import cast
from tests.build import paper
from tests.cast import Cast


def seen_by(actor: Actor, purpose: Purpose = Purpose.GRANTS) -> set[str]:
    """Return the tables of which this person reads changes, for what they are doing."""
    with context.fresh(), transaction.atomic():
        context.enter(actor.person_id, on=cast.TODAY, purpose=purpose)
        return set(AuditChange.objects.values_list("table_name", flat=True))


class TestRowSecurity:
    @pytest.fixture(autouse=True)
    def _rows(self, people: Cast) -> None:
        paper().award("Lantern", 5).store(
            by=people.amara, organisation_id=people.commissioner_id
        )

    def test_shows_whoever_may_read_the_records_what_changed_of_them(
        self, people: Cast
    ) -> None:
        for actor in (people.amara, people.dev):
            assert {"documents_document", "documents_fact"} <= seen_by(actor)

    def test_shows_others_nothing_of_them(self, people: Cast) -> None:
        for actor in (people.brendan, people.esi, people.farid, people.hugo):
            assert not {"documents_document", "documents_fact"} & seen_by(actor)

    def test_shows_nothing_at_all_to_whoever_has_no_role(self, people: Cast) -> None:
        for purpose in Purpose:
            assert seen_by(people.grace, purpose) == set()

    def test_shows_an_auditor_everything_of_their_organisation_and_only_for_audit(
        self, people: Cast
    ) -> None:
        assert {
            "documents_document",
            "documents_fact",
            "people_membership",
            "people_person",
        } <= seen_by(people.judith, Purpose.AUDIT)
        assert not {"documents_fact", "people_membership"} & seen_by(people.judith)

    def test_shows_an_administrator_what_changed_of_the_people_there(
        self, people: Cast
    ) -> None:
        with context.fresh(), transaction.atomic():
            context.enter(
                people.kwame.person_id,
                on=cast.TODAY,
                purpose=Purpose.ADMINISTRATION,
            )
            of_people = AuditChange.objects.filter(table_name="people_person")
            rows = set(of_people.values_list("row_id", flat=True))

        known = {people.amara, people.dev, people.judith, people.kwame}
        assert rows == {str(actor.person_id) for actor in known}

    def test_shows_the_service_everything(self, people: Cast) -> None:
        with context.fresh(), context.as_service():
            every = set(AuditChange.objects.values_list("table_name", flat=True))

        assert every >= {"documents_fact", "people_person", "people_membership"}

    def test_shows_nothing_to_whoever_has_not_said_who_they_are(
        self, people: Cast
    ) -> None:
        with context.fresh():
            assert not AuditChange.objects.exists()
            assert not AuditEvent.objects.exists()

    def test_shows_events_behind_the_same_walls(self, people: Cast) -> None:
        def events(actor: Actor, purpose: Purpose = Purpose.GRANTS) -> set[str]:
            with context.fresh(), transaction.atomic():
                context.enter(actor.person_id, on=cast.TODAY, purpose=purpose)
                return set(AuditEvent.objects.values_list("verb", flat=True))

        assert "documents.import" in events(people.dev)
        assert "documents.import" in events(people.judith, Purpose.AUDIT)
        for actor in (people.brendan, people.hugo, people.grace):
            assert "documents.import" not in events(actor)


class TestOfThoseWhoLeft:
    """Whoever left for somewhere else is not followed there."""

    @pytest.fixture
    def left(self, people: Cast) -> Actor:
        person = cast.person("Noor")
        cast.member(
            person, Role.CASE_MANAGER, people.commissioner_id, until=cast.YESTERDAY
        )
        return Actor(person.pk, person.name, roles=frozenset())

    def signs_in(self, left: Actor, *, days_ago: int) -> None:
        identity.begin_session(
            left.person_id,
            ("password",),
            by=left,
            at=cast.NOON - datetime.timedelta(days=days_ago),
        )

    def sign_ins(self, reader: Actor, purpose: Purpose, left: Actor) -> int:
        with context.fresh(), transaction.atomic():
            context.enter(reader.person_id, on=cast.TODAY, purpose=purpose)
            return AuditEvent.objects.filter(
                verb="identity.begin_session", subject=f"person:{left.person_id}"
            ).count()

    def test_is_read_what_they_did_until_then_and_nothing_after(
        self, people: Cast, left: Actor
    ) -> None:
        for reader, purpose in (
            (people.kwame, Purpose.ADMINISTRATION),
            (people.judith, Purpose.AUDIT),
        ):
            before = self.sign_ins(reader, purpose, left)
            self.signs_in(left, days_ago=2)
            assert self.sign_ins(reader, purpose, left) == before + 1

            self.signs_in(left, days_ago=0)
            assert self.sign_ins(reader, purpose, left) == before + 1

    def test_is_read_all_of_who_came_back(self, people: Cast, left: Actor) -> None:
        cast.member(
            Person.objects.get(pk=left.person_id),
            Role.EVALUATOR,
            people.commissioner_id,
        )

        self.signs_in(left, days_ago=0)

        assert self.sign_ins(people.judith, Purpose.AUDIT, left) == 1

    def test_are_no_changes_read_that_came_after(
        self, people: Cast, left: Actor
    ) -> None:
        """Of the real clock's time, which is long after what the tests call today."""
        with context.fresh(), transaction.atomic():
            context.enter(people.judith.person_id, on=cast.TODAY, purpose=Purpose.AUDIT)
            of_people = AuditChange.objects.filter(table_name="people_person")
            rows = set(of_people.values_list("row_id", flat=True))

        assert str(people.amara.person_id) in rows
        assert str(left.person_id) not in rows
