"""What the tests of the commissioner's pages may ask for."""

from collections.abc import Callable

import pytest
from django.test import Client

from safehold.apps.people.models import Person
from safehold.engine.actors import Actor
from tests import browsers, cast


@pytest.fixture
def people(db: None) -> cast.Cast:
    """The whole cast, in the database."""
    return cast.assemble()


@pytest.fixture
def signed_in() -> Callable[[Actor], Client]:
    """Sign somebody in, and return their browser."""

    def sign_in(actor: Actor) -> Client:
        browser = Client()
        browsers.sign_in(browser, Person.objects.get(pk=actor.person_id))
        return browser

    return sign_in
