"""What the tests of the administrator's pages may ask for."""

from __future__ import annotations

import pytest
from django.test import Client

from safehold.apps.people.models import Person
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from tests import browsers, cast


@pytest.fixture
def people(db: None) -> cast.Cast:
    """The whole cast, in the database."""
    return cast.assemble()


@pytest.fixture
def kwame(people: cast.Cast) -> Client:
    """The administrator's browser."""
    person = Person.objects.get(pk=people.kwame.person_id)
    return browsers.sign_in(Client(), person)


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Outbox:
    """What people were written to about."""
    kept = Outbox()
    monkeypatch.setattr(real, "send", kept.send)
    return kept
