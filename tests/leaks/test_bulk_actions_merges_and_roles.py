"""What one does to many at once, or to what one may do, reaches nobody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import ProgrammingError, transaction

from safehold.apps.audit import context
from safehold.apps.documents import queries as documents
from safehold.apps.documents.models import Document, Fact
from safehold.apps.intake import actions as intake
from safehold.apps.people import actions as people
from safehold.apps.people.models import Membership
from safehold.apps.people.queries import Term
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Purpose, Role
from safehold.engine.refusals import Refused
from tests.cast import NOON, TODAY
from tests.walls.addresses import every_route
from tests.walls.houses import Street


class TestABulkAction:
    def test_confirms_nothing_of_anothers_document(self, street: Street) -> None:
        theirs = Document.objects.filter(
            organisation_id=street.home.organisation_id, facts__verdict="unreviewed"
        ).first()
        assert theirs is not None
        before = list(Fact.objects.order_by("pk").values())

        with pytest.raises(ObjectDoesNotExist):
            intake.confirm_all(theirs.pk, by=street.other.manager, at=NOON)

        assert list(Fact.objects.order_by("pk").values()) == before

    def test_in_plain_sql_reaches_only_the_rows_behind_ones_own_wall(
        self, street: Street
    ) -> None:
        hugo = street.other.manager
        with context.acting(hugo, at=NOON):
            touched = set(Fact.objects.values_list("organisation_id", flat=True))

        assert touched == {street.other.organisation_id}


class TestAMerge:
    def test_is_nowhere_to_be_had(self, street: Street) -> None:
        """No page joins two records: where there is one, it is to be tested here."""
        assert [route for route in every_route() if "merge" in route] == []


class TestARole:
    def test_held_there_does_not_count_here(self, street: Street) -> None:
        hugo, home = street.other.manager, street.home.organisation_id

        assert home not in access.scope(hugo, Act.REVIEW_DOCUMENTS)
        assert not documents.visible_to(hugo).filter(organisation_id=home).exists()
        with pytest.raises(Refused):
            intake.ask_import(
                b"words", name="a.txt", organisation_id=home, by=hugo, at=NOON
            )

    @pytest.mark.parametrize("role", [Role.GRANTS_MANAGER, Role.AUDITOR])
    def test_is_given_by_nobody_to_themselves(self, street: Street, role: Role) -> None:
        kwame = replace(street.home.administrator, purpose=Purpose.ADMINISTRATION)
        before = list(Membership.objects.order_by("pk").values())
        term = Term(role, street.home.organisation_id, TODAY, None)

        with pytest.raises(Refused):
            people.give_role(kwame.person_id, term, by=kwame, at=NOON)

        assert list(Membership.objects.order_by("pk").values()) == before

    def test_is_given_by_no_administrator_of_elsewhere(self, street: Street) -> None:
        ines = replace(street.other.administrator, purpose=Purpose.ADMINISTRATION)
        term = Term(Role.EVALUATOR, street.home.organisation_id, TODAY, None)

        with pytest.raises((Refused, ObjectDoesNotExist)):
            people.give_role(street.people.hugo.person_id, term, by=ines, at=NOON)

    def test_is_not_written_past_the_actions_either(self, street: Street) -> None:
        hugo = street.other.manager
        with (
            context.acting(hugo, at=NOON),
            pytest.raises(ProgrammingError),
            transaction.atomic(),
        ):
            Membership.objects.create(
                person_id=hugo.person_id,
                organisation_id=street.home.organisation_id,
                role=Role.GRANTS_MANAGER.value,
                from_date=TODAY,
            )
