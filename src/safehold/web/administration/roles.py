"""Pages where an administrator gives a role, ends one, or lets one follow another."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from safehold.apps.organisations import queries as organisations
from safehold.apps.people import actions
from safehold.apps.people import queries as people
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor, Role
from safehold.engine.refusals import Refused
from safehold.web.actor import ActorRequest
from safehold.web.administration import wording
from safehold.web.administration.doors import administering
from safehold.web.administration.forms import EndForm, MoveForm, TermForm


def administered_by(by: Actor) -> dict[int, str]:
    """Return the organisations whose people this person administers, by id."""
    return organisations.names(access.scope(by, Act.MANAGE_PEOPLE).organisation_ids)


@require_http_methods(["GET", "HEAD", "POST"])
@administering
def give_role(request: ActorRequest, person_id: int) -> HttpResponse:
    found = people.people_visible_to(request.actor).get(pk=person_id)
    form = TermForm(
        request.POST or None,
        organisations=administered_by(request.actor),
        initial={"from_date": timezone.localdate()},
    )

    def give() -> None:
        actions.give_role(found.pk, form.term(), by=request.actor, at=timezone.now())

    if is_done(form, give):
        messages.success(request, "The role is given.")
        return redirect("person", found.pk)
    return _form_page(request, "give_role", form, found)


@require_http_methods(["GET", "HEAD", "POST"])
@administering
def end(request: ActorRequest, membership_id: int) -> HttpResponse:
    membership = people.memberships_visible_to(request.actor).get(pk=membership_id)
    form = EndForm(request.POST or None, initial={"to_date": timezone.localdate()})

    def leave() -> None:
        actions.leave(
            membership_id,
            to_date=form.cleaned_data["to_date"],
            reason=form.end_reason(),
            by=request.actor,
            at=timezone.now(),
        )

    if is_done(form, leave):
        messages.success(request, "The role ends on that day.")
        return _back_to(request, membership)
    return _form_page(request, "end_role", form, membership.person, membership)


@require_http_methods(["GET", "HEAD", "POST"])
@administering
def move(request: ActorRequest, membership_id: int) -> HttpResponse:
    membership = people.memberships_visible_to(request.actor).get(pk=membership_id)
    form = MoveForm(request.POST or None, initial={"on_date": timezone.localdate()})

    def follow() -> None:
        actions.move(
            membership_id,
            role=Role(form.cleaned_data["role"]),
            on=form.cleaned_data["on_date"],
            by=request.actor,
            at=timezone.now(),
        )

    if is_done(form, follow):
        messages.success(request, "One role ends and the other begins on that day.")
        return redirect("person", membership.person_id)
    return _form_page(request, "move", form, membership.person, membership)


def is_done(form: forms.Form, work: Callable[[], object]) -> bool:
    """Test if the form was filled in and its work done; else it says why not."""
    if not form.is_valid():
        return False
    try:
        work()
    except Refused as refused:
        form.add_error(None, refused.refusal.message)
        return False
    return True


def _back_to(request: ActorRequest, membership: people.Membership) -> HttpResponse:
    """Go to the person's page; who ended their own last role may have none to go to."""
    if membership.person_id == request.actor.person_id:
        return redirect("home")
    return redirect("person", membership.person_id)


def _form_page(
    request: ActorRequest,
    name: str,
    form: forms.Form,
    person: people.Person,
    membership: people.Membership | None = None,
) -> HttpResponse:
    return render(
        request,
        f"administration/{name}.html",
        {
            "form": form,
            "somebody": person,
            "membership": membership,
            "role": wording.ROLE_LABELS[membership.role] if membership else "",
        },
        status=422 if form.errors else 200,
    )
