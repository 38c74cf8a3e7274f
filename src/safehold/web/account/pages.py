"""The page of a person's own account, and of where they are signed in."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.usersessions.internal.flows.sessions import (
    end_other_sessions,
    end_sessions,
)
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from safehold.apps.identity import queries as identity
from safehold.apps.people import queries as people
from safehold.web import authentication
from safehold.web.account.doors import own_account

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One browser in which the person is signed in."""

    session: identity.UserSession
    browser: str
    address: str
    is_this: bool


@require_safe
def account_page(request: HttpRequest) -> HttpResponse:
    kept = identity.set_up(authentication.person(request).pk)
    kinds = [each.type for each in kept]
    return render(
        request,
        "account/account.html",
        {
            "owner": request.user,
            "has_app": identity.APP in kinds,
            "passkeys": kinds.count(identity.PASSKEY),
            "codes": sum(
                len(each.wrap().get_unused_codes())
                for each in kept
                if each.type == identity.RECOVERY_CODES
            ),
            "sessions": len(_places(request)),
            "is_invented": people.is_invented(request.user),
        },
    )


@require_safe
def sessions_page(request: HttpRequest) -> HttpResponse:
    return render(request, "account/sessions.html", {"places": _places(request)})


@require_POST
def end(request: HttpRequest, session_id: int) -> HttpResponse:
    session = identity.session(session_id, person_id=authentication.person(request).pk)
    end_sessions(request, [session])
    messages.success(request, "That browser is signed out")
    return redirect("usersessions_list")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    end_other_sessions(request, request.user)
    messages.success(request, "Every other browser is signed out")
    return redirect("usersessions_list")


def _places(request: HttpRequest) -> tuple[Place, ...]:
    """Return where the person is signed in, this browser first."""
    # Several play one invented person: none of them is to see the others' addresses.
    is_shared = people.is_invented(request.user)
    places = [
        Place(
            session=each,
            browser=browser(each.user_agent),
            address="" if is_shared else each.ip,
            is_this=each.is_current(),
        )
        for each in identity.sessions(authentication.person(request))
    ]
    return tuple(
        sorted(
            places,
            key=lambda place: (
                not place.is_this,
                -place.session.created_at.timestamp(),
            ),
        )
    )


def browser(user_agent: str) -> str:
    """Return the browser and its system in words, as far as they say so."""
    name = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{name} on {system}" if system else name


account = own_account(account_page)
sessions = own_account(sessions_page)
end_session = own_account(end)
end_other = own_account(end_others)
