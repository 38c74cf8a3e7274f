import datetime

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from safehold.apps.audit.models import AuditEvent
from safehold.apps.people import actions, queries
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import SYSTEM, Role
from tests import cast
from tests.cast import NOON, TODAY, Cast

ONE_DAY = datetime.timedelta(days=1)


def roles_on(someone: Person, on: datetime.date) -> set[Role]:
    acting = queries.actor(someone.pk, name=someone.name, on=on)
    return {role for _, role in acting.roles}


class TestARole:
    @pytest.fixture
    def ines(self, db: None) -> Person:
        return cast.person("Ines")

    @pytest.mark.parametrize(
        ("on", "is_held"),
        [(TODAY - ONE_DAY, False), (TODAY, True), (TODAY + ONE_DAY, True)],
    )
    def test_is_held_from_its_first_day(
        self, ines: Person, on: datetime.date, is_held: bool
    ) -> None:
        cast.member(ines, Role.EVALUATOR, cast.organisation("Respect"), since=TODAY)

        assert roles_on(ines, on) == ({Role.EVALUATOR} if is_held else set())

    @pytest.mark.parametrize(
        ("on", "is_held"),
        [(TODAY - ONE_DAY, True), (TODAY, False), (TODAY + ONE_DAY, False)],
    )
    def test_is_over_on_the_day_it_ends(
        self, ines: Person, on: datetime.date, is_held: bool
    ) -> None:
        cast.member(ines, Role.EVALUATOR, cast.organisation("Respect"), until=TODAY)

        assert roles_on(ines, on) == ({Role.EVALUATOR} if is_held else set())

    def test_may_be_taken_up_again(self, ines: Person) -> None:
        respect = cast.organisation("Respect")
        cast.member(ines, Role.EVALUATOR, respect, until=TODAY - ONE_DAY)
        cast.member(ines, Role.EVALUATOR, respect, since=TODAY + ONE_DAY)

        assert [roles_on(ines, TODAY + ONE_DAY * days) for days in (-2, -1, 0, 1)] == [
            {Role.EVALUATOR},
            set(),
            set(),
            {Role.EVALUATOR},
        ]

    def test_is_held_at_one_organisation_and_not_at_another(self, ines: Person) -> None:
        respect, refuge = cast.organisation("Respect"), cast.organisation("Refuge")
        cast.member(ines, Role.EVALUATOR, respect)
        cast.member(ines, Role.PANEL_MEMBER, refuge)

        acting = queries.actor(ines.pk, name="Ines", on=TODAY)

        assert acting.roles == {
            (respect, Role.EVALUATOR),
            (refuge, Role.PANEL_MEMBER),
        }

    def test_is_nobody_elses(self, ines: Person) -> None:
        cast.member(cast.person("Jo"), Role.EVALUATOR, cast.organisation("Respect"))

        assert roles_on(ines, TODAY) == set()


class TestAnAddress:
    def test_is_one_persons_in_any_case(self, db: None) -> None:
        cast.person("Ines")

        with (
            pytest.raises(IntegrityError, match="person_email_once_in_any_case"),
            transaction.atomic(),
        ):
            Person.objects.create(email="INES@Tests.Example", name="Ines")

    def test_lets_its_owner_sign_in_in_any_case(self, db: None) -> None:
        ines = cast.person("Ines")
        ines.set_password("a lantern in the window")
        ines.save()

        signed_in = authenticate(
            username="Ines@TESTS.example", password="a lantern in the window"
        )

        assert signed_in == ines

    @pytest.mark.parametrize(
        "email", ["\u0131nes@tests.example", "ine\u017f@tests.example"]
    )
    def test_is_not_one_that_the_database_takes_for_it(
        self, db: None, email: str
    ) -> None:
        """Attempts would be counted by the one, and let in by the other."""
        ines = Person(email="ines@tests.example", name="Ines")
        ines.set_password("a long pass phrase")
        ines.save()
        assert Person.objects.filter(email__iexact=email).exists()

        assert authenticate(email=email, password="a long pass phrase") is None
        assert queries.person_with_email(email) is None
        assert not queries.is_address(email)

    def test_finds_the_person_with_the_roles_of_the_day(self, people: Cast) -> None:
        found = queries.actor_with_email("AMARA@tests.example", on=TODAY)

        assert found == people.amara

    def test_of_nobody_finds_nobody(self, people: Cast) -> None:
        assert queries.actor_with_email("nobody@tests.example", on=TODAY) is None

    def test_of_a_person_who_may_no_longer_sign_in_finds_nobody(
        self, people: Cast
    ) -> None:
        Person.objects.filter(pk=people.amara.person_id).update(is_active=False)

        assert queries.actor_with_email("amara@tests.example", on=TODAY) is None


class TestTheDemonstration:
    EMAIL = "ines@demonstration.example"

    def join(self, *roles: Role) -> None:
        actions.join_demonstration(
            self.EMAIL,
            name="Ines",
            password="a lantern in the window",
            roles=roles,
            organisation_id=cast.organisation("Respect"),
            by=SYSTEM,
            at=NOON,
        )

    def test_takes_in_an_invented_person_with_their_roles(self, db: None) -> None:
        self.join(Role.EVALUATOR, Role.STATISTICIAN)

        ines = Person.objects.get(email=self.EMAIL)
        assert ines.is_demonstration
        assert ines.check_password("a lantern in the window")
        assert roles_on(ines, NOON.date()) == {Role.EVALUATOR, Role.STATISTICIAN}
        event = AuditEvent.objects.get(verb="people.join")
        assert event.subject == f"person:{ines.pk}"

    def test_takes_nobody_in_twice(self, db: None) -> None:
        self.join(Role.EVALUATOR)

        self.join(Role.EVALUATOR, Role.IDVA)

        assert Membership.objects.get().role == "evaluator"
        assert AuditEvent.objects.filter(verb="people.join").count() == 1

    def test_lists_its_people_and_what_they_do(self, people: Cast) -> None:
        self.join(Role.EVALUATOR)

        (persona,) = queries.demonstration_personas()

        assert persona == (self.EMAIL, "Ines", "evaluator, Respect")

    def test_lets_in_only_its_own_people(self, people: Cast) -> None:
        self.join(Role.EVALUATOR)

        assert queries.demonstration_person(self.EMAIL) is not None
        assert queries.demonstration_person("amara@tests.example") is None


class TestNamesOfRows:
    def test_hold_nothing_personal(self, db: None) -> None:
        ines = cast.person("Ines")
        cast.member(ines, Role.IDVA, cast.organisation("Respect"))
        membership = Membership.objects.get()

        assert str(ines) == f"person #{ines.pk}"
        assert str(membership) == f"membership #{membership.pk}: idva"
