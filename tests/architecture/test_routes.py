"""Every door of the service, and who gets through it.

An address without a row fails, and so does a row whose address has gone. 302 leads to
the page for signing in, or on once something is done; 404 says that there is no such
thing; 409 that it may not be done, and why; 422 that the form is not filled in.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from safehold.apps.people.models import Person
from tests import browsers, cast
from tests.architecture.doors import (
    account,
    administration,
    audit,
    commissioner,
    jobs,
    operations,
    public,
)
from tests.architecture.doors.door import PERSONAS, Door, Things

DOORS: tuple[Door, ...] = (
    *public.DOORS,
    *operations.DOORS,
    *account.DOORS,
    *commissioner.DOORS,
    *administration.DOORS,
    *audit.DOORS,
    *jobs.DOORS,
    *public.WAY_OUT,
)


# What every form of ours carries: its token, and where it judges, what its page showed.
CARRIED = {"token": "any", "seen": "unreviewed"}


def build_things(people: cast.Cast) -> Things:
    """Make what the addresses are about, all of it the first commissioner's."""
    return (
        commissioner.things(people)
        | administration.things(people)
        | jobs.things(people)
        | audit.things(people)
        | account.THINGS
    )


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
            browsers.sign_in(client, people[persona])
    return clients


def answers(door: Door, clients: list[Client], things: Things) -> tuple[int, ...]:
    """Return what each persona is answered; whatever it did is taken back."""
    given = []
    for client in clients:
        send = client.get if door.method == "GET" else client.post
        with transaction.atomic():
            given.append(send(address(door, things), CARRIED).status_code)
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
        f"{door.name}: {given}, not {door.expected}"
        for door in DOORS
        if (given := answers(door, clients, things)) != door.expected
    ]

    assert not otherwise


@pytest.mark.django_db
def test_a_password_alone_opens_nothing_to_who_needs_more() -> None:
    things = build_things(cast.assemble())
    amara = browsers.sign_in_by(
        Client(), Person.objects.get(name="Amara"), browsers.BY_PASSWORD
    )
    shut = [door for door in DOORS if door not in account.BEFORE_SECOND_FACTOR]

    opened = {}
    for door in shut:
        send = amara.get if door.method == "GET" else amara.post
        answer = send(address(door, things), CARRIED)
        way = answer.headers.get("Location", "")
        if not way.startswith("/account/second-factor/?next="):
            opened[door.name] = answer.status_code

    everybodys = {*public.DOORS, *operations.DOORS, *public.WAY_OUT}
    assert set(opened) <= {door.name for door in everybodys}
    assert len(shut) - len(opened) > 50


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


@pytest.mark.django_db
def test_every_page_answers_to_its_head_as_to_itself() -> None:
    things = build_things(cast.assemble())
    amara = signed_in_clients()[PERSONAS.index("Amara")]
    pages = [address(door, things) for door in DOORS if door.method == "GET"]

    otherwise = [
        page
        for page in pages
        if amara.head(page).status_code != amara.get(page).status_code
    ]

    assert not otherwise
