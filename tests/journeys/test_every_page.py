"""Every page is sound by axe, fits a phone and needs no script."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from safehold.apps.documents.models import Document, Fact, Finding
from safehold.apps.programmes.models import Award
from safehold.cli.demonstration.load import load
from safehold.engine.documents.facts import FactKind
from tests.journeys.conftest import DESK, PHONE, Visit

pytestmark = pytest.mark.django_db(transaction=True)

GRANTS_MANAGER = "amara@demonstration.example"
LEAD_BODY_MANAGER = "brendan@demonstration.example"

PUBLIC = (
    "/",
    "/sign-in/",
    "/help/",
    "/accessibility/",
    "/cookies/",
    "/about-the-demonstration/",
    "/sign-in/forgotten-password/",
    "/sign-in/forgotten-password/sent/",
    "/sign-in/new-password/1-made-up/",
    "/sign-in/new-password/done/",
    "/nowhere/",
)
EVERYBODYS = (
    "/",
    "/portfolio/2022-23/",
    "/portfolio/2022-23/?borough=E09000008",
    "/portfolio/all-years/",
    "/portfolio/2022-23/awards/",
    "/portfolio/2022-23/awards/?search=nothing-of-the-kind",
    "/programmes/restart/",
    "/programmes/safe-together/",
    "/decisions/",
    "/decisions/pcd-663/",
    "/decisions/pcd-291/",
    "/facts/{award}/",
    "/account/",
    "/account/second-factor/",
    "/account/second-factor/app/",
    "/account/passkeys/add/",
    "/account/recovery-codes/new/",
    "/account/sessions/",
    "/account/confirm/invented/",
)
COMMISSIONERS = (
    "/documents/",
    "/documents/import/",
    "/documents/{document}/review/",
    "/documents/{document}/review/?words=fact-{award}",
    "/findings/",
    "/findings/{finding}/",
    "/facts/{award}/correct/",
    "/facts/{observation}/correct/",
    "/facts/{programme}/correct/",
    "/facts/{decision}/correct/",
    "/facts/{recommendation}/correct/",
    "/facts/{citation}/correct/",
    "/facts/{amount}/correct/",
    "/facts/{award}/discard/",
)


@pytest.fixture(autouse=True)
def demonstration(settings: Settings, live_server: LiveServer) -> None:
    settings.DEMONSTRATION = True
    load(at=timezone.now(), documents="[df]*.txt")


def addresses(patterns: tuple[str, ...]) -> list[str]:
    document = Document.objects.get(reference="FOI 556")
    named = {"document": document.pk}
    for kind in FactKind:
        named[kind.value] = Fact.objects.filter(kind=kind.value).earliest("pk").pk
    named["finding"] = Finding.objects.filter(printed_pence__isnull=False).first().pk
    return [pattern.format(**named) for pattern in patterns]


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.locator(f"form:has(input[value='{email}']) button").click()


@pytest.mark.parametrize(
    ("email", "patterns"),
    [
        ("", PUBLIC),
        (LEAD_BODY_MANAGER, EVERYBODYS),
        (GRANTS_MANAGER, EVERYBODYS + COMMISSIONERS),
    ],
    ids=["anybody", "lead body manager", "grants manager"],
)
class TestEveryPage:
    @pytest.mark.parametrize("width", [DESK, PHONE])
    def test_has_nothing_that_axe_finds_and_fits(
        self,
        visit: Visit,
        axe: Callable[[Page], None],
        fits: Callable[[Page], None],
        email: str,
        patterns: tuple[str, ...],
        width: int,
    ) -> None:
        page = visit("/", width=width)
        if email:
            sign_in(page, email)

        for address in addresses(patterns):
            page.goto(address)
            axe(page)
            fits(page)

    def test_says_its_name_without_scripts(
        self, visit: Visit, email: str, patterns: tuple[str, ...]
    ) -> None:
        page = visit("/", scripts=False)
        if email:
            sign_in(page, email)

        for address in addresses(patterns):
            page.goto(address)
            assert page.locator("h1").count() == 1, address
            assert page.title(), address


class TestEmptyPortfolio:
    @pytest.mark.parametrize("width", [DESK, PHONE])
    def test_is_a_page_like_any_other(
        self,
        visit: Visit,
        axe: Callable[[Page], None],
        fits: Callable[[Page], None],
        width: int,
    ) -> None:
        Award.objects.all().delete()
        page = visit("/", width=width)
        sign_in(page, GRANTS_MANAGER)

        for address in ("/portfolio/", "/portfolio/all-years/"):
            page.goto(address)
            axe(page)
            fits(page)
            assert page.get_by_text("No award has been confirmed yet").is_visible()
