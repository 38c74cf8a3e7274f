"""Every page of the auditor and every history is sound and needs no script."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.apps.documents.models import Document, Fact, Finding
from safehold.apps.people.models import Person
from safehold.cli.demonstration.load import load
from safehold.engine.documents.facts import FactKind
from tests.journeys.conftest import DESK, PHONE, Visit

pytestmark = pytest.mark.django_db(transaction=True)

AUDITOR = "judith@demonstration.example"
GRANTS_MANAGER = "amara@demonstration.example"
ADMINISTRATOR = "kwame@demonstration.example"
AUDITORS = (
    "/audit/",
    "/audit/?verb=documents.discard",
    "/audit/changes/",
    "/audit/changes/?table=documents_fact",
    "/audit/events/{event}/",
    "/audit/changes/{added}/",
    "/audit/changes/{changed}/",
    "/audit/dossier/",
    "/audit/dossier/?about=document&number={document}",
)
HISTORIES = (
    "/documents/{document}/history/",
    "/facts/{award}/history/",
    "/findings/{finding}/history/",
    "/programmes/restart/history/",
    "/decisions/pcd-663/history/",
)


@pytest.fixture
def named(settings: Settings, live_server: LiveServer) -> dict[str, int]:
    settings.DEMONSTRATION = True
    load(at=timezone.now(), documents="[df]*.txt")
    document = Document.objects.get(reference="FOI 556")
    changes = AuditChange.objects.filter(organisation_id=document.organisation_id)
    return {
        "document": document.pk,
        "award": Fact.objects.filter(kind=FactKind.AWARD.value).earliest("pk").pk,
        "finding": Finding.objects.earliest("pk").pk,
        "event": AuditEvent.objects.filter(verb="documents.import").earliest("pk").pk,
        "added": changes.filter(operation="insert").earliest("pk").pk,
        "changed": changes.filter(operation="update").earliest("pk").pk,
        "person": Person.objects.get(email=GRANTS_MANAGER).pk,
    }


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.locator(f"form:has(input[value='{email}']) button").click()


@pytest.mark.parametrize(
    ("email", "addresses"),
    [
        (AUDITOR, AUDITORS),
        (GRANTS_MANAGER, HISTORIES),
        (ADMINISTRATOR, ("/people/{person}/history/",)),
    ],
    ids=["auditor", "grants manager", "administrator"],
)
class TestEveryPage:
    @pytest.mark.parametrize("width", [DESK, PHONE])
    def test_is_sound_and_fits(
        self,
        visit: Visit,
        axe: Callable[[Page], None],
        fits: Callable[[Page], None],
        named: dict[str, int],
        email: str,
        addresses: tuple[str, ...],
        width: int,
    ) -> None:
        page = visit("/", width=width)
        sign_in(page, email)

        for address in addresses:
            page.goto(address.format(**named))
            for summary in page.locator("details > summary").all()[:3]:
                summary.click()
            axe(page)
            fits(page)

    def test_says_its_name_without_scripts(
        self,
        visit: Visit,
        named: dict[str, int],
        email: str,
        addresses: tuple[str, ...],
    ) -> None:
        page = visit("/", scripts=False)
        sign_in(page, email)

        for address in addresses:
            page.goto(address.format(**named))
            assert page.locator("h1").count() == 1, address


class TestADossier:
    def test_is_taken_from_the_page_that_asks_what_and_why(
        self,
        visit: Visit,
        axe: Callable[[Page], None],
        fits: Callable[[Page], None],
        named: dict[str, int],
    ) -> None:
        page = visit("/", width=PHONE)
        sign_in(page, AUDITOR)
        page.get_by_role("link", name="Audit", exact=True).first.click()
        page.get_by_role("link", name="Take a dossier").click()
        page.get_by_role("button", name="Take the dossier").click()
        axe(page)
        fits(page)

        page.get_by_label("A document").check()
        page.get_by_label("Number of the record").fill(str(named["document"]))
        page.get_by_label("Why do you take it?").fill("For the annual audit.")
        with page.expect_download() as download:
            page.get_by_role("button", name="Take the dossier").click()

        with zipfile.ZipFile(download.value.path()) as taken:
            assert {"manifest.json", "verify.txt", "links.json"} <= set(
                taken.namelist()
            )
