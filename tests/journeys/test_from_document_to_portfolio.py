"""A grants manager imports a faulty decision, reviews it and sees the findings."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from safehold.cli.demonstration.load import SPECIMENS, load
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

GRANTS_MANAGER = "Amara Bellweather"
FAULTY = SPECIMENS / "dmpc_2018.txt"


@pytest.fixture(autouse=True)
def demonstration(settings: Settings, live_server: LiveServer) -> None:
    settings.DEMONSTRATION = True
    load(at=timezone.now(), documents="foi_response.txt")


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"Sign in as {name}").click()


def go(page: Page, part: str) -> None:
    menu = page.get_by_role("navigation", name="Menu")
    menu.get_by_role("link", name=part).click()


class TestImportAndReview:
    @pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
    def test_ends_with_the_findings_in_the_portfolio(
        self, visit: Visit, *, scripts: bool
    ) -> None:
        page = visit("/", scripts=scripts)
        sign_in(page, GRANTS_MANAGER)

        go(page, "Documents")
        page.get_by_role("button", name="Import a document").click()
        page.locator("input[type=file]").set_input_files(FAULTY)
        page.get_by_role("button", name="Import and read").click()

        expect(page.get_by_text("The document has been read.")).to_be_visible()
        expect(page.get_by_text("£16,324,277").first).to_be_visible()
        page.get_by_role("button", name="Confirm all").click()
        expect(page.get_by_text("Every fact of this document has been")).to_be_visible()

        go(page, "Portfolio")
        expect(page.get_by_text("£65,333,734").first).to_be_visible()
        expect(page.get_by_text("£16,324,277").first).to_be_visible()
        expect(page.get_by_text("£4,599,642").first).to_be_visible()

        go(page, "Decisions")
        page.get_by_role("link", name="PCD 480").click()
        expect(page.get_by_text("unsigned").first).to_be_visible()

    def test_of_the_same_document_twice_is_refused_with_a_sentence(
        self, visit: Visit
    ) -> None:
        page = visit("/")
        sign_in(page, GRANTS_MANAGER)

        for _ in range(2):
            page.goto("/documents/import/")
            page.locator("input[type=file]").set_input_files(FAULTY)
            page.get_by_role("button", name="Import and read").click()

        expect(page.get_by_role("alert")).to_contain_text("has been imported before")


class TestReviewOfOneFact:
    def test_leads_to_its_words_and_keeps_what_was_read(self, visit: Visit) -> None:
        page = visit("/")
        sign_in(page, GRANTS_MANAGER)
        page.goto("/portfolio/2022-23/awards/?search=Spotlight")

        page.get_by_role("link", name="£303,282").click()
        expect(page.locator("mark")).to_have_text("£303,282")
        page.get_by_role("link", name="The whole document and its review").click()
        row = page.locator("li:target")
        row.get_by_role("link", name="Correct").click()
        page.get_by_label("Amount", exact=True).fill("£303,283")
        page.get_by_role("button", name="Save the correction").click()
        expect(page.get_by_role("alert")).to_contain_text("Give a reason")
        page.get_by_label("Why you are correcting it").fill("The council told us.")
        page.get_by_role("button", name="Save the correction").click()

        expect(page.locator("li:target")).to_contain_text("corrected")
        page.goto("/portfolio/2022-23/")
        expect(page.get_by_text("£4,599,643").first).to_be_visible()

    def test_discarded_leaves_the_portfolio_and_can_come_back(
        self, visit: Visit
    ) -> None:
        page = visit("/")
        sign_in(page, GRANTS_MANAGER)
        page.goto("/portfolio/2022-23/awards/?search=Spotlight")
        page.get_by_role("link", name="£303,282").click()
        page.get_by_role("link", name="The whole document and its review").click()

        page.locator("li:target").get_by_role("link", name="Discard").click()
        page.get_by_label("Reason").fill("Not an award.")
        page.get_by_role("button", name="Discard").click()
        page.goto("/portfolio/2022-23/")
        expect(page.get_by_text("£4,296,360").first).to_be_visible()
        page.go_back()
        page.locator("li:target").get_by_role("button", name="Confirm").click()

        page.goto("/portfolio/2022-23/")
        expect(page.get_by_text("£4,599,642").first).to_be_visible()


class TestFinding:
    def test_is_explained_with_a_reason_and_stays_on_the_list(
        self, visit: Visit
    ) -> None:
        page = visit("/")
        sign_in(page, GRANTS_MANAGER)
        page.goto("/findings/?search=REF-10")

        page.get_by_role("link", name="£682,909").click()
        page.get_by_label("Explain it").check()
        page.get_by_label("Why", exact=True).fill(
            "The funder confirmed the figure by letter."
        )
        page.get_by_role("button", name="Save").click()

        expect(page.get_by_text("Your reason is on the record.")).to_be_visible()
        page.goto("/findings/?status=explained")
        expect(page.get_by_role("link", name="£682,909")).to_be_visible()
