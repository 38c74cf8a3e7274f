"""Who is asking: the signed-in person with the roles they hold today."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from safehold.apps.people import queries as people
from safehold.engine.actors import Actor
from safehold.web.edge import refusals_as_pages

NOBODY = Actor(person_id=0, name="", roles=frozenset())

Arguments = ParamSpec("Arguments")


class ActorRequest(HttpRequest):
    """A request whose actor is known: nobody, or a person with their roles."""

    actor: Actor


class ActorMiddleware:
    """Sets `request.actor`, looked up once and only where a page asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cast(ActorRequest, request).actor = cast(
            Actor, SimpleLazyObject(lambda: _actor(request))
        )
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return NOBODY
    return people.actor(
        request.user.pk, name=request.user.name, on=timezone.localdate()
    )


def signed_in(
    view: Callable[Concatenate[ActorRequest, Arguments], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]:
    """Send a person who has not signed in to do so, and refusals to their page."""
    answer = refusals_as_pages(view)

    def guarded(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(_page_to_return_to(request))
        return answer(cast(ActorRequest, request), *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded


def _page_to_return_to(request: HttpRequest) -> str:
    """Return the page asked for, or the one whose form was sent.

    What a form was sent to may be no page: after signing in, nothing is sent again.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return str(settings.LOGIN_REDIRECT_URL)
    path, query = urlsplit(page)[2:4]
    return f"{path}?{query}" if query else path or "/"
