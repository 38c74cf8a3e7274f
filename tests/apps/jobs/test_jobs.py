"""Asking for a job, doing it, and who may know of it."""

import pytest
from django.db import connection, transaction

from safehold.apps.documents import policies as documents_policies
from safehold.apps.documents.models import Document
from safehold.apps.jobs import actions, policies, queries
from safehold.apps.jobs import jobs as works
from safehold.apps.jobs.models import Job, WaitingFile
from safehold.apps.jobs.states import JobKind
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
    work_is,
)
from tests.apps.refusing import refused
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
        assert (asked.name, bytes(asked.file.content)) == ("lantern.txt", TEXT)
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

    def test_takes_back_what_the_work_asked_for_when_it_goes_wrong(
        self, bench: Bench
    ) -> None:
        job_id = bench.ask()
        attempt = bench.start(job_id)
        assert attempt is not None

        def asks_and_falls_over(*_: object, **__: object) -> str:
            bench.ask(b"Another file.")
            raise RuntimeError

        with work_is(asks_and_falls_over), pytest.raises(RuntimeError):
            bench.carry_out(job_id, attempt)

        assert queued() == [job_id]
        assert Job.objects.count() == 1

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
