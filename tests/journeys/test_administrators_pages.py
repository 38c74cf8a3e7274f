"""Every page for administering people is sound, fits a phone and needs no script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from safehold.apps.invitations import actions as invitations
from safehold.apps.invitations import queries
from safehold.apps.invitations.models import Invitation
from safehold.apps.people.models import Membership
from safehold.apps.people.queries import Term, actor
from safehold.cli.demonstration.load import load
from safehold.engine.actors import Actor, Purpose, Role
from tests.journeys.conftest import DESK, PHONE, Visit

pytestmark = pytest.mark.django_db(transaction=True)

ADMINISTRATOR = "Kwame Ottershaw"
TOKEN = "a-link-that-works"
FORMS = (
    "/people/invite/",
    "/people/{person}/give-role/",
    "/people/roles/{role}/end/",
    "/people/roles/{role}/move/",
)
PAGES = (
    "/people/",
    "/people/?search=nobody-of-the-kind",
    "/people/{person}/",
    "/people/{oneself}/",
    "/people/invitations/",
    "/people/invitations/{waiting}/",
    "/people/invitations/{withdrawn}/",
)


@pytest.fixture
def named(settings: Settings, live_server: LiveServer) -> dict[str, int]:
    settings.DEMONSTRATION = True
    load(at=timezone.now(), documents="foi_response.txt")
    kwames = membership_of("kwame@demonstration.example")
    devs = membership_of("dev@demonstration.example")
    kwame = Actor(
        kwames.person_id,
        ADMINISTRATOR,
        actor(kwames.person_id, name="", on=timezone.localdate()).roles,
        Purpose.ADMINISTRATION,
    )
    waiting, withdrawn = (
        invite(email, kwame, kwames.organisation_id)
        for email in ("ottoline@tests.example", "peregrine@tests.example")
    )
    invitations.withdraw(withdrawn, by=kwame, at=timezone.now())
    Invitation.objects.filter(pk=waiting).update(token_sha256=queries.hashed(TOKEN))
    return {
        "person": devs.person_id,
        "oneself": kwames.person_id,
        "role": devs.pk,
        "waiting": waiting,
        "withdrawn": withdrawn,
    }


def membership_of(email: str) -> Membership:
    return Membership.objects.get(person__email=email)


def invite(email: str, by: Actor, organisation_id: int) -> int:
    return invitations.invite(
        email,
        name="Ottoline Fairweather",
        term=Term(Role.EVALUATOR, organisation_id, timezone.localdate()),
        by=by,
        at=timezone.now(),
    )


def sign_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"Sign in as {ADMINISTRATOR}").click()


@pytest.mark.parametrize("width", [DESK, PHONE])
class TestEveryPage:
    def test_is_sound_and_fits(
        self,
        visit: Visit,
        axe: Callable[[Page], None],
        fits: Callable[[Page], None],
        named: dict[str, int],
        width: int,
    ) -> None:
        page = visit("/", width=width)
        sign_in(page)

        for address in (*PAGES, *FORMS):
            page.goto(address.format(**named))
            axe(page)
            fits(page)

    def test_is_sound_and_fits_with_its_mistakes(
        self,
        visit: Visit,
        axe: Callable[[Page], None],
        fits: Callable[[Page], None],
        named: dict[str, int],
        width: int,
    ) -> None:
        page = visit("/", width=width)
        sign_in(page)

        for address in FORMS:
            page.goto(address.format(**named))
            page.locator("main form button").click()
            assert page.get_by_role("alert").is_visible(), address
            axe(page)
            fits(page)

    def test_behind_a_link_is_sound_and_fits(
        self,
        visit: Visit,
        axe: Callable[[Page], None],
        fits: Callable[[Page], None],
        named: dict[str, int],
        width: int,
    ) -> None:
        page = visit(f"/invitations/{TOKEN}/", width=width)
        axe(page)
        fits(page)

        page.get_by_role("button", name="Accept").click()
        axe(page)
        fits(page)

        page.goto("/invitations/made-up/")
        axe(page)
        fits(page)


def test_every_page_says_its_name_without_scripts(
    visit: Visit, named: dict[str, int]
) -> None:
    page = visit("/", scripts=False)
    sign_in(page)

    for address in (*PAGES, *FORMS):
        page.goto(address.format(**named))
        assert page.locator("h1").count() == 1, address
        assert page.title(), address
