"""Two people have one page open, and the second is told what the first one said."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from safehold.apps.documents.models import Fact, Finding
from safehold.cli.demonstration.load import load
from tests.journeys.conftest import DESK, PHONE, Visit

GRANTS_MANAGER = "amara@demonstration.example"
TOLD = "Somebody has judged this since you opened the page"
BECAUSE = "The letter says otherwise."


@pytest.fixture(autouse=True)
def demonstration(settings: Settings, live_server: LiveServer) -> None:
    settings.DEMONSTRATION = True
    load(at=timezone.now(), documents="foi*.txt")


def open_twice(visit: Visit, address: str, *, width: int) -> tuple[Page, Page]:
    """Return two windows of the reviewer's, both on the page."""
    pages = visit("/", width=width), visit("/", width=width)
    for page in pages:
        page.goto("/sign-in/")
        page.locator(f"form:has(input[value='{GRANTS_MANAGER}']) button").click()
        page.goto(address)
    return pages


@pytest.mark.parametrize("width", [DESK, PHONE])
class TestTheSecondOfTwo:
    @pytest.fixture
    def is_well_made(
        self, axe: Callable[[Page], None], fits: Callable[[Page], None]
    ) -> Callable[[Page], None]:
        def check(page: Page) -> None:
            axe(page)
            fits(page)

        return check

    def test_is_told_of_the_verdict_and_may_still_give_theirs(
        self, visit: Visit, is_well_made: Callable[[Page], None], width: int
    ) -> None:
        fact = Fact.objects.filter(kind="award").earliest("pk")
        address = f"/facts/{fact.pk}/discard/"
        first, second = open_twice(visit, address, width=width)

        for page, reason in ((first, BECAUSE), (second, "It is none.")):
            page.get_by_label("Reason").fill(reason)
            page.get_by_role("button", name="Discard").click()

        expect(second.get_by_role("alert")).to_contain_text(TOLD)
        expect(second.get_by_text(BECAUSE)).to_be_visible()
        expect(second.get_by_label("Reason")).to_have_value("It is none.")
        is_well_made(second)

    def test_is_told_before_a_confirmation_undoes_what_was_said(
        self, visit: Visit, is_well_made: Callable[[Page], None], width: int
    ) -> None:
        fact = Fact.objects.filter(kind="award").earliest("pk")
        review = f"/documents/{fact.document_id}/review/"
        # One leads the fact away from confirmed, so that the other can be overtaken.
        discarding, reviewing = open_twice(
            visit, f"/facts/{fact.pk}/discard/", width=width
        )
        discarding.get_by_label("Reason").fill("First thought.")
        discarding.get_by_role("button", name="Discard").click()
        reviewing.goto(review)
        discarding.goto(f"/facts/{fact.pk}/correct/")
        discarding.get_by_label("Why you are correcting it").fill(BECAUSE)
        discarding.get_by_role("button", name="Save the correction").click()
        row = reviewing.locator(f"#row-{fact.pk}")

        row.get_by_role("button", name=re.compile("^Confirm")).click()

        expect(reviewing.get_by_text(TOLD)).to_be_visible()
        expect(reviewing.get_by_text(BECAUSE)).to_be_visible()
        is_well_made(reviewing)
        reviewing.get_by_role("button", name="Confirm as read all the same").click()
        expect(reviewing.get_by_role("alert")).to_contain_text("Confirmed.")

    def test_is_told_what_was_made_of_a_finding(
        self, visit: Visit, is_well_made: Callable[[Page], None], width: int
    ) -> None:
        finding = Finding.objects.earliest("pk")
        first, second = open_twice(visit, f"/findings/{finding.pk}/", width=width)

        for page, reason in ((first, BECAUSE), (second, "It is wrong there.")):
            page.get_by_label("Accept it").check()
            page.get_by_label("Why", exact=True).fill(reason)
            page.get_by_role("button", name="Save").click()

        expect(second.get_by_role("alert")).to_contain_text(TOLD)
        expect(second.get_by_text(BECAUSE).first).to_be_visible()
        expect(second.get_by_label("Open it again")).to_be_visible()
        is_well_made(second)
