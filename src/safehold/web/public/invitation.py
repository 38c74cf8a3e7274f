"""The page behind the link of an invitation."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from safehold.apps.invitations import actions, policies
from safehold.apps.invitations import queries as invitations
from safehold.engine.refusals import Refused
from safehold.web.account.forms import NewPasswordForm
from safehold.web.actor import NOBODY, ActorRequest, signed_in
from safehold.web.administration.wording import ROLE_LABELS
from safehold.web.edge import refusals_as_pages


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say who asks whom in, to what; looking uses nothing up, accepting does.

    Whatever opens links before a person does may open it, too.
    """
    if request.user.is_authenticated:
        return _to_somebody_known(request, token)
    return _to_somebody_new(request, token)


@signed_in
def _to_somebody_known(request: ActorRequest, token: str) -> HttpResponse:
    offer = invitations.offer(token, by=request.actor, at=timezone.now())
    if offer is None:
        return _over(request)
    if offer.person_id != request.actor.person_id:
        raise Refused(policies.NOT_YOURS)
    if request.method == "POST":
        actions.accept(token, password="", by=request.actor, at=timezone.now())
        messages.success(request, "You have the role from its first day.")
        return redirect("home")
    return _page(request, offer)


@refusals_as_pages
def _to_somebody_new(request: HttpRequest, token: str) -> HttpResponse:
    offer = invitations.offer(token, by=NOBODY, at=timezone.now())
    if offer is None:
        return _over(request)
    if offer.person_id is not None:
        return _sign_in_first(request, offer)
    form = NewPasswordForm(
        request.POST if request.method == "POST" else None,
        email=offer.email,
        name=offer.name,
    )
    if form.is_valid():
        password = form.cleaned_data["password"]
        actions.accept(token, password=password, by=NOBODY, at=timezone.now())
        # By the usual way in: it asks for whatever else the role needs.
        messages.success(request, "Your password is set. Sign in with it.")
        return redirect("sign-in")
    return _page(request, offer, form=form)


def _sign_in_first(request: HttpRequest, offer: invitations.Offer) -> HttpResponse:
    if request.method == "POST":
        raise Refused(policies.SIGN_IN_FIRST)
    way = f"{reverse('sign-in')}?{urlencode({'next': request.path})}"
    return _page(request, offer, sign_in=way)


def _page(
    request: HttpRequest,
    offer: invitations.Offer,
    *,
    form: NewPasswordForm | None = None,
    sign_in: str = "",
) -> HttpResponse:
    return render(
        request,
        "public/invitation.html",
        {
            "offer": offer,
            "role": ROLE_LABELS[offer.role],
            "form": form,
            "sign_in": sign_in,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY
        if form and form.errors
        else HTTPStatus.OK,
    )


def _over(request: HttpRequest) -> HttpResponse:
    """Answer one and the same, whether it is used, late, withdrawn or never was."""
    return render(request, "public/invitation_over.html", status=HTTPStatus.GONE)
