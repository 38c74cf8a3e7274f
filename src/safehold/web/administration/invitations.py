"""Pages where an administrator asks somebody in, and sees what became of it."""

from __future__ import annotations

import datetime
from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from safehold.apps.audit import actions as audit
from safehold.apps.invitations import actions, policies
from safehold.apps.invitations import queries as invitations
from safehold.gateways.notices import real as notices
from safehold.web.actor import ActorRequest
from safehold.web.administration import wording
from safehold.web.administration.doors import administering
from safehold.web.administration.forms import InviteForm
from safehold.web.administration.roles import administered_by, is_done
from safehold.web.components.tables import Column, Filter, Table

STATES = [
    (tag.text, tag.text)
    for tag in (
        wording.WAITING,
        wording.OUT_OF_DATE,
        wording.ACCEPTED,
        wording.WITHDRAWN,
    )
]

UNSENT = [(wording.NOT_SENT.text, wording.NOT_SENT.text)]


@require_safe
@administering
def invitation_list(request: ActorRequest) -> HttpResponseBase:
    today = timezone.localdate()
    table: Table[invitations.Invitation] = Table(
        "Invitations",
        invitations.visible_to(request.actor),
        columns=(
            Column("name", "Name", sort="name", link=_page),
            Column("email", "E-mail address", sort="email"),
            Column("role", "Role", _role, sort="role"),
            Column("invited_at", "Invited", kind="date", sort="invited_at"),
            Column("invited_by", "By", "invited_by.name"),
            Column("became", "Now", partial(wording.became, on=today), "tag"),
            Column("sent", "E-mail", wording.sent, "tag"),
        ),
        default_sort="-invited_at",
        filters=(
            Filter.search("search", "Search names and addresses", ("name", "email")),
            Filter.choice("role", "Role", wording.ROLES, field="role"),
            Filter.choice("state", "Now", STATES, where=partial(_became, on=today)),
            Filter.choice("sent", "E-mail", UNSENT, where=_unsent),
        ),
        empty="Nobody has been invited yet.",
        noun=("invitation", "invitations"),
    )
    return table.respond(request, "administration/invitations.html", {})


def _became(state: str, *, on: datetime.date) -> Q:
    is_waiting = invitations.is_waiting(on=on)
    match state:
        case wording.WAITING.text:
            return is_waiting
        case wording.ACCEPTED.text:
            return Q(accepted_at__isnull=False)
        case wording.WITHDRAWN.text:
            return Q(withdrawn_at__isnull=False)
        case _:
            return Q(accepted_at=None, withdrawn_at=None) & ~is_waiting


def _unsent(_value: str) -> Q:
    return invitations.is_unsent()


def _role(invitation: invitations.Invitation) -> str:
    return wording.ROLE_LABELS[invitation.role]


def _page(invitation: invitations.Invitation) -> str:
    return reverse("invitation", args=[invitation.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@administering
def invite(request: ActorRequest) -> HttpResponse:
    form = InviteForm(
        request.POST or None,
        organisations=administered_by(request.actor),
        initial={"from_date": timezone.localdate()},
    )
    made: list[int] = []

    def ask_in() -> None:
        made.append(
            actions.invite(
                form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                term=form.term(),
                by=request.actor,
                at=timezone.now(),
            )
        )

    if is_done(form, ask_in):
        messages.success(request, _sent())
        return redirect("invitation", made[0])
    return render(
        request,
        "administration/invite.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


def _sent() -> str:
    if notices.is_printed():
        return "The link of the invitation is printed where the service was started."
    return "The invitation is on its way."


@require_safe
@administering
def invitation(request: ActorRequest, invitation_id: int) -> HttpResponse:
    found = invitations.visible_to(request.actor).get(pk=invitation_id)
    audit.record_read(
        f"invitation:{invitation_id}",
        organisation_id=found.organisation_id,
        by=request.actor,
        at=timezone.now(),
    )
    today = timezone.localdate()
    return render(
        request,
        "administration/invitation.html",
        {
            "invitation": found,
            "role": _role(found),
            "became": wording.became(found, on=today),
            "sent": wording.sent(found),
            "why_not_sent": wording.why_not_sent(found),
            "last_day": wording.last_day(found),
            "last_day_of_link": found.expiry_date - datetime.timedelta(days=1),
            "why_not": policies.why_not_withdraw(found, by=request.actor),
            "is_printed": notices.is_printed(),
        },
    )


@require_POST
@administering
def send_again(request: ActorRequest, invitation_id: int) -> HttpResponse:
    actions.send_again(invitation_id, by=request.actor, at=timezone.now())
    messages.success(request, f"{_sent()} The one before no longer works.")
    return redirect("invitation", invitation_id)


@require_POST
@administering
def withdraw(request: ActorRequest, invitation_id: int) -> HttpResponse:
    actions.withdraw(invitation_id, by=request.actor, at=timezone.now())
    messages.success(request, "The invitation is withdrawn. Its link no longer works.")
    return redirect("invitation", invitation_id)
