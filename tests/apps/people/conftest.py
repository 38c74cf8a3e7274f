"""What the tests of people may ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safehold.engine.actors import Actor, Purpose
from safehold.gateways.notices import real
from safehold.gateways.notices.fake import Outbox
from tests.cast import Cast


@pytest.fixture
def kwame(people: Cast) -> Actor:
    return replace(people.kwame, purpose=Purpose.ADMINISTRATION)


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Outbox:
    kept = Outbox()
    monkeypatch.setattr(real, "send", kept.send)
    return kept
