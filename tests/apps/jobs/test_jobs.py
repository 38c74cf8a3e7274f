"""A job from asking to done, refused, dead or cancelled."""

import pytest
from django.db import connection, transaction

from safehold.apps.documents import policies as documents_policies
from safehold.apps.documents.models import Document
from safehold.apps.jobs import actions, policies, queries
from safehold.apps.jobs import jobs as works
from safehold.apps.jobs.models import Job, WaitingFile
from safehold.apps.jobs.states import FIRST_PAUSE, MOST_ATTEMPTS, JobKind
from safehold.engine.actors import SYSTEM
from tests.apps.jobs.works import (
    ONE_MINUTE,
    TEXT,
    Bench,
    another_grants_manager,
    change_role,
    documents,
    end_roles,
    job,
    queued,
    shut_out,
    tell_in_the_same_transaction,
)
from tests.apps.refusing import not_found, refused
from tests.cast import LATER, NOON, Cast


class TestAsk:
    def test_keeps_the_file_and_rings_for_the_worker(self, bench: Bench) -> None:
        job_id = bench.ask(name="lantern.txt")

        asked = job(job_id)
        assert (asked.state, asked.asked_by_id) == (
            "waiting",
            bench.people.amara.person_id,
        )
        assert asked.next_attempt_at == NOON
        assert bytes(asked.file.content) == TEXT
        assert queued() == [job_id]

    def test_twice_for_the_same_is_one_job(self, bench: Bench) -> None:
        first, second = bench.ask(), bench.ask(name="again.txt")

        assert first == second
        assert Job.objects.count() == 1
        assert queued() == [first]

    def test_goes_with_the_transaction_that_asked(self, bench: Bench) -> None:
        with transaction.atomic():
            bench.ask()
            transaction.set_rollback(True)

        assert not Job.objects.exists()
        assert not WaitingFile.objects.exists()
        assert queued() == []

    def test_needs_a_role_at_the_organisation(self, people: Cast) -> None:
        with refused(policies.NO_ROLE_THERE):
            actions.ask(
                JobKind.IMPORT_DOCUMENT,
                key="k",
                organisation_id=people.commissioner_id,
                by=people.esi,
                at=NOON,
            )

    def test_needs_the_permission_of_what_it_asks_for(self, bench: Bench) -> None:
        with refused(documents_policies.NOT_IMPORTER):
            bench.ask(by=bench.people.dev)

    def test_again_after_it_was_cancelled_is_a_new_job(self, bench: Bench) -> None:
        first = bench.ask()
        actions.cancel(first, by=bench.people.amara, at=NOON)

        assert bench.ask() != first

    def test_puts_numbers_into_the_queue_and_nothing_else(self, bench: Bench) -> None:
        job_id = bench.ask(name="Amara Okafor.txt")

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT task_name, args::text, queueing_lock, lock, queue_name "
                "FROM procrastinate_jobs"
            )
            (row,) = cursor.fetchall()
        arguments = f'{{"job_id": {job_id}}}'
        assert row == ("jobs.run", arguments, f"job {job_id}", None, "default")


