"""Several documents imported at once, watched in a browser that runs no script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from safehold.apps.intake import jobs as intake_jobs
from safehold.apps.jobs import actions
from safehold.apps.jobs.models import Job
from safehold.apps.jobs.states import MOST_ATTEMPTS
from safehold.cli import working
from safehold.cli.demonstration.load import load
from safehold.engine.actors import SYSTEM
from tests.journeys.conftest import DESK, PHONE, Visit
from tests.journeys.test_every_page import GRANTS_MANAGER, sign_in

assert intake_jobs, "its work has a name by now"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def demonstration(settings: Settings, live_server: LiveServer) -> None:
    settings.DEMONSTRATION = True
    load(at=timezone.now(), documents="foi*.txt")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    papers = [tmp_path / f"decision-{number}.txt" for number in (1, 2, 3)]
    for number, paper in enumerate(papers):
        paper.write_text(f"PCD 90{number}\nThe Lantern pilot, part {number}.\n")
    return papers


def import_several(page: Page, files: list[Path]) -> list[int]:
    page.goto("/documents/import-several/")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Import and read all").click()
    expect(page.get_by_text("3 documents are being read")).to_be_visible()
    return list(Job.objects.order_by("pk").values_list("pk", flat=True))


def give_up(job_id: int) -> None:
    for _ in range(MOST_ATTEMPTS):
        attempt = actions.start(job_id, by=SYSTEM, at=timezone.now())
        assert attempt is not None
        actions.fail(job_id, attempt, by=SYSTEM, at=timezone.now())


def test_is_watched_cancelled_and_tried_again_without_a_script(
    visit: Visit, files: list[Path]
) -> None:
    page = visit("/", scripts=False)
    sign_in(page, GRANTS_MANAGER)
    first, second, third = import_several(page, files)

    page.goto(f"/jobs/{first}/")
    expect(page.get_by_text("It waits for its turn.")).to_be_visible()
    working.run(first)
    # The page renews itself.
    expect(page.get_by_text("It is done.")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Review the document").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("PCD 900")

    page.goto(f"/jobs/{second}/")
    page.get_by_role("link", name="Cancel this job").click()
    page.get_by_role("button", name="Cancel the job").click()
    expect(page.get_by_text("Nothing of it stands.").first).to_be_visible()

    give_up(third)
    page.goto("/jobs/")
    page.get_by_role("link", name="1 job did not go through").click()
    page.get_by_role("link", name="Try again: Import decision-3.txt").click()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Enter a reason").first).to_be_visible()
    page.get_by_label("Why should it go through now?").fill("The fault is mended.")
    page.get_by_role("button", name="Try again").click()
    working.run(third)
    expect(page.get_by_text("It is done.")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_has_pages_that_axe_finds_nothing_on_and_that_fit(
    visit: Visit,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    files: list[Path],
    width: int,
) -> None:
    page = visit("/", width=width)
    sign_in(page, GRANTS_MANAGER)
    addresses = ["/jobs/", "/jobs/dead/", "/documents/import-several/"]
    for address in addresses:
        page.goto(address)
        axe(page)
        fits(page)
    waiting, running, dead = import_several(page, files)
    attempt = actions.start(running, by=SYSTEM, at=timezone.now())
    assert attempt is not None
    actions.report_progress(running, 1, 3, by=SYSTEM, at=timezone.now())
    give_up(dead)

    for address in (
        *addresses,
        f"/jobs/{waiting}/?still",
        f"/jobs/{waiting}/cancel/",
        f"/jobs/{running}/?still",
        f"/jobs/{dead}/",
        f"/jobs/{dead}/retry/",
    ):
        page.goto(address)
        axe(page)
        fits(page)
