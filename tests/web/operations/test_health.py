"""Alive and ready: asked by machines, answered in a word."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from safehold.gateways.postgresql import rights
from safehold.web.operations import health

Failing = Callable[[], bool]


def refuses() -> bool:
    raise OperationalError("connection to server at 10.0.0.5 failed for user ada")


def asked_of(client: Client) -> tuple[int, str]:
    response = client.get("/health/ready")
    return response.status_code, response.content.decode()


class TestLive:
    def test_asks_no_database(self, client: Client) -> None:
        # Without the mark, a test that reached the database would fail.
        response = client.get("/health/live")

        assert response.status_code == 200
        assert response.content == b"ok\n"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
class TestReady:
    def test_is_said_where_everything_is_well(self, client: Client) -> None:
        assert asked_of(client) == (200, "ok\n")

    def test_is_answered_to_a_probe_that_asks_for_the_head(
        self, client: Client
    ) -> None:
        assert client.head("/health/ready").status_code == 200

    def test_asks_little(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.get("/health/ready")

        # In a savepoint the limit, one word, migrations, three for rights and one
        # for the queue; and two of the tests' own browser.
        with django_assert_num_queries(11):
            client.get("/health/ready")

    @pytest.mark.parametrize("name", [name for name, _ in health.PARTS])
    def test_names_the_part_that_is_not_well_and_no_more(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        parts = tuple(
            (each, (lambda: False) if each == name else (lambda: True))
            for each, _ in health.PARTS
        )
        monkeypatch.setattr(health, "PARTS", parts)

        assert asked_of(client) == (503, f"not ok: {name}\n")

    def test_is_not_said_where_the_database_does_not_answer(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(health, "PARTS", (("database", refuses),))

        assert asked_of(client) == (503, "not ok: database\n")

    def test_is_not_said_where_the_database_answers_too_late(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slow() -> bool:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(60)")
            return True

        monkeypatch.setattr(health, "ANSWERS_WITHIN_MILLISECONDS", 20)
        monkeypatch.setattr(health, "PARTS", (("database", slow),))

        assert asked_of(client) == (503, "not ok: database\n")

    def test_is_not_said_where_a_migration_is_missing(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            health, "_migrations", lambda: frozenset({("people", "9999_tomorrow")})
        )

        assert asked_of(client) == (503, "not ok: migrations\n")

    def test_is_not_said_where_the_role_may_too_much(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rights, "faults", lambda _cursor: (rights.Fault.SUPERUSER,))

        assert asked_of(client) == (503, "not ok: role\n")
