"""What the tests of invitations may ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safehold.engine.actors import Actor, Purpose
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from tests.apps.invitations.asking import Committed, invite
from tests.cast import Cast


@pytest.fixture
def kwame(people: Cast) -> Actor:
    """The administrator, at the administrator's work."""
    return replace(people.kwame, purpose=Purpose.ADMINISTRATION)


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Outbox:
    """What people were written to about."""
    kept = Outbox()
    monkeypatch.setattr(real, "send", kept.send)
    return kept


@pytest.fixture
def here(people: Cast) -> int:
    return people.commissioner_id


@pytest.fixture
def invitation_id(
    kwame: Actor,
    here: int,
    outbox: Outbox,
    django_capture_on_commit_callbacks: Committed,
) -> int:
    """An invitation to be evaluator, with its link sent."""
    with django_capture_on_commit_callbacks(execute=True):
        return invite(kwame, here)
