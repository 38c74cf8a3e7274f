"""What the tests of invitations may ask for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from safehold.engine.actors import Actor, Purpose
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from tests.cast import Cast

Committing = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


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
