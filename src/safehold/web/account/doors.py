"""Who may open which page of their own account?

Whoever has no role in force any more has no account to manage: to them there is no
such page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from safehold.apps.identity import queries as identity
from safehold.engine.actors import Purpose
from safehold.web import authentication
from safehold.web.actor import ActorRequest, holding, signed_in
from safehold.web.edge import refusals_as_pages

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def own_account(view: View[Arguments]) -> View[Arguments]:
    """Open a page to whoever has shown all that they must, and holds a role."""

    @signed_in
    def with_role(
        request: ActorRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        if not request.actor.roles:
            raise Http404
        return view(request, *args, **kwargs)

    return _private(view, with_role)


def setting_up(view: View[Arguments]) -> View[Arguments]:
    """Open a page also to whoever has no second factor yet, so as to set one up."""

    def with_role(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        # A password alone must not put a factor beside those there are.
        if not authentication.has_passed(request) and identity.has_second_factor(
            authentication.person(request).pk
        ):
            to = request.get_full_path()
            return redirect(authentication.way_to_second_factor(request, to=to))
        return view(request, *args, **kwargs)

    return _private(view, confirming(with_role))


def confirming(view: View[Arguments]) -> View[Arguments]:
    """Open a page to whoever is still to show, once more or for the first time."""
    answer = refusals_as_pages(view)

    def with_role(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not holding(request, Purpose.GRANTS).roles:
            raise Http404
        return answer(request, *args, **kwargs)

    return _private(view, with_role)


def _private(view: View[Arguments], guarded: View[Arguments]) -> View[Arguments]:
    """Keep the page out of every cache, and what was typed out of every report."""
    kept: View[Arguments] = never_cache(sensitive_post_parameters()(guarded))
    update_wrapper(kept, view)
    return kept
