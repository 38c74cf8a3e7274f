"""What becomes of a job that goes wrong, is left behind, cancelled or tried again."""

from django.db import connection

from safehold.apps.documents.models import Document
from safehold.apps.jobs import actions, policies
from safehold.apps.jobs.models import WaitingFile
from safehold.apps.jobs.states import FIRST_PAUSE, MOST_ATTEMPTS
from safehold.engine.actors import SYSTEM
from tests.apps.jobs.works import (
    ONE_MINUTE,
    TEXT,
    Bench,
    another_grants_manager,
    documents,
    job,
    queued,
    tell_in_the_same_transaction,
)
from tests.apps.refusing import not_found, refused
from tests.cast import LATER, NOON


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
