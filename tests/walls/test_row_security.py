"""With the application's own filter taken away, the database still holds the walls."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import SYSTEM, Actor, Purpose, Role
from tests import cast
from tests.cast import NOON, TODAY
from tests.walls.catalogue import WALLED
from tests.walls.houses import Street
from tests.walls.seeing import (
    OWN,
    everything,
    foreign,
    is_refusal,
    purposes,
    refused_by_a_wall,
    seen,
)

# Whoever may read any portfolio sees another commissioner's; these people may not.
INSIDERS = ("Amara", "Dev", "Hugo", "Kwame", "Judith", "Ines", "Jonas", "Grace")

every_table = pytest.mark.parametrize(
    "model", WALLED, ids=[model.__name__ for model in WALLED]
)


def insiders(street: Street) -> list[Actor]:
    found = [one for one in street.everybody if one.name.split()[0] in INSIDERS]
    assert len(found) == len(INSIDERS)
    return found


@every_table
class TestOfEveryTable:
    def test_both_commissioners_have_rows(
        self, street: Street, model: type[Model]
    ) -> None:
        found = set(model._base_manager.values_list("organisation_id", flat=True))

        assert found >= {street.home.organisation_id, street.other.organisation_id}

    def test_nobody_reads_a_foreign_row(
        self, street: Street, model: type[Model]
    ) -> None:
        for actor in street.everybody:
            for by in purposes(actor):
                hidden = foreign(by, model)

                assert not seen(by, model) & hidden, (by.name, by.purpose)

    def test_nobody_counts_a_foreign_row(
        self, street: Street, model: type[Model]
    ) -> None:
        total = model._base_manager.count()
        for actor in street.everybody:
            for by in purposes(actor):
                most = total - len(foreign(by, model))
                with context.acting(by, at=NOON):
                    counted = model._base_manager.count()

                assert counted <= most, (by.name, by.purpose)

    def test_nobody_finds_a_foreign_row_by_its_id(
        self, street: Street, model: type[Model]
    ) -> None:
        for by in insiders(street):
            for hidden in sorted(foreign(by, model))[:3]:
                with context.acting(by, at=NOON):
                    assert not model._base_manager.filter(pk=hidden).exists()

    def test_nobody_changes_or_deletes_a_foreign_row(
        self, street: Street, model: type[Model]
    ) -> None:
        before = everything()
        for by in insiders(street):
            for statement in (
                "UPDATE {} SET organisation_id = organisation_id WHERE id = ANY (%s)",
                "DELETE FROM {} WHERE id = ANY (%s)",
            ):
                hidden = sorted(foreign(by, model))
                with context.acting(by, at=NOON):
                    touched = _rows_touched(
                        statement.format(model._meta.db_table), hidden
                    )
                    assert touched == 0, by.name
        assert everything() == before

    def test_nobody_adds_a_row_to_another_organisation(
        self, street: Street, model: type[Model]
    ) -> None:
        before = everything()
        for by, house in (
            (street.other.manager, street.home),
            (street.other.administrator, street.home),
            (street.home.manager, street.other),
            (street.people.brendan, street.home),
        ):
            rows = model._base_manager.filter(organisation_id=house.organisation_id)
            row = rows.order_by("pk").values()[0]
            del row["id"]
            with context.acting(by, at=NOON), refused_by_a_wall():
                model._base_manager.create(**row)
        assert everything() == before

    def test_nobody_gives_a_row_of_theirs_away(
        self, street: Street, model: type[Model]
    ) -> None:
        house, elsewhere = street.other, street.home.organisation_id
        for actor in (house.manager, house.administrator):
            for by in purposes(actor):
                row = model._base_manager.filter(
                    organisation_id=house.organisation_id, pk__in=seen(by, model)
                ).first()
                if row is None:
                    continue
                with context.acting(by, at=NOON), refused_by_a_wall():
                    model._base_manager.filter(pk=row.pk).update(
                        organisation_id=elsewhere
                    )

    def test_nobody_takes_a_row_that_they_may_only_read(
        self, street: Street, model: type[Model]
    ) -> None:
        """Who reads there, and writes at home, may not make theirs what is there."""
        where = street.other.organisation_id
        both = cast._actor("Lena", Role.GRANTS_MANAGER, where)
        person = Person.objects.get(pk=both.person_id)
        for role in (Role.LEAD_BODY_MANAGER, Role.ADMINISTRATOR):
            cast.member(person, role, where)
        cast.member(person, Role.EVALUATOR, street.home.organisation_id)
        before = everything()
        take = (
            f"UPDATE {model._meta.db_table} SET organisation_id = %s "
            "WHERE organisation_id = %s"
        )
        for by in purposes(both):
            with context.acting(by, at=NOON):
                taken = _rows_touched(take, where, street.home.organisation_id)
                assert taken == 0
        assert everything() == before

    def test_without_a_context_there_is_nothing(
        self, street: Street, model: type[Model]
    ) -> None:
        with context.fresh():
            assert not model._base_manager.exists()

    def test_to_who_left_there_is_nothing(
        self, street: Street, model: type[Model]
    ) -> None:
        Membership.objects.filter(person_id=street.home.manager.person_id).update(
            to_date=TODAY
        )
        for by in purposes(street.home.manager):
            assert seen(by, model) == _own(by, model)

    def test_to_who_may_not_sign_in_there_is_nothing(
        self, street: Street, model: type[Model]
    ) -> None:
        Person.objects.filter(pk=street.home.manager.person_id).update(is_active=False)
        for by in purposes(street.home.manager):
            assert seen(by, model) == _own(by, model)

    def test_to_who_has_not_begun_there_is_nothing(
        self, street: Street, model: type[Model]
    ) -> None:
        Membership.objects.filter(person_id=street.home.manager.person_id).update(
            from_date=TODAY + datetime.timedelta(days=1)
        )
        for by in purposes(street.home.manager):
            assert seen(by, model) == _own(by, model)

    def test_for_another_purpose_there_is_nothing(
        self, street: Street, model: type[Model]
    ) -> None:
        for actor, purpose in (
            (street.home.manager, Purpose.ADMINISTRATION),
            (street.home.manager, Purpose.AUDIT),
            (street.people.dev, Purpose.ADMINISTRATION),
            (street.people.dev, Purpose.AUDIT),
            (street.home.auditor, Purpose.ADMINISTRATION),
        ):
            by = replace(actor, purpose=purpose)
            assert seen(by, model) == _own(by, model)


def _own(by: Actor, model: type[Model]) -> set[int]:
    """Return what a person sees of themselves, whatever they may."""
    if model not in OWN:
        return set()
    mine = model._base_manager.filter(**{OWN[model]: by.person_id})
    return set(mine.values_list("pk", flat=True)) & seen(by, model)


def _rows_touched(statement: str, *arguments: object) -> int:
    """Return how many rows a statement reached; none where it was refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, arguments)
            return int(cursor.rowcount)
    except DatabaseError as error:
        if not is_refusal(error):
            raise
        return 0


