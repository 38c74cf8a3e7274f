"""Somebody is invited, comes in by their own hand, works, and gets nothing after."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from safehold.cli.demonstration.load import load
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from tests.journeys.conftest import Visit
from tests.posting import deliver

pytestmark = pytest.mark.django_db(transaction=True)

ADMINISTRATOR = "Kwame Ottershaw"
NAME, EMAIL = "Ottoline Fairweather", "ottoline@tests.example"
PASSWORD = "a lantern in the window"


@pytest.fixture(autouse=True)
def demonstration(settings: Settings, live_server: LiveServer) -> None:
    settings.DEMONSTRATION = True
    settings.SERVICE_ADDRESS = live_server.url
    settings.MAIL = "smtp"
    load(at=timezone.now(), documents="foi_response.txt")


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Outbox:
    kept = Outbox()
    monkeypatch.setattr(real, "send", kept.send)
    return kept


def invite(page: Page, role: str) -> None:
    page.get_by_role("navigation", name="Menu").get_by_role(
        "link", name="People"
    ).click()
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Role").select_option(label=role)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()
    deliver()


def sign_in_as(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"Sign in as {name}").click()


def accept(page: Page) -> None:
    expect(page.get_by_text(f"{ADMINISTRATOR} invites you")).to_be_visible()
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def end_role(page: Page) -> None:
    page.goto("/people/?search=ottoline")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="End").click()
    page.get_by_label("They no longer work here").check()
    page.get_by_role("button", name="End the role").click()
    expect(page.get_by_text("The role ends on that day.")).to_be_visible()


class TestSomebodyInvited:
    @pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
    def test_to_see_figures_comes_in_works_and_leaves(
        self, visit: Visit, outbox: Outbox, *, scripts: bool
    ) -> None:
        administrator = visit("/", scripts=scripts)
        sign_in_as(administrator, ADMINISTRATOR)
        invite(administrator, "Statistician")
        newcomer = visit(urlsplit(outbox.sent[-1].link).path, scripts=scripts)
        accept(newcomer)

        newcomer.goto("/portfolio/2022-23/")
        expect(newcomer.get_by_text("£4,599,642").first).to_be_visible()
        end_role(administrator)
        newcomer.goto("/portfolio/2022-23/")

        expect(newcomer.get_by_text("£4,599,642")).to_have_count(0)

    def test_to_work_with_people_is_asked_for_a_second_factor_first(
        self, visit: Visit, outbox: Outbox
    ) -> None:
        administrator = visit("/")
        sign_in_as(administrator, ADMINISTRATOR)
        invite(administrator, "Grants manager")
        newcomer = visit(urlsplit(outbox.sent[-1].link).path)
        accept(newcomer)

        newcomer.goto("/documents/")

        assert urlsplit(newcomer.url).path == "/account/second-factor/"
        expect(newcomer.get_by_role("heading", level=1)).to_contain_text(
            "second factor", ignore_case=True
        )

    def test_finds_that_the_link_works_once(self, visit: Visit, outbox: Outbox) -> None:
        administrator = visit("/")
        sign_in_as(administrator, ADMINISTRATOR)
        invite(administrator, "Statistician")
        link = urlsplit(outbox.sent[-1].link).path
        accept(visit(link))

        again = visit(link)

        expect(again.get_by_role("heading", level=1)).to_have_text(
            "This invitation cannot be used"
        )
