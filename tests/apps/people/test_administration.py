"""Administrators let their people do more: theirs alone, and never themselves."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks as Committed

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditEvent
from safehold.apps.people import actions, policies, queries
from safehold.apps.people.models import Membership, Person
from safehold.apps.people.states import Standing
from safehold.engine.actors import SYSTEM, Actor, Purpose, Role
from safehold.engine.refusals import Refusal
from safehold.gateways.notices.fake import Outbox
from safehold.gateways.notices.port import NoticeKind
from tests import cast
from tests.apps.people.administering import (
    NEXT_YEAR,
    TOMORROW,
    give,
    leave,
    roles_of,
)
from tests.apps.refusing import not_found, refused
from tests.cast import LATER, NOON, TODAY, YESTERDAY, Cast


class TestGiveRole:
    def test_adds_to_what_the_person_does(self, people: Cast, kwame: Actor) -> None:
        give(people.dev, Role.EVALUATOR, people.commissioner_id, by=kwame)

        assert roles_of(people.dev, TODAY) == {Role.FINANCE_OFFICER, Role.EVALUATOR}

    def test_ends_by_itself_where_a_day_is_set(
        self, people: Cast, kwame: Actor
    ) -> None:
        here = people.commissioner_id
        give(people.dev, Role.EVALUATOR, here, until=TOMORROW, by=kwame)

        assert roles_of(people.dev, TOMORROW) == {Role.FINANCE_OFFICER}

    def test_is_on_the_record_and_told_without_saying_what(
        self,
        people: Cast,
        kwame: Actor,
        outbox: Outbox,
        django_capture_on_commit_callbacks: Committed,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            key = give(people.dev, Role.EVALUATOR, people.commissioner_id, by=kwame)

        event = AuditEvent.objects.get(verb="people.give_role")
        assert event.subject == f"person:{people.dev.person_id}"
        assert event.actor_id == kwame.person_id
        assert event.details == {"membership": key}
        (notice,) = outbox.sent
        assert notice.kind is NoticeKind.ACCESS_CHANGED
        assert notice.to == "dev@tests.example"

    @pytest.mark.parametrize(
        ("whom", "role", "given", "refusal"),
        [
            ("kwame", Role.GRANTS_MANAGER, {}, policies.NOT_ONESELF),
            ("kwame", Role.AUDITOR, {}, policies.NOT_ONESELF),
            ("judith", Role.ADMINISTRATOR, {}, policies.INCOMPATIBLE),
            ("judith", Role.FINANCE_OFFICER, {}, policies.INCOMPATIBLE),
            ("dev", Role.AUDITOR, {}, policies.INCOMPATIBLE),
            ("dev", Role.AUDITOR, {"since": NEXT_YEAR}, policies.INCOMPATIBLE),
            ("dev", Role.FINANCE_OFFICER, {}, policies.ALREADY_MEMBER),
            ("dev", Role.EVALUATOR, {"since": YESTERDAY}, policies.STARTS_IN_THE_PAST),
            ("dev", Role.EVALUATOR, {"until": TODAY}, policies.ENDS_BEFORE_IT_STARTS),
        ],
    )
    def test_of_what_may_not_be_is_refused(
        self,
        people: Cast,
        kwame: Actor,
        whom: str,
        role: Role,
        given: dict[str, datetime.date],
        refusal: Refusal,
    ) -> None:
        somebody: Actor = getattr(people, whom)

        with refused(refusal):
            give(somebody, role, people.commissioner_id, by=kwame, **given)

    def test_once_the_other_role_is_over_goes_together(
        self, people: Cast, kwame: Actor
    ) -> None:
        leave(people.dev, on=TOMORROW, by=kwame)

        with refused(policies.INCOMPATIBLE):
            give(people.dev, Role.AUDITOR, people.commissioner_id, by=kwame)
        here = people.commissioner_id
        give(people.dev, Role.AUDITOR, here, since=TOMORROW, by=kwame)

    def test_before_the_other_role_begins_goes_together(
        self, people: Cast, kwame: Actor
    ) -> None:
        dev = Membership.objects.filter(person_id=people.dev.person_id)
        dev.update(from_date=TOMORROW)
        here = people.commissioner_id

        give(people.dev, Role.AUDITOR, here, until=TOMORROW, by=kwame)

        assert roles_of(people.dev, TODAY) == {Role.AUDITOR}
        assert roles_of(people.dev, TOMORROW) == {Role.FINANCE_OFFICER}

    def test_of_an_invented_person_is_for_an_invented_administrator(
        self, people: Cast, kwame: Actor
    ) -> None:
        Person.objects.filter(pk=people.dev.person_id).update(is_demonstration=True)
        here = people.commissioner_id

        with refused(policies.INVENTED):
            give(people.dev, Role.EVALUATOR, here, by=kwame)
        Person.objects.filter(pk=kwame.person_id).update(is_demonstration=True)
        give(people.dev, Role.EVALUATOR, here, by=kwame)

    def test_by_anybody_else_or_elsewhere_is_refused(
        self, people: Cast, kwame: Actor
    ) -> None:
        here, elsewhere = people.commissioner_id, people.another_commissioner_id

        for other in (people.amara, *people.strangers, SYSTEM):
            with refused(policies.NOT_ADMINISTRATOR):
                give(people.dev, Role.EVALUATOR, here, by=other)
        with refused(policies.NOT_ADMINISTRATOR):
            give(people.dev, Role.EVALUATOR, elsewhere, by=kwame)


class TestShuttingOut:
    def test_keeps_a_person_out_until_they_are_let_in_again(self, people: Cast) -> None:
        amara = people.amara.person_id

        actions.deactivate(amara, by=SYSTEM, at=NOON)
        assert queries.actor_with_email("amara@tests.example", on=TODAY) is None

        actions.reactivate(amara, by=SYSTEM, at=LATER)
        found = queries.actor_with_email("amara@tests.example", on=TODAY)
        assert found == people.amara
        events = AuditEvent.objects.filter(verb__startswith="people.").order_by("pk")
        assert [event.verb for event in events] == [
            "people.deactivate",
            "people.reactivate",
        ]

    def test_is_done_once(self, people: Cast) -> None:
        amara = people.amara.person_id
        with refused(policies.NOT_SHUT_OUT):
            actions.reactivate(amara, by=SYSTEM, at=NOON)
        actions.deactivate(amara, by=SYSTEM, at=NOON)

        with refused(policies.ALREADY_SHUT_OUT):
            actions.deactivate(amara, by=SYSTEM, at=NOON)

    def test_is_for_whoever_runs_the_service(self, people: Cast, kwame: Actor) -> None:
        for other in (kwame, people.amara, *people.strangers):
            for change in (actions.deactivate, actions.reactivate):
                with refused(policies.NOT_FROM_COMMAND_LINE):
                    change(people.amara.person_id, by=other, at=NOON)


class TestReading:
    def test_a_persons_record_is_kept(self, people: Cast, kwame: Actor) -> None:
        found = actions.read_person(people.dev.person_id, by=kwame, at=NOON)

        event = AuditEvent.objects.get(verb="people.read")
        assert event.subject == f"person:{found.pk}"
        assert event.actor_id == kwame.person_id
        assert event.organisation_id == people.commissioner_id

    def test_is_what_the_auditor_there_sees_and_no_other(
        self, people: Cast, kwame: Actor
    ) -> None:
        actions.read_person(people.dev.person_id, by=kwame, at=NOON)

        subject = f"person:{people.dev.person_id}"
        for who, count in ((people.judith, 1), (people.hugo, 0)):
            auditing = replace(who, purpose=Purpose.AUDIT)
            with context.acting(auditing, at=LATER):
                assert AuditEvent.objects.filter(subject=subject).count() == count

    def test_of_somebody_elsewhere_finds_nothing_and_keeps_nothing(
        self, people: Cast, kwame: Actor
    ) -> None:
        for somebody in (people.hugo, people.brendan, people.grace):
            with not_found():
                actions.read_person(somebody.person_id, by=kwame, at=NOON)


class TestNotices:
    def test_never_go_to_invented_people(
        self,
        people: Cast,
        outbox: Outbox,
        django_capture_on_commit_callbacks: Committed,
    ) -> None:
        Person.objects.update(is_demonstration=True)

        with django_capture_on_commit_callbacks(execute=True):
            actions.send_notice(
                people.dev.person_id, NoticeKind.ACCESS_CHANGED, by=SYSTEM, at=NOON
            )

        assert not outbox.sent
        assert not AuditEvent.objects.filter(verb="people.send_notice").exists()


class TestWhereARoleStands:
    @pytest.mark.parametrize(
        ("since", "until", "standing"),
        [
            (YESTERDAY, None, Standing.IN_FORCE),
            (TODAY, TOMORROW, Standing.IN_FORCE),
            (TOMORROW, None, Standing.TO_COME),
            (TOMORROW, NEXT_YEAR, Standing.TO_COME),
            (TOMORROW, TOMORROW, Standing.OVER),
            (YESTERDAY, TODAY, Standing.OVER),
            (TODAY, TODAY, Standing.OVER),
        ],
    )
    def test_is_one_of_three_and_follows_from_its_days(
        self,
        people: Cast,
        since: datetime.date,
        until: datetime.date | None,
        standing: Standing,
    ) -> None:
        lena = cast.person("Lena")
        cast.member(lena, Role.IDVA, people.commissioner_id, since=since, until=until)

        stands = [
            each
            for each in Standing
            if lena.memberships.filter(queries.stands(each, on=TODAY)).exists()
        ]

        assert stands == [standing]
