"""How often may a wrong password be tried, by whom, and against whom?

Nobody can lock a colleague out, and nobody an office: attempts are counted by account
and browser where the browser has let that person in before, else by account and
address. A browser is known by a signed cookie, after OWASP's device cookies; it names
nobody.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from safehold.apps.people import queries as people

SALT = "known browser"
REMEMBERED_SECONDS = 180 * 24 * 60 * 60
MOST_KNOWN = 5


def mark_of_browser(request: HttpRequest, email: str) -> str | None:
    """Return this browser's own mark for the account, where it once let them in."""
    return _marks(request).get(_account(email))


def key(request: HttpRequest, email: str, *, address: str) -> str:
    """Return under which key an attempt on the account is counted. Source: SEC-13."""
    mark = mark_of_browser(request, email)
    by = f"browser:{mark}" if mark else f"address:{address}"
    return f"{_account(email)}:{by}"


def key_from_anywhere(email: str) -> str:
    """Return under which key attempts of all unknown browsers are counted."""
    return f"{_account(email)}:anywhere"


def remember_browser(
    request: HttpRequest, response: HttpResponseBase, person: people.Person
) -> None:
    """Let the browser show, at the next attempt, that it let this person in."""
    account = _account(person.email)
    marks = _marks(request)
    mark = marks.pop(account, "") or secrets.token_urlsafe(16)
    kept = dict([*marks.items(), (account, mark)][-MOST_KNOWN:])
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps(kept, salt=SALT),
        max_age=REMEMBERED_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> dict[str, str]:
    given = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    try:
        marks: dict[str, str] = signing.loads(
            given, salt=SALT, max_age=REMEMBERED_SECONDS
        )
    except signing.BadSignature:
        return {}
    return marks


def _account(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower()).hexdigest()[:32]
