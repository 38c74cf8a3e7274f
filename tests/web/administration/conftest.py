"""What the tests of the administrator's pages may ask for."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from safehold.apps.people.models import Person
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from tests import browsers, cast


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the clock: a test that names today is not over after midnight."""
    at = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: at)


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
