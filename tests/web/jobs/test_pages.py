"""What people see of their background jobs, and what they can do about one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safehold.apps.jobs import policies
from safehold.apps.jobs.models import Job, JobProgress
from safehold.engine.actors import Actor
from tests.apps.jobs.works import Bench, documents, job
from tests.cast import LATER, Cast
from tests.web.commissioner.conftest import people as people
from tests.web.commissioner.conftest import signed_in as signed_in

SignedIn = Callable[[Actor], Client]


@pytest.fixture
def bench(people: Cast) -> Bench:
    return Bench(people)


@pytest.fixture
def browser(bench: Bench, signed_in: SignedIn) -> Client:
    return signed_in(bench.people.amara)


def words(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


class TestTheList:
    def test_is_empty_at_first(self, browser: Client) -> None:
        assert "Nothing has been asked for yet" in words(browser, "/jobs/")

    def test_shows_who_asked_for_what_and_what_is_happening(
        self, bench: Bench, browser: Client
    ) -> None:
        bench.ask(name="lantern.txt")

        page = words(browser, "/jobs/")

        assert "Import lantern.txt" in page
        assert "It waits for its turn." in page

    def test_asks_the_same_however_many_there_are(
        self, bench: Bench, browser: Client
    ) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as seen:
                words(browser, "/jobs/")
                words(browser, "/jobs/dead/")
            return len(seen)

        bench.give_up(bench.ask(b"One."))
        words(browser, "/jobs/")
        few = asked()
        for number in range(5):
            bench.give_up(bench.ask(b"Many: %d." % number))

        assert asked() == few <= 30

    def test_tells_the_finance_officer_of_none(
        self, bench: Bench, signed_in: SignedIn
    ) -> None:
        bench.ask(name="lantern.txt")

        assert "lantern" not in words(signed_in(bench.people.dev), "/jobs/")


class TestTheJob:
    def test_that_is_not_over_renews_its_page_without_a_script(
        self, bench: Bench, browser: Client
    ) -> None:
        job_id = bench.ask()

        renewed = browser.get(f"/jobs/{job_id}/")
        still = browser.get(f"/jobs/{job_id}/?still")

        assert renewed.headers["Refresh"] == "5"
        assert "Refresh" not in still.headers
        assert b"Stop renewing it" in renewed.content
        assert b"by itself" in still.content

    def test_that_runs_says_how_far_it_is(self, bench: Bench, browser: Client) -> None:
        job_id = bench.ask()
        bench.start(job_id)
        JobProgress.objects.update(done=2, total=3)

        page = words(browser, f"/jobs/{job_id}/")

        assert "Step 2 of 3" in page
        assert 'value="2" max="3"' in page

    def test_that_is_done_leads_to_what_it_made(
        self, bench: Bench, browser: Client
    ) -> None:
        job_id = bench.ask()
        bench.run(job_id)
        answer = browser.get(f"/jobs/{job_id}/")

        number = job(job_id).result.removeprefix("document:")
        assert f"/documents/{number}/review/" in answer.content.decode()
        assert "Refresh" not in answer.headers

    def test_that_went_wrong_says_when_it_is_tried_again(
        self, bench: Bench, browser: Client
    ) -> None:
        job_id = bench.ask()
        bench.at = LATER
        bench.fail(job_id)

        page = words(browser, f"/jobs/{job_id}/")

        assert "It was tried once and is tried again at 14:00." in page

    def test_that_is_another_commissioners_is_not_there(
        self, bench: Bench, signed_in: SignedIn
    ) -> None:
        job_id = bench.ask()

        answer = signed_in(bench.people.hugo).get(f"/jobs/{job_id}/")

        assert answer.status_code == 404


class TestCancelling:
    def test_is_confirmed_first(self, bench: Bench, browser: Client) -> None:
        job_id = bench.ask(name="lantern.txt")

        page = words(browser, f"/jobs/{job_id}/cancel/")
        assert "Are you sure" in page
        assert job(job_id).state == "waiting"

        answer = browser.post(f"/jobs/{job_id}/cancel/", follow=True)
        assert "It was cancelled." in answer.content.decode()
        assert job(job_id).state == "cancelled"

    def test_what_runs_says_that_it_is_being_stopped(
        self, bench: Bench, browser: Client
    ) -> None:
        job_id = bench.ask()
        bench.start(job_id)

        answer = browser.post(f"/jobs/{job_id}/cancel/", follow=True)

        assert "It is being stopped." in answer.content.decode()


class TestTryingAgain:
    def test_needs_a_reason(self, bench: Bench, browser: Client) -> None:
        dead = bench.give_up(bench.ask())

        answer = browser.post(f"/jobs/{dead.pk}/retry/", {"reason": " "})

        assert answer.status_code == 422
        assert "Enter a reason for trying again" in answer.content.decode()
        assert job(dead.pk).state == "dead"

    def test_needs_a_reason_that_can_be_kept(
        self, bench: Bench, browser: Client
    ) -> None:
        dead = bench.give_up(bench.ask())

        answer = browser.post(f"/jobs/{dead.pk}/retry/", {"reason": "To\0see"})

        assert answer.status_code == 422
        assert "Reason must not hold odd characters" in answer.content.decode()
        assert job(dead.pk).state == "dead"

    def test_begins_anew_and_keeps_the_reason(
        self, bench: Bench, browser: Client
    ) -> None:
        dead = bench.give_up(bench.ask(name="lantern.txt"))
        listed = words(browser, "/jobs/dead/")
        assert policies.WENT_WRONG.message in listed
        assert f"/jobs/{dead.pk}/retry/" in listed

        answer = browser.post(
            f"/jobs/{dead.pk}/retry/", {"reason": "The disk was full."}, follow=True
        )

        assert "had it tried again: The disk was full." in " ".join(
            answer.content.decode().split()
        )
        assert job(dead.pk).state == "waiting"


class TestSeveralAtOnce:
    def send(self, browser: Client, *contents: bytes, follow: bool = True) -> str:
        files = [
            SimpleUploadedFile(f"{number}.txt", content)
            for number, content in enumerate(contents)
        ]
        answer = browser.post(
            "/documents/import-several/", {"documents": files, "any": 1}, follow=follow
        )
        return " ".join(answer.content.decode().split())

    def test_are_a_job_each(self, bench: Bench, browser: Client) -> None:
        page = self.send(browser, b"The first.", b"The second.")

        assert "2 documents are being read in the background." in page
        assert Job.objects.count() == 2
        for each in Job.objects.order_by("pk"):
            bench.run(each.pk)
        assert documents() == 2

    def test_leave_out_what_is_here_already(
        self, bench: Bench, browser: Client
    ) -> None:
        bench.run(bench.ask(b"The first."))

        page = self.send(browser, b"The first.", b"The second.")

        assert "1 document is being read in the background." in page
        assert "1 document was here already: nothing was done again." in page

    @pytest.mark.parametrize(
        ("contents", "sentence"),
        [
            ((), "Choose the documents to import"),
            ((b"One.", b""), "One of the documents you chose is empty."),
            ((b"One.",) * 21, ""),
            ((b"x" * 5_000_001,) * 2, "must be smaller than 10 MB together"),
        ],
        ids=["none", "an empty one", "too many", "too large"],
    )
    def test_are_refused_whole_with_a_sentence(
        self,
        browser: Client,
        contents: tuple[bytes, ...],
        sentence: str,
    ) -> None:
        page = self.send(browser, *contents)

        assert sentence in page
        assert not Job.objects.exists()


class TestALargeDocument:
    def test_is_imported_in_the_background(self, bench: Bench, browser: Client) -> None:
        large = SimpleUploadedFile("large.txt", b"The Lantern pilot.\n" * 60_000)

        answer = browser.post("/documents/import/", {"document": large}, follow=True)

        assert "it is read in the background" in answer.content.decode()
        assert Job.objects.get().state == "waiting"
        assert documents() == 0
