"""What is the same on every page of allauth's that we show as ours?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

LONGEST_ADDRESS = 2000


class FormPage:
    """Answers a form that is not filled in with the page and 422, as all ours do."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        context = self.get_context_data(form=form)  # type: ignore[attr-defined] # the view's
        page: HttpResponse = self.render_to_response(  # type: ignore[attr-defined] # the same
            context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return page


def where_to(request: HttpRequest) -> dict[str, Any]:
    """Return, for a page's form, where the person was going."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return {"next": wanted[:LONGEST_ADDRESS]}
