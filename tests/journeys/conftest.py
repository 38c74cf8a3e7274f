"""A real browser on a real server, with scripts or without, wide or narrow."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK, PHONE = 1280, 320


class Visit(Protocol):
    """Opens a page of the service in a window of its own."""

    def __call__(
        self, path: str, *, width: int = DESK, scripts: bool = True
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("SAFEHOLD_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if program is None:
        pytest.skip("there is no Chromium here: install the package chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Open pages; what a page's scripts or its security policy complain of fails."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A page that is itself a refusal is no complaint about its scripts.
        if message.type == "error" and "status of 4" not in message.text:
            complaints.append(message.text)

    def failed(error: Error) -> None:
        complaints.append(str(error))

    def opened(path: str, *, width: int = DESK, scripts: bool = True) -> Page:
        window = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
        )
        page = window.new_page()
        page.on("console", heard)
        page.on("pageerror", failed)
        page.goto(path)
        return page

    yield opened
    for window in browser.contexts:
        window.close()
    assert complaints == []


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Check that axe finds nothing on the page."""

    def check(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """Check that the page does not scroll sideways."""

    def check(page: Page) -> None:
        width = page.evaluate("document.documentElement.scrollWidth")
        assert page.viewport_size is not None
        assert width <= page.viewport_size["width"], f"the page is {width} px wide"

    return check
