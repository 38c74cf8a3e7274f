"""Where the inside's answers become pages: refusals, missing rows and failures."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.shortcuts import render
from django.template.loader import render_to_string

from safehold.engine.refusals import Refused

Request = TypeVar("Request", bound=HttpRequest)
Arguments = ParamSpec("Arguments")


def refusals_as_pages(
    view: Callable[Concatenate[Request, Arguments], HttpResponseBase],
) -> Callable[Concatenate[Request, Arguments], HttpResponseBase]:
    """Answer Refused with the page that says why and 409, a missing row with 404."""

    @wraps(view)
    def answer(
        request: Request, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return _refused(request, refused)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    return answer


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return render(
        request,
        "errors/refused.html",
        {"refusal": refused.refusal},
        status=HTTPStatus.CONFLICT,
    )


class NotAllowedPageMiddleware:
    """Gives the blank answer to a method that an address does not take its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page


def bad_request(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 — Django passes it by this name.
) -> HttpResponse:
    """Answer what the browser sent and the service cannot read."""
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def permission_denied(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 — Django passes it by this name.
) -> HttpResponse:
    """Answer who may not see this page, whatever it holds."""
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def page_not_found(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 — Django passes it by this name.
) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer our own failure, on a page that asks the database for nothing."""
    page = render_to_string("500.html")
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
