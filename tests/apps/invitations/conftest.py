"""What the tests of invitations may ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safehold.engine.actors import Actor, Purpose
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from tests.apps.invitations.asking import invite
from tests.cast import NOON, Cast
from tests.posting import deliver


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
) -> int:
    """An invitation to be evaluator, with its link sent."""
    invited = invite(kwame, here)
    deliver(at=NOON)
    return invited
