"""Browsers of people who are signed in and have shown all that they must.

What a person shows at the pages for signing in is tested there (tests/web/account).
Everywhere else a session begins here, as those pages leave it.
"""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from safehold.apps.people.models import Person

BY_PASSWORD = {"method": "password"}
BY_APP = {"method": "mfa", "type": "totp"}


def sign_in(client: Client, person: Person, *, minutes_ago: int = 0) -> Client:
    """Sign the person in, by password and by an app's code, some minutes ago."""
    return sign_in_by(client, person, BY_PASSWORD, BY_APP, minutes_ago=minutes_ago)


def sign_in_by(
    client: Client, person: Person, *shown: dict[str, str], minutes_ago: int = 0
) -> Client:
    """Sign the person in who has shown this and nothing else."""
    client.force_login(person)
    session = client.session
    session.update(kept_of(person, *shown, minutes_ago=minutes_ago))
    session.save()
    return client


def kept_of(
    person: Person, *shown: dict[str, str], minutes_ago: int = 0
) -> dict[str, object]:
    """Return what a session keeps of what the person has shown."""
    at = time.time() - 60 * minutes_ago
    return {
        AUTHENTICATION_METHODS_SESSION_KEY: [{**each, "at": at} for each in shown],
        WHOSE: str(person.pk),
    }
