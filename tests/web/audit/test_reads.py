"""Whatever page shows what tells of a person, opening it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.apps.invitations import actions as invitations
from safehold.apps.people.queries import Term
from safehold.engine.actors import Actor, Purpose, Role
from tests.architecture.test_routes import routes
from tests.build import paper
from tests.cast import NOON, TODAY, Cast
from tests.web.audit.conftest import SignIn

# The page, who opens it, and as what it is kept.
READS = {
    "people/<int:person_id>/": ("kwame", "people.read", "person:{dev}"),
    "people/<int:person_id>/history/": ("kwame", "people.read", "person:{dev}"),
    "people/invitations/<int:invitation_id>/": (
        "kwame",
        "audit.read",
        "invitation:{invitation}",
    ),
    "documents/<int:document_id>/copy/": (
        "dev",
        "documents.take_copy",
        "document:{document}",
    ),
    "documents/<int:document_id>/original/": (
        "amara",
        "documents.take_original",
        "document:{document}",
    ),
    "audit/events/<int:event_id>/": ("judith", "audit.read", "event:{event}"),
    "audit/changes/<int:change_id>/": ("judith", "audit.read", "change:{change}"),
}
EXCUSED = {
    "people/": "is a list, which leads to what is kept; taking it along is kept",
    "people/invitations/": "is a list, which leads to what is kept",
    "people/invite/": "is a form, empty until somebody fills it in",
    "people/<int:person_id>/give-role/": "is a form, reached from what is kept",
    "people/roles/<int:membership_id>/end/": "is a form, reached from what is kept",
    "people/roles/<int:membership_id>/move/": "is a form, reached from what is kept",
    "people/invitations/<int:invitation_id>/send-again/": "shows nothing",
    "people/invitations/<int:invitation_id>/withdraw/": "shows nothing",
    "audit/": "is a list, which leads to what is kept; taking it along is kept",
    "audit/changes/": "is a list, which leads to what is kept",
    "audit/dossier/": "is a form; taking a dossier is kept (test_dossier.py)",
}


def tell_of_people() -> set[str]:
    """Return every page about people, and every one that hands out what came in."""
    return {
        route
        for route in routes(get_resolver())
        if route.startswith(("people/", "audit/"))
        or route.endswith(("/original/", "/copy/"))
    }


def test_every_page_about_people_is_listed_here_or_excused() -> None:
    assert tell_of_people() == set(READS) | set(EXCUSED)


@pytest.fixture
def things(people: Cast) -> dict[str, int]:
    document = paper().store(by=people.amara, organisation_id=people.commissioner_id)
    invitation = invitations.invite(
        "jo@tests.example",
        name="Jo",
        term=Term(Role.EVALUATOR, people.commissioner_id, TODAY),
        by=replace(people.kwame, purpose=Purpose.ADMINISTRATION),
        at=NOON,
    )
    here = {"organisation_id": people.commissioner_id}
    return {
        "dev": people.dev.person_id,
        "document": document.pk,
        "invitation": invitation,
        "event": AuditEvent.objects.filter(**here).earliest("pk").pk,
        "change": AuditChange.objects.filter(**here).earliest("pk").pk,
    }


NUMBERS = {
    "<int:person_id>": "dev",
    "<int:document_id>": "document",
    "<int:invitation_id>": "invitation",
    "<int:event_id>": "event",
    "<int:change_id>": "change",
}


@pytest.mark.parametrize("route", READS)
class TestOpeningIt:
    def opened(
        self, route: str, things: dict[str, int], client: Client
    ) -> HttpResponse:
        address = f"/{route}"
        for part, thing in NUMBERS.items():
            address = address.replace(part, str(things[thing]))
        return client.get(address)

    def test_is_kept_with_who_and_what(
        self, people: Cast, things: dict[str, int], signed_in_as: SignIn, route: str
    ) -> None:
        who, verb, subject = READS[route]
        actor: Actor = getattr(people, who)

        response = self.opened(route, things, signed_in_as(actor))

        assert response.status_code == 200
        read = AuditEvent.objects.filter(verb=verb).latest("pk")
        assert read.actor_id == actor.person_id
        assert read.subject == subject.format(**things)
        assert read.organisation_id == people.commissioner_id
        assert read.request_id

    def test_by_whoever_may_not_is_no_read(
        self, people: Cast, things: dict[str, int], signed_in_as: SignIn, route: str
    ) -> None:
        before = AuditEvent.objects.filter(verb=READS[route][1]).count()

        response = self.opened(route, things, signed_in_as(people.hugo))

        assert response.status_code == 404
        assert AuditEvent.objects.filter(verb=READS[route][1]).count() == before
