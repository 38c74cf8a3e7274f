"""What does the service count, and who may read that?"""

from __future__ import annotations

from http import HTTPMethod

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from safehold.gateways.logs.lines import Code

# One process serves (decision 0030): what it counts is the whole.
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

REQUESTS = Counter(
    "safehold_requests",
    "Requests answered, by pattern of address",
    ("method", "route", "status"),
    registry=REGISTRY,
)
SECONDS = Histogram(
    "safehold_request_seconds",
    "Time until a request was answered",
    ("method", "route"),
    registry=REGISTRY,
)
DATABASE_FAILURES = Counter(
    "safehold_database_failures",
    "Times that the database did not answer",
    registry=REGISTRY,
)


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
