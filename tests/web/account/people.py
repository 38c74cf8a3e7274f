"""How the people of these tests sign in, at the pages themselves."""

from __future__ import annotations

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.http import HttpResponseBase
from django.test import Client

from safehold.apps.people.models import Person

PASSWORD = "kettle harbour violet"
KEY = totp.generate_totp_secret()


def give_password(
    client: Client, person: Person, password: str = PASSWORD, **about: str
) -> HttpResponseBase:
    typed = {"email": person.email, "password": password}
    return client.post("/sign-in/", typed, headers=about or None)


def with_app(person: Person) -> Person:
    """Give the person an app, and recovery codes."""
    totp.TOTP.activate(person, KEY)
    RecoveryCodes.activate(person)
    return person


def code(*, steps_ahead: int = 0) -> str:
    """Return what the app shows now, or some half minutes from now."""
    counters = list(totp.yield_hotp_counters_from_time())
    now = counters[len(counters) // 2]
    return str(totp.format_hotp_value(totp.hotp_value(KEY, now + steps_ahead)))


def give_code(client: Client, given: str) -> HttpResponseBase:
    return client.post("/sign-in/second-factor/", {"code": given})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
