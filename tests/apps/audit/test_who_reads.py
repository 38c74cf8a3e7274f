"""Who sees of the record what: behind the same walls as what it is about."""

from __future__ import annotations

import pytest
from django.db import transaction

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.engine.actors import Actor, Purpose
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
