"""An invitation is sent in the background: not lost, not for nothing, not for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import transaction

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.apps.invitations import actions, policies
from safehold.apps.invitations.models import Invitation
from safehold.apps.jobs import actions as jobs
from safehold.apps.jobs import policies as job_policies
from safehold.apps.jobs import queries
from safehold.apps.jobs.models import Job, JobProgress
from safehold.apps.jobs.states import FIRST_PAUSE, MOST_ATTEMPTS
from safehold.apps.people import policies as people_policies
from safehold.apps.people.models import Membership
from safehold.engine.actors import SYSTEM, Actor, Purpose, Role
from safehold.gateways.notices.fake import Outbox
from safehold.gateways.notices.port import UnableToSend
from tests import cast
from tests.apps.invitations.asking import EMAIL, accept, invite, roles_of, token_in
from tests.apps.jobs.works import Bench, queued
from tests.apps.refusing import not_found, refused
from tests.cast import LATER, NOON, TODAY, Cast
from tests.posting import attempt, deliver

NOT_NOW = UnableToSend("The mail server cannot be reached.", retryable=True)
NEVER = UnableToSend("The mail server refused the address.", retryable=False)


@pytest.fixture
def asked(kwame: Actor, here: int, outbox: Outbox) -> Job:
    """An invitation that waits to be sent."""
    invite(kwame, here)
    return sending()


def sending() -> Job:
    """Return what sends the only invitation."""
    job = Invitation.objects.get().sending
    assert job is not None
    return job


class TestAskingSomebodyIn:
    def test_has_the_e_mail_wait_without_its_address_or_token(
        self, outbox: Outbox, asked: Job
    ) -> None:
        number = Invitation.objects.get().pk

        assert not outbox.sent
        assert queued() == [asked.pk]
        assert asked.subject == f"invitation:{number}"
        assert EMAIL not in repr(Job.objects.values())
        assert Invitation.objects.get().token_sha256 == ""

    def test_that_is_taken_back_whole_sends_nothing(
        self, outbox: Outbox, kwame: Actor, here: int
    ) -> None:
        with transaction.atomic():
            invite(kwame, here)
            transaction.set_rollback(True)

        deliver()

        assert not Job.objects.exists()
        assert queued() == []
        assert not outbox.sent

    def test_sends_it_once_however_often_it_is_rung_for(
        self, outbox: Outbox, asked: Job
    ) -> None:
        attempt(asked.pk, at=NOON)

        assert jobs.start(asked.pk, by=SYSTEM, at=LATER) is None
        assert len(outbox.sent) == 1


class TestAMailServer:
    def test_that_is_down_and_up_again_sends_it_once(
        self, outbox: Outbox, asked: Job
    ) -> None:
        outbox.refusal = NOT_NOW
        attempt(asked.pk, at=NOON)
        waiting = sending()
        assert (waiting.state, waiting.failure) == ("waiting", str(NOT_NOW))
        assert waiting.next_attempt_at == NOON + FIRST_PAUSE
        assert Invitation.objects.get().token_sha256 == ""

        outbox.refusal = None
        deliver(at=LATER)

        assert (sending().state, sending().failure) == ("done", "")
        assert len(outbox.sent) == 1
        accept(token_in(outbox))
        assert roles_of(EMAIL) == {Role.EVALUATOR}

    def test_that_is_down_for_long_is_given_up_with_its_sentence(
        self, outbox: Outbox, asked: Job
    ) -> None:
        outbox.refusal = NOT_NOW

        for _ in range(MOST_ATTEMPTS):
            attempt(asked.pk, at=NOON)

        assert (sending().state, sending().failure) == ("dead", str(NOT_NOW))

    def test_that_refuses_for_good_is_asked_once_until_an_administrator_does(
        self, outbox: Outbox, kwame: Actor, asked: Job
    ) -> None:
        outbox.refusal = NEVER
        attempt(asked.pk, at=NOON)
        assert (sending().state, sending().failure) == ("failed", str(NEVER))

        outbox.refusal = None
        jobs.retry(asked.pk, reason="They mended it.", by=kwame, at=LATER)
        deliver(at=LATER)

        assert sending().state == "done"
        assert len(outbox.sent) == 1

    def test_that_took_it_before_all_was_kept_leaves_the_last_link_working(
        self, outbox: Outbox, asked: Job
    ) -> None:
        """What happens where a worker is killed between the e-mail and the commit."""
        with transaction.atomic():
            attempt(asked.pk, at=NOON)
            transaction.set_rollback(True)
        lost = token_in(outbox)

        deliver(at=LATER)

        assert len(outbox.sent) == 2
        with refused(policies.OVER):
            accept(lost)
        accept(token_in(outbox))


Change = Callable[..., None]


class TestWhatStillWaits:
    @pytest.mark.parametrize("change", [actions.withdraw, actions.send_again])
    def test_is_cancelled_by_whatever_makes_it_needless(
        self, outbox: Outbox, kwame: Actor, asked: Job, change: Change
    ) -> None:
        change(Invitation.objects.get().pk, by=kwame, at=LATER)

        assert Job.objects.get(pk=asked.pk).state == "cancelled"
        deliver(at=LATER)
        assert len(outbox.sent) == (change == actions.send_again)

    def test_is_not_sent_for_whoever_has_left(
        self, outbox: Outbox, kwame: Actor, asked: Job
    ) -> None:
        Membership.objects.filter(person_id=kwame.person_id).update(to_date=TODAY)

        deliver(at=NOON)

        assert sending().failure == job_policies.ASKER_LEFT.message
        assert not outbox.sent

    def test_is_not_sent_for_whoever_administers_no_more(
        self, outbox: Outbox, kwame: Actor, asked: Job
    ) -> None:
        Membership.objects.filter(person_id=kwame.person_id).update(role="evaluator")

        deliver(at=NOON)

        assert sending().failure == people_policies.NOT_ADMINISTRATOR.message
        assert not outbox.sent


class TestWhoSeesAJob:
    """Each kind of job has its own people, by the query and by the wall alone."""

    @pytest.fixture
    def import_id(self, people: Cast) -> int:
        return Bench(people).ask()

    @pytest.fixture
    def another(self, people: Cast) -> Actor:
        """Another administrator, who asked for nothing."""
        actor = cast._actor("Nana", Role.ADMINISTRATOR, people.commissioner_id)
        return replace(actor, purpose=Purpose.ADMINISTRATION)

    def test_that_sends_an_invitation_is_an_administrator(
        self, asked: Job, import_id: int, another: Actor
    ) -> None:
        assert known_to(another) == {asked.pk}

    def test_that_imports_is_a_grants_manager(
        self, people: Cast, asked: Job, import_id: int
    ) -> None:
        someone = cast._actor("Ayo", Role.GRANTS_MANAGER, people.commissioner_id)

        assert known_to(someone) == {import_id}

    def test_is_nobody_else(self, people: Cast, asked: Job, import_id: int) -> None:
        for stranger in people.strangers:
            for purpose in Purpose:
                if stranger != people.kwame:
                    assert not known_to(replace(stranger, purpose=purpose))

    def test_cancels_and_retries_no_other_kind(
        self, people: Cast, asked: Job, import_id: int, another: Actor
    ) -> None:
        for by, job_id in ((another, import_id), (people.amara, asked.pk)):
            with not_found():
                jobs.cancel(job_id, by=by, at=LATER)

        jobs.cancel(asked.pk, by=another, at=LATER)
        assert sending().state == "cancelled"

    def test_reads_what_became_of_it_and_of_no_other_kind(
        self, people: Cast, asked: Job, import_id: int, another: Actor
    ) -> None:
        someone = cast._actor("Ayo", Role.GRANTS_MANAGER, people.commissioner_id)

        assert kept_for(another) == {asked.pk}
        assert kept_for(someone) == {import_id}


def kept_for(by: Actor) -> set[int]:
    """Return the jobs of which somebody may read what was done."""
    with context.acting(by, at=NOON):
        events = AuditEvent.objects.filter(subject__startswith="job:")
        done = {int(event.subject.removeprefix("job:")) for event in events}
        changes = AuditChange.objects.filter(table_name="jobs_job")
        changed = {int(change.row_id) for change in changes}
    assert done == changed
    return done


def known_to(by: Actor) -> set[int]:
    """Return the jobs that somebody may know of, by both rules, which agree."""
    by_query = set(queries.visible_to(by).values_list("pk", flat=True))
    with context.acting(by, at=NOON):
        by_wall = set(Job.objects.values_list("pk", flat=True))
        told = set(JobProgress.objects.values_list("job_id", flat=True))
    assert by_query == by_wall == told
    return by_wall
