"""Every door of the service, and who gets through it.

An address without a row fails, and so does a row whose address has gone. 302 leads to
the page for signing in, or on once something is done; 404 says that there is no such
thing; 409 that it may not be done, and why; 422 that the form is not filled in.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from safehold.apps.documents.models import Document
from safehold.apps.intake import actions as intake
from safehold.apps.people.models import Person
from safehold.engine.documents.facts import FactKind
from safehold.engine.findings import Finding
from tests import cast
from tests.build import HACKNEY, Paper, fact_of

# In the order of the answers below.
PERSONAS = (
    "",  # has not signed in
    "Grace",  # has no role in force any more
    "Amara",  # is grants manager of the commissioner
    "Dev",  # is finance officer of the commissioner
    "Brendan",  # manages a lead body
    "Hugo",  # is grants manager of another commissioner
)


class Door(NamedTuple):
    """One address and one method; the answers to each persona; what it is about."""

    method: str
    route: str
    answers: tuple[int, ...]
    about: str = ""

    @property
    def name(self) -> str:
        return f"{self.method} {self.route} {self.about}".strip()


def anybody(method: str, route: str, answer: int) -> Door:
    return Door(method, route, (answer,) * len(PERSONAS))


SHUT = 404

DOORS = (
    anybody("GET", "", 200),
    anybody("GET", "help/", 200),
    anybody("GET", "accessibility/", 200),
    anybody("GET", "cookies/", 200),
    anybody("GET", "brand.css", 200),
    anybody("GET", "sign-in/", 200),
    anybody("POST", "sign-in/", 422),
    # Open in the demonstration only.
    anybody("GET", "about-the-demonstration/", SHUT),
    anybody("POST", "sign-in/as/", SHUT),
    # What is confirmed is open to every role in force (decision 0023); another
    # commissioner reads its own.
    Door("GET", "portfolio/", (302, 200, 302, 302, 302, 200)),
    Door("GET", "portfolio/all-years/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "portfolio/<year:financial_year>/", (302, 404, 200, 200, 200, 404)),
    Door(
        "GET", "portfolio/<year:financial_year>/awards/", (302, 200, 200, 200, 200, 200)
    ),
    Door("GET", "programmes/<slug:slug>/", (302, 404, 200, 200, 200, 404), "programme"),
    Door("GET", "decisions/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "decisions/<slug:slug>/", (302, 404, 200, 200, 200, 404), "decision"),
    # Documents and findings are the commissioner's own; lists of others are empty.
    Door("GET", "documents/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "documents/import/", (302, 409, 200, 409, 409, 200)),
    Door("POST", "documents/import/", (302, 409, 422, 409, 409, 422)),
    Door("GET", "documents/<int:document_id>/review/", (302, 404, 200, 200, 404, 404)),
    Door(
        "GET", "documents/<int:document_id>/original/", (302, 404, 200, 200, 404, 404)
    ),
    Door(
        "POST",
        "documents/<int:document_id>/confirm-all/",
        (302, 404, 302, 409, 404, 404),
    ),
    Door("GET", "findings/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "findings/<int:finding_id>/", (302, 404, 200, 200, 404, 404)),
    Door("POST", "findings/<int:finding_id>/", (302, 404, 422, 422, 404, 404)),
    # A fact is open to others once it stands.
    Door("GET", "facts/<int:fact_id>/", (302, 404, 200, 200, 404, 404), "unreviewed"),
    Door("GET", "facts/<int:fact_id>/", (302, 404, 200, 200, 200, 200), "confirmed"),
    Door(
        "POST",
        "facts/<int:fact_id>/confirm/",
        (302, 404, 302, 409, 404, 404),
        "unreviewed",
    ),
    Door(
        "POST",
        "facts/<int:fact_id>/confirm/",
        (302, 404, 409, 409, 409, 409),
        "confirmed",
    ),
    Door(
        "GET",
        "facts/<int:fact_id>/correct/",
        (302, 404, 200, 409, 404, 404),
        "unreviewed",
    ),
    Door(
        "POST",
        "facts/<int:fact_id>/correct/",
        (302, 404, 422, 409, 404, 404),
        "unreviewed",
    ),
    Door(
        "GET",
        "facts/<int:fact_id>/discard/",
        (302, 404, 200, 409, 404, 404),
        "unreviewed",
    ),
    Door(
        "POST",
        "facts/<int:fact_id>/discard/",
        (302, 404, 422, 409, 404, 404),
        "unreviewed",
    ),
    # A form opens only to who may send it in.
    Door(
        "GET",
        "facts/<int:fact_id>/correct/",
        (302, 404, 200, 409, 409, 409),
        "confirmed",
    ),
    Door(
        "GET",
        "facts/<int:fact_id>/discard/",
        (302, 404, 200, 409, 409, 409),
        "confirmed",
    ),
    # It takes the cookies of whoever asks, so it comes last.
    anybody("POST", "sign-out/", 302),
)

Things = dict[str, int | str]


def build_things(people: cast.Cast) -> Things:
    """Make what the addresses are about, all of it the first commissioner's."""

    def stored(paper: Paper) -> Document:
        return paper.store(by=people.amara, organisation_id=people.commissioner_id)

    answer = stored(Paper().programme("Lantern", HACKNEY).award("Lantern", 1_000))
    decision = stored(Paper().decision("PCD 1"))
    doubtful = stored(Paper().mentions(5).doubts(Finding("a.b", "Look.", "REF-01")))
    for document in (answer, decision):
        intake.confirm_all(document.pk, by=people.amara, at=cast.NOON)
    return {
        "financial_year": "2022-23",
        "programme": "lantern",
        "decision": "pcd-1",
        "document_id": doubtful.pk,
        "finding_id": doubtful.findings.get().pk,
        "unreviewed": fact_of(doubtful, FactKind.AMOUNT).pk,
        "confirmed": fact_of(answer, FactKind.AWARD).pk,
    }


