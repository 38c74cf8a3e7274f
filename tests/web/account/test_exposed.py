"""Of allauth there is what we show, and nothing else."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import NoReverseMatch, reverse

from safehold.apps.people.models import Person
from tests import browsers
from tests.web.account.people import PASSWORD, code, give_code, give_password, with_app

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_set_password",
        "account_confirm_email",
        "account_request_login_code",
        "mfa_trust",
        "mfa_signup_webauthn",
        "socialaccount_signup",
        "socialaccount_connections",
    ],
)
def test_nobody_signs_up_or_changes_an_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_an_address_stands_in_one_place_only(client: Client, nadia: Person) -> None:
    with_app(nadia)
    give_password(client, nadia)
    give_code(client, code())
    client.post("/account/confirm/", {"password": PASSWORD})
    client.post("/sign-in/forgotten-password/", {"email": nadia.email})
    typed = {"present": PASSWORD, "password": "lantern maple seventeen"}
    client.post("/account/password/", typed)

    assert not EmailAddress.objects.exists()


def test_recovery_codes_are_shown_once(client: Client, nadia: Person) -> None:
    with_app(nadia)
    browsers.sign_in(client, nadia)

    first = client.get("/account/recovery-codes/").content.decode()
    second = client.get("/account/recovery-codes/").content.decode()

    assert "This is the only time" in first
    assert "<code>" in first
    assert "<code>" not in second


def test_recovery_codes_are_a_file_for_who_just_saw_them_alone(
    client: Client, nadia: Person
) -> None:
    with_app(nadia)
    browsers.sign_in(client, nadia)
    assert client.get("/account/recovery-codes/file/").status_code == 404
    client.get("/account/recovery-codes/")

    codes = client.get("/account/recovery-codes/file/")
    elsewhere = browsers.sign_in(Client(), nadia)

    assert len(codes.content.split()) == 10
    assert "attachment" in codes.headers["Content-Disposition"]
    assert "no-store" in codes.headers["Cache-Control"]
    assert elsewhere.get("/account/recovery-codes/file/").status_code == 404
