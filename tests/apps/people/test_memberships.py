"""Only the service itself lets people in and ends what they do, on the day it says."""

import datetime

import pytest
from django.contrib.auth import authenticate

from safehold.apps.audit.models import AuditEvent
from safehold.apps.people import actions, policies, queries
from safehold.apps.people.models import Membership, Person
from safehold.apps.people.queries import Term
from safehold.engine.actors import SYSTEM, Actor, Role
from safehold.engine.refusals import Refusal
from tests import cast
from tests.apps.refusing import not_found, refused
from tests.cast import NOON, TODAY, YESTERDAY, Cast

TOMORROW = TODAY + datetime.timedelta(days=1)
EMAIL = "jo@tests.example"
PASSWORD = "a lantern in the window"


def join(
    email: str = EMAIL,
    *,
    name: str = "Jo Ashdown",
    password: str = PASSWORD,
    role: Role = Role.EVALUATOR,
    since: datetime.date = TODAY,
    by: Actor = SYSTEM,
) -> int:
    return actions.join(
        email,
        name=name,
        password=password,
        term=Term(role, cast.organisation("Respect"), since),
        by=by,
        at=NOON,
    )


def leave(membership_id: int, *, on: datetime.date = TODAY, by: Actor = SYSTEM) -> None:
    actions.leave(membership_id, to_date=on, by=by, at=NOON)


def roles_on(on: datetime.date) -> set[Role]:
    acting = queries.actor_with_email(EMAIL, on=on)
    assert acting is not None
    return {role for _, role in acting.roles}


@pytest.fixture(autouse=True)
def respect(db: None) -> int:
    return cast.organisation("Respect")


class TestJoin:
    def test_lets_somebody_new_sign_in_with_the_role(self) -> None:
        membership_id = join()

        jo = Person.objects.get(email=EMAIL)
        assert authenticate(username=EMAIL, password=PASSWORD) == jo
        assert not jo.is_demonstration
        assert roles_on(TODAY) == {Role.EVALUATOR}
        event = AuditEvent.objects.get(verb="people.join")
        assert event.subject == f"person:{jo.pk}"
        assert event.details == {"membership": membership_id}

    def test_gives_somebody_known_another_role_and_changes_nothing_else(self) -> None:
        join()

        join(EMAIL.upper(), name="", password="", role=Role.STATISTICIAN)

        assert Person.objects.get().name == "Jo Ashdown"
        assert authenticate(username=EMAIL, password=PASSWORD) is not None
        assert roles_on(TODAY) == {Role.EVALUATOR, Role.STATISTICIAN}

    def test_gives_a_role_from_its_first_day(self) -> None:
        join(since=TOMORROW)

        assert roles_on(TODAY) == set()
        assert roles_on(TOMORROW) == {Role.EVALUATOR}

    def test_gives_a_role_that_has_ended_anew(self) -> None:
        leave(join(since=YESTERDAY))

        join(since=TODAY)

        assert roles_on(TODAY) == {Role.EVALUATOR}
        assert Membership.objects.count() == 2

    def test_by_any_person_is_refused(self, people: Cast) -> None:
        nobody = Actor(person_id=0, name="", roles=frozenset())

        for stranger in (people.amara, *people.strangers, nobody):
            with refused(policies.NOT_FROM_COMMAND_LINE):
                join(by=stranger)

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"email": "jo"}, policies.EMAIL_WRONG),
            ({"email": ""}, policies.EMAIL_WRONG),
            ({"email": "jo\0@tests.example"}, policies.EMAIL_WRONG),
            # 63 letters are the most between two stops: 4 * 64 + 7 is too long.
            ({"email": f"jo@{('a' * 63 + '.') * 4}example"}, policies.EMAIL_WRONG),
            ({"name": " "}, policies.NAME_MISSING),
            ({"name": "J\0"}, policies.NAME_MISSING),
            ({"name": "Jo\r\nAshdown"}, policies.NAME_MISSING),
            ({"name": "Jo\u2028Ashdown"}, policies.NAME_MISSING),
            ({"name": "\u202eJo"}, policies.NAME_MISSING),
            ({"email": "jo@te\u017fts.example"}, policies.EMAIL_WRONG),
            ({"name": "J" * 201}, policies.NAME_MISSING),
            ({"password": ""}, policies.PASSWORD_TOO_WEAK),
            ({"password": "a lantern i"}, policies.PASSWORD_TOO_WEAK),
            ({"password": "password1234"}, policies.PASSWORD_TOO_WEAK),
            ({"password": "739205816492"}, policies.PASSWORD_TOO_WEAK),
            ({"password": "jo@tests.example"}, policies.PASSWORD_TOO_WEAK),
            ({"password": "Jo Ashdown's"}, policies.PASSWORD_TOO_WEAK),
        ],
    )
    def test_of_somebody_new_needs_all_of_them(
        self, given: dict[str, str], refusal: Refusal
    ) -> None:
        with refused(refusal):
            join(**given)  # type: ignore[arg-type]

    def test_of_an_invented_person_is_refused(self) -> None:
        Person.objects.create(email=EMAIL, name="Jo", is_demonstration=True)

        with refused(policies.INVENTED):
            join()

    @pytest.mark.parametrize("since", [YESTERDAY, TODAY, TOMORROW])
    def test_with_a_role_that_is_held_is_refused(self, since: datetime.date) -> None:
        join(since=TODAY)

        with refused(policies.ALREADY_MEMBER):
            join(since=since)

    def test_again_from_the_very_day_is_refused(self) -> None:
        leave(join(since=TODAY), on=TODAY)

        with refused(policies.ALREADY_MEMBER):
            join(since=TODAY)