class TestRun:
    def test_does_the_work_and_says_so(self, bench: Bench) -> None:
        job_id = bench.ask()
        bench.at = LATER

        bench.run(job_id, tell=tell_in_the_same_transaction)

        done = job(job_id)
        assert (done.state, done.attempts, done.finished_at) == ("done", 1, LATER)
        assert done.result == f"document:{Document.objects.get().pk}"
        assert (done.progress.done, done.progress.total) == (3, 3)
        assert not WaitingFile.objects.exists()

    def test_is_signed_by_whoever_asked(self, bench: Bench) -> None:
        bench.run(bench.ask())

        assert Document.objects.get().imported_by_id == bench.people.amara.person_id

    def test_twice_does_it_once(self, bench: Bench) -> None:
        job_id = bench.ask()

        bench.run(job_id)
        bench.run(job_id)

        assert documents() == 1
        assert job(job_id).attempts == 1

    def test_of_an_attempt_that_was_taken_over_does_nothing(self, bench: Bench) -> None:
        job_id = bench.ask()
        first = bench.start(job_id)
        assert first is not None
        bench.at += ONE_MINUTE
        actions.rescue(by=SYSTEM, at=bench.at)
        second = bench.start(job_id)

        bench.carry_out(job_id, first)
        actions.fail(job_id, first, by=SYSTEM, at=bench.at)
        actions.stop(job_id, first, by=SYSTEM, at=bench.at)

        assert (job(job_id).state, job(job_id).attempts) == ("running", second)
        assert documents() == 0

    def test_that_is_refused_fails_for_good_with_the_sentence(
        self, bench: Bench
    ) -> None:
        job_id = bench.ask(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

        bench.run(job_id)

        failed = job(job_id)
        assert failed.state == "failed"
        assert failed.failure_code.startswith("documents.")
        assert failed.failure.endswith(".")
        assert documents() == 0

    def test_leaves_nothing_of_work_that_goes_wrong_half_way(
        self, bench: Bench
    ) -> None:
        job_id = bench.ask()
        attempt = bench.start(job_id)
        assert attempt is not None

        def stops_at_two(job_id: int, done: int, total: int) -> bool:
            assert done < 2, "the worker fell over"
            return True

        with pytest.raises(AssertionError):
            bench.carry_out(job_id, attempt, tell=stops_at_two)

        assert documents() == 0
        assert job(job_id).state == "running"
        assert job(job_id).file

    def test_knows_work_for_every_kind(self) -> None:
        assert works.known() == set(JobKind)


class TestPermissions:
    def test_that_have_ended_since_end_the_job(self, bench: Bench) -> None:
        job_id = bench.ask()
        end_roles(bench.people.amara.person_id, on=NOON.date())

        bench.run(job_id)

        failed = job(job_id)
        assert (failed.state, failed.failure_code) == ("failed", "jobs.asker_left")
        assert failed.failure == policies.ASKER_LEFT.message
        assert documents() == 0

    def test_of_somebody_shut_out_since_end_the_job(self, bench: Bench) -> None:
        job_id = bench.ask()
        shut_out(bench.people.amara.person_id)

        bench.run(job_id)

        assert job(job_id).failure_code == "jobs.asker_left"
        assert documents() == 0

    def test_of_another_role_do_not_stand_in(self, bench: Bench) -> None:
        job_id = bench.ask()
        change_role(bench.people.amara.person_id, "finance_officer")

        bench.run(job_id)

        assert job(job_id).failure_code == "documents.not_importer"
        assert documents() == 0

    def test_are_those_of_the_purpose_it_was_asked_for(self, bench: Bench) -> None:
        job_id = bench.ask()
        Job.objects.filter(pk=job_id).update(purpose="audit")

        asker = queries.asker(job(job_id), on=NOON.date())

        assert asker is not None
        assert asker.purpose == "audit"


class TestGoingWrong:
    def test_is_tried_again_after_longer_and_longer(self, bench: Bench) -> None:
        job_id = bench.ask()

        bench.fail(job_id)
        first = job(job_id).next_attempt_at
        bench.fail(job_id)

        assert first == NOON + FIRST_PAUSE
        assert job(job_id).next_attempt_at == NOON + FIRST_PAUSE * 4
        assert job(job_id).state == "waiting"

    def test_too_often_is_dead_and_says_why(self, bench: Bench) -> None:
        dead = bench.give_up(bench.ask())

        assert (dead.state, dead.attempts) == ("dead", MOST_ATTEMPTS)
        assert dead.failure == policies.WENT_WRONG.message
        assert dead.next_attempt_at is None
        assert bytes(dead.file.content) == TEXT

    def test_is_no_more_once_it_was_done(self, bench: Bench) -> None:
        job_id = bench.ask()
        bench.fail(job_id)

        bench.run(job_id)

        assert (job(job_id).state, job(job_id).failure) == ("done", "")


class TestCancel:
    def test_of_what_waits_is_done_at_once(self, bench: Bench) -> None:
        job_id = bench.ask()

        is_cancelled = actions.cancel(job_id, by=bench.people.amara, at=LATER)

        assert is_cancelled
        assert (job(job_id).state, job(job_id).finished_at) == ("cancelled", LATER)
        assert not WaitingFile.objects.exists()
        bench.run(job_id)
        assert documents() == 0

    def test_of_what_runs_stops_it_where_it_next_tells(self, bench: Bench) -> None:
        job_id = bench.ask()

        def cancel_at_two(job_id: int, done: int, total: int) -> bool:
            if done == 2:
                assert not actions.cancel(job_id, by=bench.people.amara, at=NOON)
            return tell_in_the_same_transaction(job_id, done, total)

        # In this transaction the asking is taken back with the work.
        bench.run(job_id, tell=cancel_at_two)

        assert job(job_id).state == "cancelled"
        assert documents() == 0

    def test_before_the_work_begins_stops_it(self, bench: Bench) -> None:
        job_id = bench.ask()
        attempt = bench.start(job_id)
        assert attempt is not None
        assert not actions.cancel(job_id, by=bench.people.amara, at=NOON)

        bench.carry_out(job_id, attempt)

        assert job(job_id).state == "cancelled"
        assert documents() == 0

    def test_of_what_went_wrong_keeps_it_from_another_try(self, bench: Bench) -> None:
        job_id = bench.ask()
        attempt = bench.start(job_id)
        assert attempt is not None
        actions.cancel(job_id, by=bench.people.amara, at=NOON)

        actions.fail(job_id, attempt, by=SYSTEM, at=NOON)

        assert job(job_id).state == "cancelled"

    def test_of_what_is_over_is_refused(self, bench: Bench) -> None:
        job_id = bench.ask()
        bench.run(job_id)

        with refused(policies.OVER_ALREADY):
            actions.cancel(job_id, by=bench.people.amara, at=NOON)

    def test_by_a_stranger_finds_no_job(self, bench: Bench) -> None:
        job_id = bench.ask()

        for stranger in bench.people.strangers:
            with not_found():
                actions.cancel(job_id, by=stranger, at=NOON)

    def test_is_not_for_whoever_only_sees_it(self, bench: Bench) -> None:
        asked = job(bench.ask())

        assert policies.why_not_cancel(asked, by=bench.people.dev) is policies.NOT_YOURS


class TestRetry:
    def test_of_the_dead_begins_anew_in_the_name_of_whoever_asks(
        self, bench: Bench
    ) -> None:
        dead = bench.give_up(bench.ask())
        another = another_grants_manager(bench.people)

        actions.retry(dead.pk, reason=" The server was full. ", by=another, at=LATER)
        bench.at = LATER
        bench.run(dead.pk)

        done = job(dead.pk)
        assert (done.state, done.attempts) == ("done", 1)
        assert done.asked_by_id == another.person_id
        assert Document.objects.get().imported_by_id == another.person_id

    def test_needs_a_reason(self, bench: Bench) -> None:
        dead = bench.give_up(bench.ask())

        for reason in ("", "  ", "x" * 301):
            with refused(policies.REASON_MISSING):
                actions.retry(dead.pk, reason=reason, by=bench.people.amara, at=NOON)

    def test_of_what_waits_or_is_done_is_refused(self, bench: Bench) -> None:
        job_id = bench.ask()
        with refused(policies.NOT_GIVEN_UP):
            actions.retry(job_id, reason="So.", by=bench.people.amara, at=NOON)
        bench.run(job_id)

        with refused(policies.NOT_GIVEN_UP):
            actions.retry(job_id, reason="So.", by=bench.people.amara, at=NOON)

    def test_of_what_was_asked_again_is_refused(self, bench: Bench) -> None:
        dead = bench.give_up(bench.ask())
        bench.ask()

        with refused(policies.ASKED_AGAIN):
            actions.retry(dead.pk, reason="So.", by=bench.people.amara, at=NOON)

    def test_of_a_file_that_was_thrown_away_is_refused(self, bench: Bench) -> None:
        dead = bench.give_up(bench.ask())
        later = NOON + actions.FILES_KEPT_FOR + ONE_MINUTE
        assert actions.clear_files(by=SYSTEM, at=later) == 1

        with refused(policies.FILE_GONE):
            actions.retry(dead.pk, reason="So.", by=bench.people.amara, at=later)

    def test_by_a_stranger_finds_no_job(self, bench: Bench) -> None:
        dead = bench.give_up(bench.ask())

        for stranger in bench.people.strangers:
            with not_found():
                actions.retry(dead.pk, reason="So.", by=stranger, at=NOON)

    def test_is_not_for_whoever_only_sees_it(self, bench: Bench) -> None:
        dead = bench.give_up(bench.ask())

        refusal = policies.why_not_retry(dead, reason="So.", by=bench.people.dev)

        assert refusal is policies.NOT_YOURS


class TestRescue:
    def test_puts_back_what_was_begun_and_is_left(self, bench: Bench) -> None:
        job_id = bench.ask()
        bench.start(job_id)

        number = actions.rescue(by=SYSTEM, at=NOON + ONE_MINUTE)

        assert number == 1
        rescued = job(job_id)
        assert (rescued.state, rescued.failure_code) == ("waiting", "jobs.broke_off")
        assert rescued.next_attempt_at == NOON + ONE_MINUTE

    def test_leaves_what_was_begun_just_now(self, bench: Bench) -> None:
        job_id = bench.ask()
        bench.start(job_id)

        assert actions.rescue(by=SYSTEM, at=NOON) == 0
        assert job(job_id).state == "running"

    def test_of_what_is_left_again_and_again_gives_it_up(self, bench: Bench) -> None:
        job_id = bench.ask()
        for _ in range(MOST_ATTEMPTS):
            bench.start(job_id)
            bench.at += ONE_MINUTE
            actions.rescue(by=SYSTEM, at=bench.at)

        assert job(job_id).state == "dead"
        assert job(job_id).failure == policies.BROKE_OFF.message

    def test_rings_again_for_what_the_queue_lost(self, bench: Bench) -> None:
        job_id = bench.ask()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")

        actions.rescue(by=SYSTEM, at=NOON + ONE_MINUTE)
        actions.rescue(by=SYSTEM, at=NOON + 2 * ONE_MINUTE)

        assert queued() == [job_id]


class TestVisible:
    def test_to_whoever_asked_and_to_who_tends_that_work(self, bench: Bench) -> None:
        job_id = bench.ask()
        another = another_grants_manager(bench.people)

        for by in (bench.people.amara, another):
            assert queries.visible_to(by).get().pk == job_id

    def test_to_nobody_else(self, bench: Bench) -> None:
        bench.ask()

        assert not [by for by in bench.people.strangers if queries.visible_to(by)]

    def test_no_longer_to_whoever_left(self, bench: Bench) -> None:
        bench.ask()
        end_roles(bench.people.amara.person_id, on=NOON.date())
        left = queries.people.actor_with_id(
            bench.people.amara.person_id,
            purpose=bench.people.amara.purpose,
            on=NOON.date(),
        )

        assert left is not None
        assert not queries.visible_to(left).exists()

    def test_for_the_purpose_it_was_asked_for_only(self, bench: Bench) -> None:
        job_id = bench.ask()
        Job.objects.filter(pk=job_id).update(purpose="audit")

        assert not queries.visible_to(bench.people.amara).exists()

    def test_among_the_dead_are_the_refused_and_the_given_up(
        self, bench: Bench
    ) -> None:
        bench.ask(b"One that waits.")
        dead = bench.give_up(bench.ask())

        assert queries.dead(bench.people.amara).get() == dead
