"""Which request is this, how was it answered, and how long did that take?"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from http import HTTPMethod

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase

from safehold.gateways.logs import lines
from safehold.gateways.logs.lines import Code, Event
from safehold.web.operations import metrics

HEADER = "X-Request-ID"


class RequestMiddleware:
    """Gives each request its id, one line in the log and its place in the metrics.

    The first of all: whatever is logged, recorded or answered on the way knows the
    id, as `request.safehold_request_id` and from `structlog.contextvars`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = _id_of(request)
        setattr(request, "safehold_request_id", str(request_id))  # noqa: B010 - no field.
        started = time.monotonic()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            _tell(request, response, time.monotonic() - started)
        response.headers[HEADER] = str(request_id)
        return response

    def process_exception(self, _request: HttpRequest, failure: Exception) -> None:
        """Count that the database did not answer a page."""
        if isinstance(failure, OperationalError | InterfaceError):
            metrics.DATABASE_FAILURES.inc()


def current_id() -> str:
    """Return the id of the request being answered, or nothing outside of one."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def _id_of(request: HttpRequest) -> uuid.UUID:
    """Return the proxy's id where there is a proxy to believe, or else a new one.

    Anything but a UUID is passed over: words of a stranger's would reach the log.
    Source: SEC-41.
    """
    if settings.BEHIND_PROXY:
        with suppress(ValueError):
            return uuid.UUID(request.headers.get(HEADER, ""))
    return uuid.uuid4()


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    method = _method(request)
    route = _route(request)
    lines.tell(
        Event.REQUEST,
        method=method,
        route=route,
        status=response.status_code,
        milliseconds=round(seconds * 1000),
        person_id=_person_id(request),
    )
    metrics.count(method, route, response.status_code, seconds)


def _method(request: HttpRequest) -> HTTPMethod | None:
    """Return the method; a browser may call it anything, and that is nobody's word."""
    with suppress(ValueError):
        return HTTPMethod(request.method or "")
    return None


def _route(request: HttpRequest) -> Code | None:
    """Return the pattern of the address, which names no thing and no person."""
    resolved = request.resolver_match
    return Code(resolved.route) if resolved else None


def _person_id(request: HttpRequest) -> int | None:
    """Return who is signed in, where answering had to find that out anyway."""
    person = getattr(request, "_cached_user", None)
    return person.pk if person is not None and person.is_authenticated else None
