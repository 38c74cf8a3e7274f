"""Who signed in is recorded, and that somebody was not let in is logged."""

import pytest
from django.test import Client

from safehold.apps.audit.models import AuditEvent
from safehold.apps.people.models import Person
from safehold.gateways.logs import lines
from safehold.web.authentication import Failure
from tests.web.account.people import code, give_code, give_password, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What is told of signing in."""
    told: list[dict[str, object]] = []

    def tell(event: lines.Event, **facts: object) -> None:
        if event is lines.Event.SIGN_IN:
            told.append(facts)

    monkeypatch.setattr(lines, "tell", tell)
    return told


def test_a_session_is_recorded_with_what_was_shown(
    client: Client, nadia: Person
) -> None:
    with_app(nadia)
    give_password(client, nadia)
    assert not AuditEvent.objects.filter(verb="identity.begin_session").exists()

    give_code(client, code())

    event = AuditEvent.objects.get(verb="identity.begin_session")
    assert (event.actor_id, event.subject) == (nadia.pk, f"person:{nadia.pk}")
    assert event.details == {"shown": ["password", "totp"]}


def test_a_wrong_password_is_logged_without_it_or_the_address(
    client: Client, nadia: Person, logged: list[dict[str, object]]
) -> None:
    give_password(client, nadia, "a tell-tale password")

    assert logged == [{"level": 30, "outcome": Failure.WRONG_PASSWORD}]
    assert not AuditEvent.objects.filter(verb="identity.begin_session").exists()


def test_so_is_a_wrong_code_and_one_attempt_too_many(
    client: Client, nadia: Person, logged: list[dict[str, object]]
) -> None:
    with_app(nadia)
    give_password(client, nadia)
    give_code(client, "000000")
    for _ in range(6):
        give_password(Client(), nadia, "wrong")

    outcomes = [each["outcome"] for each in logged]

    assert outcomes[0] is Failure.WRONG_CODE
    assert outcomes[-1] is Failure.TOO_OFTEN
