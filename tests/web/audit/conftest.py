"""What the tests of the auditor's pages may ask for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from safehold.apps.people.models import Person
from safehold.engine.actors import Actor
from tests import browsers, cast
from tests.cast import Cast

SignIn = Callable[[Actor], Client]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    """The cast; what they do is committed, since a link is made at commit."""
    return cast.assemble()


@pytest.fixture
def signed_in_as() -> SignIn:
    def sign_in(actor: Actor) -> Client:
        person = Person.objects.get(pk=actor.person_id)
        return browsers.sign_in(Client(), person)

    return sign_in
