"""Whom do we let in because another service says who they are?

Only who is known here already: an active person, whose address the other service has
verified. From then on they are bound to what it calls them, whatever their address
(decision 0025).
"""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safehold.apps.identity import actions as bindings
from safehold.apps.identity import queries as identity
from safehold.apps.people import queries as people

# One sentence for every failure: it must not tell which addresses are known.
NOT_KNOWN = (
    "That account does not open anything here. Ask whoever administers the service "
    "where you work, or sign in with your password"
)


class OtherServiceAdapter(DefaultSocialAccountAdapter):
    """Lets in whom we know, and makes nobody known."""

    def is_open_for_signup(
        self,
        request: HttpRequest,  # noqa: ARG002 — allauth passes it.
        sociallogin: SocialLogin,  # noqa: ARG002 — the same.
    ) -> bool:
        return False

    def populate_user(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
        data: object,  # noqa: ARG002 — the same.
    ) -> people.Person:
        """Look at what the other service tells, before any of it could be kept."""
        if not is_of_one_person(sociallogin.account.extra_data):
            _refuse(request)
        sociallogin.claims = _claims(sociallogin)
        sociallogin.second_factor = has_second_factor(sociallogin.claims)
        sociallogin.account.extra_data = {}
        nobody_yet: people.Person = sociallogin.user
        return nobody_yet

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Bind a person at their first time. Source: SEC-15."""
        if sociallogin.is_existing:
            return
        person = _person(sociallogin.claims)
        # Who is bound to another name there is not this one, whatever the address.
        if person is None or identity.is_bound(person.pk):
            _refuse(request)
        sociallogin.user = person
        sociallogin.account = bindings.bind(
            person.pk,
            issuer=sociallogin.account.provider,
            subject=sociallogin.account.uid,
            by=people.actor(person.pk, name=person.name, on=timezone.localdate()),
            at=timezone.now(),
        )

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,  # noqa: ARG002 — allauth passes it.
        **about: Any,  # noqa: ARG002 — the same.
    ) -> None:
        _refuse(request)


def is_of_one_person(data: dict[str, Any]) -> bool:
    """Test if there is a token, and if what was told besides is of the same person.

    The token alone says from whom and for whom it is; allauth has checked that.
    Source: SEC-15.
    """
    signed = data.get("id_token") or {}
    told = data.get("userinfo") or signed
    return bool(signed.get("sub")) and told.get("sub") == signed["sub"]


def has_second_factor(claims: dict[str, Any]) -> bool:
    """Test if the other service says, in the words that settings give, so much."""
    methods = claims.get("amr", [])
    said = {claims.get("acr"), *(methods if isinstance(methods, list) else ())}
    return any(word in said for word in settings.OIDC_SECOND_FACTOR)


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    """Return what stands in the signed token, and of the rest only the address."""
    data = sociallogin.account.extra_data
    told, signed = data.get("userinfo", {}), data.get("id_token", {})
    return {
        "email": told.get("email") or signed.get("email"),
        "email_verified": (told if told.get("email") else signed).get("email_verified"),
        "amr": signed.get("amr"),
        "acr": signed.get("acr"),
    }


def _person(claims: dict[str, Any]) -> people.Person | None:
    """Return the known, active and real person with that verified address."""
    if claims["email_verified"] is not True or not isinstance(claims["email"], str):
        return None
    person = people.person_with_email(claims["email"])
    if person is None or not person.is_active or people.is_invented(person):
        return None
    return person


def _refuse(request: HttpRequest) -> NoReturn:
    messages.error(request, NOT_KNOWN)
    raise ImmediateHttpResponse(redirect("sign-in"))


def issuer_id() -> str:
    """Return what the other service is called in an address, or nothing."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["provider_id"]) if apps else ""


def issuer_name() -> str:
    """Return what people call the other service."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


@never_cache
@require_safe
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the other service, which asks the person what it asks.

    allauth would take more from the address: to bind an account, which only the
    address of one does here, and what the other service is asked for.
    """
    if provider_id != issuer_id() or set(request.GET) - {"next"}:
        raise Http404
    answer: HttpResponseBase = views.login(request, provider_id)
    return answer


@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take what the other service answered."""
    if provider_id != issuer_id():
        raise Http404
    answer: HttpResponseBase = views.callback(request, provider_id)
    return answer
