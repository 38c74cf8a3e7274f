"""Pages where an administrator sees who does what for their organisation."""

from __future__ import annotations

import datetime
from functools import partial

from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safehold.apps.invitations import queries as invitations
from safehold.apps.people import actions as actions
from safehold.apps.people import queries as people
from safehold.web.actor import ActorRequest
from safehold.web.administration import wording
from safehold.web.administration.doors import administering
from safehold.web.administration.roles import administered_by
from safehold.web.components.cells import Cell, Link
from safehold.web.components.static_tables import StaticColumn, StaticTable
from safehold.web.components.tables import Column, Filter, Table


@require_safe
@administering
def people_list(request: ActorRequest) -> HttpResponseBase:
    today = timezone.localdate()
    waiting = invitations.visible_to(request.actor).filter(
        invitations.is_waiting(on=today)
    )
    return _roles(request, today).respond(
        request,
        "administration/people.html",
        waiting.aggregate(
            waiting=Count("pk"), unsent=Count("pk", filter=invitations.is_unsent())
        ),
    )


def _roles(request: ActorRequest, today: datetime.date) -> Table[people.Membership]:
    return Table(
        "People and their roles",
        people.memberships_visible_to(request.actor),
        columns=(
            Column("name", "Name", "person.name", sort="person__name", link=_page),
            Column("email", "E-mail address", "person.email", sort="person__email"),
            Column("role", "Role", _role, sort="role"),
            *_organisation_if_several(request),
            Column("from_date", "First day", kind="date", sort="from_date"),
            Column("to_date", "Last day", wording.last_day, "date", sort="to_date"),
            Column("standing", "Today", partial(wording.standing, on=today), "tag"),
        ),
        default_sort="name",
        filters=(
            Filter.search(
                "search",
                "Search names and addresses",
                ("person__name", "person__email"),
            ),
            Filter.choice("role", "Role", wording.ROLES, field="role"),
            Filter.choice(
                "standing",
                "Today",
                wording.STANDING_CHOICES,
                where=lambda value: people.stands(people.Standing(value), on=today),
            ),
        ),
        empty="Nobody has a role here yet.",
        noun=("role", "roles"),
    )


def _organisation_if_several(
    request: ActorRequest,
) -> tuple[Column[people.Membership], ...]:
    """Return a column to tell organisations apart, where there are any to tell."""
    if len(administered_by(request.actor)) == 1:
        return ()
    return (Column("organisation", "Organisation", "organisation.name"),)


def _role(membership: people.Membership) -> str:
    return wording.ROLE_LABELS[membership.role]


def _page(membership: people.Membership) -> str:
    return reverse("person", args=[membership.person_id])


@require_safe
@administering
@never_cache
def person(request: ActorRequest, person_id: int) -> HttpResponse:
    found = actions.read_person(person_id, by=request.actor, at=timezone.now())
    return render(
        request,
        "administration/person.html",
        {
            "somebody": found,
            "is_oneself": found.pk == request.actor.person_id,
            "roles": _roles_of(request, found),
        },
    )


def _roles_of(request: ActorRequest, found: people.Person) -> StaticTable:
    today = timezone.localdate()
    held = people.memberships_visible_to(request.actor).filter(person=found)
    return StaticTable(
        caption="Roles",
        columns=(
            StaticColumn("Role"),
            StaticColumn("Organisation"),
            StaticColumn("First day", "date"),
            StaticColumn("Last day", "date"),
            StaticColumn("Today", "tag"),
            StaticColumn("Change"),
        ),
        rows=tuple(
            (
                _role(each),
                each.organisation.name,
                each.from_date,
                wording.last_day(each),
                wording.standing(each, on=today),
                _changes(each, is_oneself=found.pk == request.actor.person_id),
            )
            for each in held.order_by("-from_date", "pk")
        ),
    )


def _changes(membership: people.Membership, *, is_oneself: bool) -> Cell:
    """Return the ways to change the role; who may is asked where they lead."""
    if membership.to_date is not None and membership.to_date <= timezone.localdate():
        return None
    about = f": {_role(membership)}"
    end = Link("End", reverse("end-role", args=[membership.pk]), about)
    move = Link("Move", reverse("move", args=[membership.pk]), about)
    return (end,) if is_oneself else (end, move)