class TestLeave:
    @pytest.mark.parametrize(
        ("on", "held"),
        [(YESTERDAY, {Role.EVALUATOR}), (TODAY, set()), (TOMORROW, set())],
    )
    def test_takes_the_role_from_its_day_on(
        self, on: datetime.date, held: set[Role]
    ) -> None:
        leave(join(since=cast.LAST_YEAR), on=TODAY)

        assert roles_on(on) == held

    def test_says_so_on_the_record(self) -> None:
        membership_id = join()

        leave(membership_id, on=TOMORROW)

        event = AuditEvent.objects.get(verb="people.leave")
        assert event.subject == f"person:{Person.objects.get().pk}"
        assert event.details == {
            "membership": membership_id,
            "to_date": TOMORROW.isoformat(),
        }

    def test_on_the_first_day_takes_back_what_was_given_by_mistake(self) -> None:
        leave(join(since=TODAY), on=TODAY)

        assert roles_on(TODAY) == set()

    def test_leaves_other_roles_alone(self) -> None:
        membership_id = join()
        join(role=Role.STATISTICIAN)

        leave(membership_id)

        assert roles_on(TODAY) == {Role.STATISTICIAN}

    def test_may_come_earlier_than_was_said_first(self) -> None:
        membership_id = join(since=YESTERDAY)
        leave(membership_id, on=TOMORROW)

        leave(membership_id, on=TODAY)

        assert roles_on(TODAY) == set()

    @pytest.mark.parametrize("on", [TODAY, TOMORROW])
    def test_once_over_is_not_put_off(self, on: datetime.date) -> None:
        membership_id = join(since=YESTERDAY)
        leave(membership_id, on=TODAY)

        with refused(policies.ALREADY_LEFT):
            leave(membership_id, on=on)

    def test_before_the_first_day_is_refused(self) -> None:
        membership_id = join(since=TODAY)

        with refused(policies.ENDS_BEFORE_IT_STARTS):
            leave(membership_id, on=YESTERDAY)

    def test_by_any_person_is_refused(self, people: Cast) -> None:
        membership_id = join()

        for stranger in (people.amara, *people.strangers):
            with not_found():
                leave(membership_id, by=stranger)

    def test_of_nothing_is_not_found(self) -> None:
        with not_found():
            leave(0)


class TestTheList:
    def test_tells_of_every_role_with_its_days(self) -> None:
        leave(join(since=YESTERDAY), on=TODAY)
        join(role=Role.IDVA)

        assert queries.memberships() == (
            (EMAIL, "Jo Ashdown", "evaluator, Respect", YESTERDAY, TODAY),
            (EMAIL, "Jo Ashdown", "idva, Respect", TODAY, None),
        )

    def test_finds_what_a_person_last_became_by_the_day(self, respect: int) -> None:
        first = join(since=YESTERDAY)
        leave(first, on=TODAY)
        second = join(since=TODAY)

        def found(on: datetime.date, role: Role = Role.EVALUATOR) -> int | None:
            return queries.membership_with(
                EMAIL, role=role, organisation_id=respect, on=on
            )

        assert found(cast.LAST_YEAR) is None
        assert found(YESTERDAY) == first
        assert found(TOMORROW) == second
        assert found(TOMORROW, Role.IDVA) is None
