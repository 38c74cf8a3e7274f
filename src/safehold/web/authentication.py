"""How, and how long ago, did the person of this session show who they are?

Everything that the service uses of allauth's inside stands here. A session keeps, in
allauth's own words, which method was used and when; what is not kept did not happen.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, TypedDict, TypeVar
from urllib.parse import urlencode

from allauth.account.internal.flows import login as flow
from allauth.account.models import Login
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.apps.identity import queries as identity
from safehold.apps.people import queries as people
from safehold.engine import access
from safehold.engine.actors import Actor
from safehold.gateways.logs import lines
from safehold.gateways.logs.lines import Event

Request = TypeVar("Request", bound=HttpRequest)
Arguments = ParamSpec("Arguments")

SECOND_FACTOR = "mfa"
AS_INVENTED = "demonstration"


class Failure(StrEnum):
    """Why somebody was not let in, as the log says it: never who, or with what."""

    WRONG_PASSWORD = "wrong_password"  # noqa: S105 — names a failure, opens nothing.
    WRONG_CODE = "wrong_code"
    TOO_OFTEN = "too_often"


def tell(failure: Failure) -> None:
    """Write into the log that somebody was not let in. Source: SEC-10."""
    lines.tell(Event.SIGN_IN, level=logging.WARNING, outcome=failure)


class Record(TypedDict, total=False):
    """One thing that the person of a session has shown, as allauth keeps it."""

    method: str
    type: str
    at: float


def person(request: HttpRequest) -> people.Person:
    """Return who has signed in."""
    assert request.user.is_authenticated
    return request.user


def is_in_the_right_place(person: people.Person | AnonymousUser | None) -> bool:
    """Test if the person is real, or invented and in the demonstration."""
    return settings.DEMONSTRATION or not people.is_invented(person)


def records(request: HttpRequest) -> list[Record]:
    """Return what the person has shown in this session, the latest last."""
    kept: list[Record] = flow.get_authentication_records(request, request.user)
    return kept


def shown(request: HttpRequest) -> tuple[str, ...]:
    """Return by what the person has shown who they are, in one word each."""
    return tuple(
        kept.get("type") or kept.get("method", "") for kept in records(request)
    )


def record(
    request: HttpRequest, person: people.Person, method: str, **about: str | int
) -> None:
    """Keep in the session that the person has shown who they are, just now."""
    flow.record_authentication(request, person, method, **about)


def sign_in(
    request: HttpRequest, person: people.Person, method: str, *, to: str
) -> HttpResponseBase:
    """Sign a person in who has shown one thing, by way of whatever is still asked."""
    # Else what this person showed would go with the session of whoever was here.
    auth.logout(request)
    record(request, person, method)
    answer: HttpResponseBase = flow.perform_login(
        request, Login(user=person, email=person.email, redirect_url=to)
    )
    return answer


def has_passed(request: HttpRequest, who: people.Person | None = None) -> bool:
    """Test if this session has seen a second factor.

    An invented person has none to give: all know their password, and they see
    invented things only, in the demonstration and nowhere else. Source: SEC-11.
    """
    somebody = who or request.user
    if settings.DEMONSTRATION and people.is_invented(somebody):
        return True
    return any(
        kept.get("method") == SECOND_FACTOR
        for kept in flow.get_authentication_records(request, somebody)
    )


def is_wanting(request: HttpRequest, actor: Callable[[], Actor]) -> bool:
    """Test if a second factor must be given, or set up, before anything opens.

    Whoever has one gives it, whatever their role: else a password alone would do,
    in a session that began before. Source: GDP-03, SEC-11.
    """
    if has_passed(request):
        return False
    return access.needs_second_factor(actor()) or identity.has_second_factor(
        person(request).pk
    )


def admitted(request: HttpRequest, actor: Actor) -> Actor:
    """Return the person with their roles, or with none where a factor is wanting."""
    if is_wanting(request, lambda: actor):
        return replace(actor, roles=frozenset())
    return actor


def way_to_second_factor(request: HttpRequest, *, to: str) -> str:
    """Return the page where a second factor is given, or set up, on the way."""
    person_id = person(request).pk
    if not identity.has_second_factor(person_id):
        page = "mfa_index"
    elif identity.has_app(person_id):
        page = "mfa_reauthenticate"
    else:
        page = "mfa_reauthenticate_webauthn"
    return f"{reverse(page)}?{urlencode({'next': to})}"


def is_recent(request: HttpRequest) -> bool:
    """Test if the person showed who they are within the time that settings give."""
    latest = max((kept.get("at", 0.0) for kept in records(request)), default=0.0)
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def recently_authenticated(
    view: Callable[Concatenate[Request, Arguments], HttpResponseBase],
) -> Callable[Concatenate[Request, Arguments], HttpResponseBase]:
    """Ask again who it is before a page that signs, pays or hands out."""

    @wraps(view)
    def guarded(
        request: Request, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        require_recent(request)
        return view(request, *args, **kwargs)

    return guarded


def require_recent(request: HttpRequest) -> None:
    """Ask the person to show again who they are, before what cannot be taken back.

    They come back to what they asked for. Source: SEC-14.

    Raises: ReauthenticationRequired, which the middleware answers.
    """
    if not is_recent(request):
        raise ReauthenticationRequired
