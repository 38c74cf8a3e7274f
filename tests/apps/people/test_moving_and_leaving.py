"""Administrators end what their people do, or let something else follow."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from safehold.apps.audit.models import AuditEvent
from safehold.apps.people import policies
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import Actor, Purpose, Role
from safehold.engine.refusals import Refusal
from tests import cast
from tests.apps.people.administering import (
    NEXT_YEAR,
    TOMORROW,
    leave,
    move,
    only,
    roles_of,
)
from tests.apps.refusing import not_found, refused
from tests.cast import TODAY, Cast


class TestLeaveByAnAdministrator:
    def test_ends_the_role_for_a_reason(self, people: Cast, kwame: Actor) -> None:
        leave(people.dev, on=TOMORROW, by=kwame)

        ended = only(people.dev)
        assert (ended.to_date, ended.end_reason) == (TOMORROW, "left")
        assert roles_of(people.dev, TODAY) == {Role.FINANCE_OFFICER}
        assert roles_of(people.dev, TOMORROW) == set()

    def test_who_is_the_last_leaves_nobody_without_one(
        self, people: Cast, kwame: Actor
    ) -> None:
        with refused(policies.LAST_ADMINISTRATOR):
            leave(people.kwame, by=kwame)

    @pytest.mark.parametrize(
        ("since", "until", "is_active"),
        [
            (TOMORROW, None, True),
            (TODAY, TODAY, True),
            (TODAY, None, False),
        ],
    )
    def test_counts_only_who_can_administer_from_then_on(
        self,
        people: Cast,
        kwame: Actor,
        since: datetime.date,
        until: datetime.date | None,
        *,
        is_active: bool,
    ) -> None:
        here = people.commissioner_id
        another = cast.person("Lena")
        cast.member(another, Role.ADMINISTRATOR, here, since=since, until=until)
        Person.objects.filter(pk=another.pk).update(is_active=is_active)

        with refused(policies.LAST_ADMINISTRATOR):
            leave(people.kwame, by=kwame)

    def test_who_has_a_successor_may_go(self, people: Cast, kwame: Actor) -> None:
        here = people.commissioner_id
        cast.member(cast.person("Lena"), Role.ADMINISTRATOR, here)

        leave(people.kwame, by=kwame)

        assert roles_of(people.kwame, TODAY) == set()

    def test_elsewhere_finds_nothing(self, people: Cast, kwame: Actor) -> None:
        for somebody in (people.hugo, people.brendan, people.esi):
            with not_found():
                leave(somebody, by=kwame)

    def test_by_an_auditor_who_sees_it_is_refused(self, people: Cast) -> None:
        judith = replace(people.judith, purpose=Purpose.AUDIT)

        with refused(policies.NOT_ADMINISTRATOR):
            leave(people.dev, by=judith)


class TestMove:
    def test_ends_one_role_and_begins_the_other_on_one_day(
        self, people: Cast, kwame: Actor
    ) -> None:
        move(people.dev, Role.GRANTS_MANAGER, on=TOMORROW, by=kwame)

        assert roles_of(people.dev, TODAY) == {Role.FINANCE_OFFICER}
        assert roles_of(people.dev, TOMORROW) == {Role.GRANTS_MANAGER}
        over = Membership.objects.get(role=Role.FINANCE_OFFICER.value)
        assert over.end_reason == "changed_work"

    def test_keeps_the_last_day_that_was_set(self, people: Cast, kwame: Actor) -> None:
        leave(people.dev, on=NEXT_YEAR, by=kwame)

        key = move(people.dev, Role.GRANTS_MANAGER, by=kwame)

        assert Membership.objects.get(pk=key).to_date == NEXT_YEAR

    def test_is_one_event_on_the_record(self, people: Cast, kwame: Actor) -> None:
        move(people.dev, Role.GRANTS_MANAGER, by=kwame)

        event = AuditEvent.objects.get(verb__startswith="people.")
        assert event.verb == "people.move"

    def test_may_follow_what_it_would_not_go_with(
        self, people: Cast, kwame: Actor
    ) -> None:
        move(people.dev, Role.AUDITOR, by=kwame)

        assert roles_of(people.dev, TODAY) == {Role.AUDITOR}

    @pytest.mark.parametrize(
        ("whom", "role", "on", "refusal"),
        [
            ("kwame", Role.GRANTS_MANAGER, TODAY, policies.NOT_ONESELF),
            ("dev", Role.FINANCE_OFFICER, TODAY, policies.SAME_ROLE),
            (
                "dev",
                Role.EVALUATOR,
                cast.LAST_YEAR - datetime.timedelta(days=1),
                policies.ENDS_BEFORE_IT_STARTS,
            ),
        ],
    )
    def test_to_what_may_not_be_is_refused(
        self,
        people: Cast,
        kwame: Actor,
        whom: str,
        role: Role,
        on: datetime.date,
        refusal: Refusal,
    ) -> None:
        with refused(refusal):
            move(getattr(people, whom), role, on=on, by=kwame)

    def test_of_what_is_over_is_refused(self, people: Cast, kwame: Actor) -> None:
        leave(people.dev, by=kwame)

        with refused(policies.ALREADY_LEFT):
            move(people.dev, Role.GRANTS_MANAGER, on=TOMORROW, by=kwame)

    def test_of_an_invented_person_is_for_an_invented_administrator(
        self, people: Cast, kwame: Actor
    ) -> None:
        Person.objects.filter(pk=people.dev.person_id).update(is_demonstration=True)

        with refused(policies.INVENTED):
            move(people.dev, Role.GRANTS_MANAGER, by=kwame)

    def test_elsewhere_finds_nothing(self, people: Cast, kwame: Actor) -> None:
        with not_found():
            move(people.hugo, Role.EVALUATOR, by=kwame)
