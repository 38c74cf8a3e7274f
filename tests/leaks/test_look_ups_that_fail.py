"""A look-up that fails opens nothing: no answer is never taken for a yes."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from safehold.apps.audit import context
from safehold.apps.documents.models import Document
from safehold.apps.people import queries as people
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from tests.leaks.asking import browser
from tests.walls.crawl import text_of
from tests.walls.houses import Street


def first_of_home(street: Street) -> str:
    documents = Document.objects.filter(organisation_id=street.home.organisation_id)
    return f"/documents/{documents.earliest('pk').pk}/review/"


class TestALookUpOfRoles:
    def test_that_fails_is_a_failure_and_shows_nothing(
        self, street: Street, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = first_of_home(street)
        client = browser(street.home.manager)
        assert client.get(page).status_code == 200

        def fail(*_: object, **__: object) -> None:
            raise OperationalError("gone")

        monkeypatch.setattr(people, "enter", fail)
        monkeypatch.setattr(people, "actor", fail)
        response = client.get(page)

        assert response.status_code >= 500
        assert "canary" not in text_of(response).lower()

    def test_that_finds_nothing_leaves_nothing_to_see(
        self, street: Street, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = first_of_home(street)
        client = browser(street.home.manager)
        monkeypatch.setattr(people, "_actor", lambda pk, name, held: nobody(pk, name))

        assert client.get(page).status_code == 404

    def test_that_says_too_much_is_not_believed_by_the_database(
        self, street: Street, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Python takes Hugo for Amara; row security asks for itself."""
        page = first_of_home(street)
        client = browser(street.other.manager)
        amaras = street.home.manager.roles
        monkeypatch.setattr(
            people, "_actor", lambda pk, name, held: Actor(pk, name, amaras)
        )

        assert client.get(page).status_code == 404


class TestAnUnknownAct:
    def test_is_permitted_to_nobody(self, street: Street) -> None:
        for act in Act:
            assert not access.scope(nobody(0, ""), act)
        with context.fresh():
            assert not Document.objects.exists()


def nobody(person_id: int, name: str) -> Actor:
    return Actor(person_id, name, roles=frozenset())
