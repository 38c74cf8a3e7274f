"""How much may a browser send? Asked before anything of it is read."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string


class BodyLimitMiddleware:
    """Refuses a body that is too large, and one that does not say how large it is.

    Django's own limits leave files out, and see the rest while they parse it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "Transfer-Encoding" in request.headers:
            return _refused("411.html", HTTPStatus.LENGTH_REQUIRED)
        if _body_bytes(request) > settings.LARGEST_REQUEST_BYTES:
            return _refused("413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.get_response(request)


def _body_bytes(request: HttpRequest) -> int:
    """Return how much is to be read; of what is no number, Django reads nothing."""
    with suppress(ValueError):
        return int(request.META.get("CONTENT_LENGTH") or 0)
    return 0


def _refused(template: str, status: HTTPStatus) -> HttpResponse:
    """Answer without asking who it is, which would read the session."""
    return HttpResponse(render_to_string(template), status=status)
