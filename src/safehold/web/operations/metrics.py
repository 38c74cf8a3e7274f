"""What does the service count, and who may read that?"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPMethod

from django.conf import settings
from django.db import Error, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import REGISTRY, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from safehold.gateways.logs.lines import Code
from safehold.gateways.postgresql import queue

# One process serves (decision 0030): what it counts is the whole.
REQUESTS = Counter(
    "safehold_requests",
    "Requests answered, by pattern of address",
    ("method", "route", "status"),
)
SECONDS = Histogram(
    "safehold_request_seconds",
    "Time until a request was answered",
    ("method", "route"),
)
DATABASE_FAILURES = Counter(
    "safehold_database_failures",
    "Times that the database did not answer",
)


class Queue(Collector):
    """Counts the queue of background work whenever somebody reads the metrics."""

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Yield the name without a number, so that to register asks no database."""
        yield GaugeMetricFamily(
            "safehold_queue", "Background work, by status", labels=["status"]
        )

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the numbers, or none where the database does not answer."""
        [family] = self.describe()
        try:
            with connection.cursor() as cursor:
                for status, number in queue.by_status(cursor):
                    family.add_metric([status], number)
        except Error:
            DATABASE_FAILURES.inc()
        yield family


REGISTRY.register(Queue())


def count(
    method: HTTPMethod | None, route: Code | None, status: int, seconds: float
) -> None:
    """Count a request that was answered; what is not known by name is `other`."""
    labels = (method or "other", route if route is not None else "other")
    REQUESTS.labels(*labels, status).inc()
    SECONDS.labels(*labels).observe(seconds)


@transaction.non_atomic_requests
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Answer the counts to who brings the token; to others there is no such page.

    Source: SEC-43.
    """
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not constant_time_compare(given, f"Bearer {token}"):
        raise Http404
    return HttpResponse(
        generate_latest(REGISTRY), content_type=CONTENT_TYPE_PLAIN_0_0_4
    )
