"""What is counted, and that nobody without the token learns of it."""

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from prometheus_client import REGISTRY
from pytest_django import Settings

from safehold.gateways.postgresql import queue
from safehold.web.operations.requests import RequestMiddleware

TOKEN = "thirty-two characters and some more"
BEARER = {"Authorization": f"Bearer {TOKEN}"}

pytestmark = pytest.mark.django_db


WAITING = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args)
VALUES ('default', 'a_task', 0, '{}')
"""


def _fails(_cursor: object) -> tuple[tuple[str, int], ...]:
    raise OperationalError


def counted(method: str, route: str, status: str) -> float:
    labels = {"method": method, "route": route, "status": status}
    return REGISTRY.get_sample_value("safehold_requests_total", labels) or 0


class TestTheCounts:
    def test_are_there_for_who_brings_the_token(
        self, client: Client, settings: Settings
    ) -> None:
        settings.METRICS_TOKEN = TOKEN
        client.get("/help/")

        response = client.get("/metrics", headers=BEARER)

        page = response.content.decode()
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith("text/plain")
        assert 'method="GET",route="help/",status="200"' in page
        assert "safehold_request_seconds_bucket" in page
        assert "safehold_database_failures_total" in page

    @pytest.mark.parametrize(
        ("token", "headers"),
        [
            ("", {}),
            ("", {"Authorization": "Bearer "}),
            (TOKEN, {}),
            (TOKEN, {"Authorization": f"Bearer {TOKEN[:-1]}"}),
            (TOKEN, {"Authorization": f"Basic {TOKEN}"}),
            (TOKEN, {"Authorization": "Bearer \xe9"}),
        ],
    )
    def test_are_not_there_for_others(
        self,
        client: Client,
        settings: Settings,
        token: str,
        headers: dict[str, str],
    ) -> None:
        settings.METRICS_TOKEN = token

        response = client.get("/metrics", headers=headers)

        assert response.status_code == 404
        assert "safehold_requests" not in response.content.decode()

    def test_are_by_pattern_of_address(self, client: Client) -> None:
        before = counted("GET", "facts/<int:fact_id>/", "302")

        client.get("/facts/1/")
        client.get("/facts/2/")

        assert counted("GET", "facts/<int:fact_id>/", "302") == before + 2

    def test_of_what_is_nowhere_are_one(self, client: Client) -> None:
        before = counted("GET", "other", "404")

        client.get("/ada/")
        client.get("/lovelace/")

        assert counted("GET", "other", "404") == before + 2

    def test_tell_of_the_queue_by_status(
        self, client: Client, settings: Settings
    ) -> None:
        settings.METRICS_TOKEN = TOKEN
        with connection.cursor() as cursor:
            cursor.execute(WAITING)

        page = client.get("/metrics", headers=BEARER).content.decode()

        assert 'safehold_queue{status="todo"} 1.0' in page

    def test_are_there_where_the_database_does_not_answer(
        self, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.METRICS_TOKEN = TOKEN
        name = "safehold_database_failures_total"
        before = REGISTRY.get_sample_value(name) or 0
        monkeypatch.setattr(queue, "by_status", _fails)

        page = client.get("/metrics", headers=BEARER).content.decode()

        assert "safehold_queue{" not in page
        assert "safehold_requests_total" in page
        assert (REGISTRY.get_sample_value(name) or 0) > before

    def test_tell_how_often_the_database_did_not_answer(
        self, rf: RequestFactory
    ) -> None:
        name = "safehold_database_failures_total"
        before = REGISTRY.get_sample_value(name) or 0
        watching = RequestMiddleware(lambda _request: HttpResponse())

        watching.process_exception(rf.get("/"), OperationalError())
        watching.process_exception(rf.get("/"), ValueError())

        assert REGISTRY.get_sample_value(name) == before + 1
