"""Who may open the pages for looking into what was done?"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase

from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Purpose
from safehold.web.actor import ActorRequest, signed_in_for

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[ActorRequest, Arguments], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def auditing(view: View[Arguments]) -> Guarded[Arguments]:
    """Open a page to auditors; to everybody else there is no such page."""

    @signed_in_for(Purpose.AUDIT)
    def for_auditors(
        request: ActorRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        if not access.scope(request.actor, Act.READ_AUDIT):
            raise Http404
        return view(request, *args, **kwargs)

    update_wrapper(for_auditors, view)
    return for_auditors