def address(door: Door, things: Things) -> str:
    """Return the address of the thing that the door is about."""
    return "/" + re.sub(
        r"<\w+:(\w+)>", lambda part: str(things[door.about or part[1]]), door.route
    )


def signed_in_clients() -> list[Client]:
    """Return a browser for each persona, signed in where they can."""
    people = {person.name: person for person in Person.objects.all()}
    clients = [Client() for _ in PERSONAS]
    for client, persona in zip(clients, PERSONAS, strict=True):
        if persona:
            client.force_login(people[persona])
    return clients


def answers(door: Door, clients: list[Client], things: Things) -> tuple[int, ...]:
    """Return what each persona is answered; whatever it did is taken back."""
    given = []
    for client in clients:
        send = client.get if door.method == "GET" else client.post
        with transaction.atomic():
            # Every form of ours carries at least its token.
            given.append(send(address(door, things), {"token": "any"}).status_code)
            transaction.set_rollback(True)
    return tuple(given)


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from routes(each, route)


def test_every_door_has_a_row_and_every_row_a_door() -> None:
    assert set(routes(get_resolver())) == {door.route for door in DOORS}


@pytest.mark.django_db
def test_every_persona_is_answered_as_written() -> None:
    things = build_things(cast.assemble())
    clients = signed_in_clients()

    otherwise = [
        f"{door.name}: {given}, not {door.answers}"
        for door in DOORS
        if (given := answers(door, clients, things)) != door.answers
    ]

    assert not otherwise


@pytest.mark.django_db
def test_a_door_takes_no_other_method() -> None:
    things = build_things(cast.assemble())
    amara = signed_in_clients()[PERSONAS.index("Amara")]
    taken = {(door.method, door.route) for door in DOORS}

    answered = {
        f"{method} {door.route}": amara.generic(method, address(door, things))
        for door in DOORS
        for method in ("GET", "POST")
        if (method, door.route) not in taken
    }

    assert {response.status_code for response in answered.values()} == {405}
