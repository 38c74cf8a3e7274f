"""A real officer signs in: with a password, an app, a passkey, a recovery code."""

from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page

from safehold.apps.people.models import Person
from tests import cast
from tests.journeys.conftest import PHONE, Visit

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL, PASSWORD = "nadia@tests.example", "kettle harbour violet"
CODES = "ul.safehold-codes code"


@pytest.fixture(autouse=True)
def nadia() -> Person:
    person = cast.person("Nadia")
    person.set_password(PASSWORD)
    person.save()
    commissioner_id = cast.organisation(cast.COMMISSIONER)
    cast.member(person, cast.Role.GRANTS_MANAGER, commissioner_id)
    return person


@pytest.fixture
def looked_at(
    axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> Callable[[Page], None]:
    """Check a page on a desk and on a phone."""

    def check(page: Page) -> None:
        axe(page)
        wide = page.viewport_size
        assert wide is not None
        page.set_viewport_size({"width": PHONE, "height": 900})
        axe(page)
        fits(page)
        page.set_viewport_size(wide)

    return check


def code_of(key: str, *, steps_ahead: int = 0) -> str:
    """Return what an app with this key shows now, or some half minutes from now."""
    counters = list(totp.yield_hotp_counters_from_time())
    now = counters[len(counters) // 2]
    value = totp.hotp_value(key.replace(" ", ""), now + steps_ahead)
    return str(totp.format_hotp_value(value))


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def sign_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def sign_out(page: Page) -> None:
    page.goto("/")
    press(page, "Sign out")


def set_up_app(page: Page) -> tuple[str, list[str]]:
    """Set up the app; return its key and the recovery codes."""
    page.goto("/account/second-factor/app/")
    key = page.locator(".safehold-key").inner_text()
    page.get_by_label("Code").fill(code_of(key))
    press(page, "Set up the app")
    return key, page.locator(CODES).all_inner_texts()


def add_passkey(page: Page, name: str) -> None:
    page.goto("/account/passkeys/add/")
    page.get_by_label("Name of the passkey").fill(name)
    press(page, "Add a passkey")
    page.get_by_role("heading", name="Recovery codes").wait_for()


def give(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    press(page, "Continue")


@pytest.fixture
def with_authenticator() -> Iterator[Callable[[Page], None]]:
    """Give the browser somewhere to keep passkeys, opened by the person's finger."""

    def plug_in(page: Page) -> None:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    return plug_in


class TestAnOfficer:
    def test_gets_nowhere_before_an_app_is_set_up_and_signs_in_with_it_after(
        self, visit: Visit, looked_at: Callable[[Page], None]
    ) -> None:
        page = visit("/sign-in/")
        sign_in(page)

        for address in ("/portfolio/all-years/", "/findings/", "/account/"):
            page.goto(address)
            assert heading(page) == "Your second factor"
        looked_at(page)
        page.goto("/account/second-factor/app/")
        looked_at(page)
        key, codes = set_up_app(page)
        assert len(codes) == 10
        looked_at(page)
        page.reload()
        assert page.locator(CODES).count() == 0
        page.get_by_role("button", name="Continue").click()
        assert heading(page) == "Your account"
        assert page.get_by_text(EMAIL).is_visible()
        looked_at(page)

        sign_out(page)
        sign_in(page)
        assert heading(page) == "Give your second factor"
        looked_at(page)
        give(page, "000000")
        assert page.get_by_text("There is a problem").is_visible()
        give(page, code_of(key, steps_ahead=1))
        page.goto("/findings/")
        assert heading(page) == "Findings"

    def test_signs_in_with_a_passkey_and_nothing_else(
        self,
        visit: Visit,
        looked_at: Callable[[Page], None],
        with_authenticator: Callable[[Page], None],
    ) -> None:
        page = visit("/sign-in/")
        with_authenticator(page)
        sign_in(page)
        page.goto("/account/passkeys/add/")
        looked_at(page)
        add_passkey(page, "This laptop")
        assert heading(page) == "Recovery codes"

        sign_out(page)
        page.goto("/sign-in/?next=/findings/")
        looked_at(page)
        press(page, "Sign in with a passkey")
        page.get_by_role("heading", name="Findings", level=1).wait_for()

        page.goto("/account/second-factor/")
        assert page.locator("dt", has_text="This laptop").is_visible()
        looked_at(page)
        page.get_by_role("link", name="Rename This laptop").click()
        looked_at(page)
        page.get_by_label("Name of the passkey").fill("Old laptop")
        press(page, "Rename")
        page.get_by_role("link", name="Remove Old laptop").click()
        looked_at(page)
        press(page, "Remove the passkey")
        assert page.get_by_text("Your work needs a second factor").is_visible()

    def test_is_told_where_the_browser_gives_no_passkey(
        self, visit: Visit, with_authenticator: Callable[[Page], None]
    ) -> None:
        page = visit("/sign-in/")
        trouble = page.get_by_text("Your browser gave no passkey")
        assert trouble.is_hidden()

        with_authenticator(page)
        press(page, "Sign in with a passkey")
        trouble.wait_for()

        assert heading(page) == "Sign in"

    def test_needs_scripts_for_a_passkey_and_is_told_so(self, visit: Visit) -> None:
        page = visit("/sign-in/", scripts=False)
        sign_in(page)

        page.goto("/account/passkeys/add/")

        assert page.get_by_text("A passkey needs scripts").is_visible()

    def test_gives_the_passkey_after_the_password(
        self, visit: Visit, with_authenticator: Callable[[Page], None]
    ) -> None:
        page = visit("/sign-in/")
        with_authenticator(page)
        sign_in(page)
        add_passkey(page, "This laptop")
        sign_out(page)

        sign_in(page)
        press(page, "Use your passkey")
        page.get_by_role("button", name="Sign out").wait_for()
        page.goto("/findings/")

        assert heading(page) == "Findings"

    def test_uses_a_recovery_code_once_when_the_phone_is_gone(
        self, visit: Visit
    ) -> None:
        page = visit("/sign-in/")
        sign_in(page)
        _, codes = set_up_app(page)
        sign_out(page)

        sign_in(page)
        give(page, codes[3])
        page.goto("/findings/")
        assert heading(page) == "Findings"

        sign_out(page)
        sign_in(page)
        give(page, codes[3])
        assert heading(page) == "Give your second factor"

    def test_sees_where_they_are_signed_in_and_ends_it(
        self, visit: Visit, looked_at: Callable[[Page], None]
    ) -> None:
        here, elsewhere = visit("/sign-in/"), visit("/sign-in/")
        sign_in(here)
        _, codes = set_up_app(here)
        sign_in(elsewhere)
        give(elsewhere, codes[0])
        elsewhere.goto("/findings/")
        assert heading(elsewhere) == "Findings"

        here.goto("/account/sessions/")
        looked_at(here)
        assert here.get_by_role("button", name="Sign out Chrome").count() == 1
        here.get_by_role("button", name="Sign out Chrome").click()
        assert here.get_by_text("That browser is signed out").is_visible()

        elsewhere.goto("/findings/")
        assert heading(elsewhere) == "Sign in"
        here.goto("/findings/")
        assert heading(here) == "Findings"

    def test_downloads_recovery_codes_and_makes_new_ones(
        self, visit: Visit, looked_at: Callable[[Page], None]
    ) -> None:
        page = visit("/sign-in/")
        sign_in(page)
        _, codes = set_up_app(page)

        with page.expect_download() as began:
            page.get_by_role("link", name="Download the codes").click()
        assert began.value.path().read_text().split() == codes

        page.goto("/account/recovery-codes/new/")
        looked_at(page)
        press(page, "Make new recovery codes")
        assert not set(page.locator(CODES).all_inner_texts()) & set(codes)

    def test_changes_the_password_and_is_signed_out_elsewhere(
        self, visit: Visit, looked_at: Callable[[Page], None]
    ) -> None:
        page = visit("/sign-in/")
        sign_in(page)
        set_up_app(page)
        page.goto("/account/password/")
        looked_at(page)

        page.get_by_label("Present password").fill(PASSWORD)
        page.get_by_label("New password").fill("password1234")
        press(page, "Change your password")
        assert page.get_by_text("There is a problem").is_visible()
        looked_at(page)
        page.get_by_label("Present password").fill(PASSWORD)
        page.get_by_label("New password").fill("lantern maple seventeen")
        press(page, "Change your password")

        assert heading(page) == "Your account"
        assert Person.objects.get().check_password("lantern maple seventeen")