class TestTheHistory:
    def test_is_walled_as_what_it_is_of(self, street: Street) -> None:
        changed = {
            change.table_name
            for change in AuditChange.objects.filter(
                organisation_id=street.home.organisation_id
            )
        }

        assert changed >= {
            model._meta.db_table
            for model in WALLED
            if model not in {AuditEvent, AuditChange}
        }
        assert not seen(street.other.manager, AuditChange) & set(
            AuditChange.objects.filter(
                organisation_id=street.home.organisation_id
            ).values_list("pk", flat=True)
        )

    def test_of_people_is_read_where_they_work(self, street: Street) -> None:
        """A person is of no organisation; who may know of them may know of this."""
        of_hugo = AuditChange.objects.filter(
            table_name="people_person", row_id=str(street.people.hugo.person_id)
        )
        changes = set(of_hugo.values_list("pk", flat=True))

        readers = {
            by.name
            for actor in street.everybody
            for by in purposes(actor)
            if seen(by, AuditChange) & changes
        }

        assert changes
        assert readers == {"Ines", "Jonas"}

    def test_is_signed_with_nobody_elses_name(self, street: Street) -> None:
        hugo, home = street.other.manager, street.home
        with context.acting(hugo, at=NOON), refused_by_a_wall():
            AuditEvent.objects.create(
                verb="documents.confirm",
                subject="fact:1",
                actor_id=home.manager.person_id,
                actor_name=home.manager.name,
                happened_at=NOON,
            )


@contextmanager
def _told(words: str) -> Iterator[None]:
    with transaction.atomic():
        context._set(words)
        yield


class TestAContext:
    @pytest.mark.parametrize(
        "told", ["", "{}", '{"person": null}', '{"system": false}', '{"person": -1}']
    )
    def test_that_names_nobody_opens_nothing(self, street: Street, told: str) -> None:
        with context.fresh():
            context._set(told)
            for model in WALLED:
                assert not model._base_manager.exists(), model

    @pytest.mark.parametrize("told", ["nobody", "{", '{"person": "Amara"}', "[]x"])
    def test_that_cannot_be_read_opens_nothing(self, street: Street, told: str) -> None:
        """It is an error, unless the plan of the query never comes to look at it."""
        seen: list[object] = []
        with context.fresh():
            for model in WALLED:
                with suppress(DatabaseError), _told(told):
                    seen += model._base_manager.all()

        assert seen == []

    def test_of_who_has_not_signed_in_shows_nothing_that_the_service_did(
        self, street: Street
    ) -> None:
        """Both are number nought; only one of them is the service."""
        nobody = Actor(person_id=0, name="", roles=frozenset())
        with context.acting(SYSTEM, at=NOON):
            AuditEvent.objects.create(
                verb="documents.import",
                subject="document:1",
                organisation_id=street.home.organisation_id,
                actor_id=0,
                actor_name=SYSTEM.name,
                happened_at=NOON,
            )

        with context.fresh(), context.acting(nobody, at=NOON):
            assert not AuditEvent.objects.exclude(organisation_id=None).exists()

    def test_of_the_past_gives_no_more_than_the_day_gave(self, street: Street) -> None:
        """Grace had a role that reads the portfolio, until yesterday."""
        grace = street.people.grace
        with context.acting(grace, at=NOON), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM safehold_scope('portfolio.read')")
            assert cursor.fetchone() == (0,)
