"""Every component in a real browser: wide, narrow, on paper, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PHONE, Visit

Check = Callable[[Page], None]

pytestmark = pytest.mark.urls("tests.web.showcase")

PAGES = (
    "/",
    "/help/",
    "/accessibility/",
    "/cookies/",
    "/sign-in/",
    "/refused/",
    "/showcase/",
    "/showcase/?wrong",
)


class TestAccessibility:
    @pytest.mark.parametrize("path", PAGES)
    def test_axe_finds_nothing_wide_or_narrow(
        self, visit: Visit, axe: Check, fits: Check, path: str
    ) -> None:
        page = visit(path)

        axe(page)
        page.set_viewport_size({"width": PHONE, "height": 900})
        axe(page)
        fits(page)


class TestErrorSummary:
    def test_takes_the_focus_and_leads_to_the_input(self, visit: Visit) -> None:
        page = visit("/showcase/?wrong")

        focused = page.locator(":focus")
        assert "govuk-error-summary" in (focused.get_attribute("class") or "")
        page.locator(".govuk-error-summary a[href='#id_verdict_0']").click()
        assert page.locator(":focus").get_attribute("id") == "id_verdict_0"


class TestKeyboard:
    def test_skips_to_what_the_page_is_about(self, visit: Visit) -> None:
        page = visit("/showcase/")

        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to main content"
        page.keyboard.press("Enter")

        assert page.locator(":focus").get_attribute("id") == "main-content"

    def test_scrolls_a_wide_table_inside_itself(self, visit: Visit) -> None:
        page = visit("/showcase/", width=PHONE)

        table = page.get_by_role("region", name="Programmes, sorted and filtered")
        table.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)

        assert table.evaluate("region => region.scrollLeft") > 0
        assert page.evaluate("window.scrollX") == 0


class TestLongList:
    def test_is_searched_by_typing(self, visit: Visit, axe: Check) -> None:
        page = visit("/showcase/")

        # The script puts it in the place of the list, a moment after the page is there.
        page.locator("input#id_borough").fill("wal")
        page.get_by_role("option", name="Waltham Forest").click()

        assert page.locator("select[name=borough]").input_value() == "E09000031"
        axe(page)


class TestWithoutScripts:
    def test_shows_the_menu_and_every_field(self, visit: Visit) -> None:
        page = visit("/showcase/", width=PHONE, scripts=False)

        assert page.get_by_role("link", name="Sign in").is_visible()
        for label in ("Title", "Why", "Kind", "Borough", "Day", "Published document"):
            assert page.get_by_label(label, exact=True).first.is_visible()

    def test_filters_by_an_address(self, visit: Visit) -> None:
        page = visit("/showcase/", scripts=False)

        page.get_by_label("Search programmes").fill("restart")
        page.get_by_role("button", name="Filter").click()

        assert page.url.endswith("/showcase/?sort=name&search=restart&status=open")


class TestOnPaper:
    def test_leaves_out_what_one_can_only_press(self, visit: Visit) -> None:
        page = visit("/showcase/")
        page.emulate_media(media="print")

        assert not page.get_by_role("button", name="Confirm").is_visible()
        assert not page.locator(".safehold-filters").is_visible()
        assert page.get_by_role("heading", name="Every component").is_visible()
        assert page.locator(".safehold-hexmap__drawing").first.is_visible()
