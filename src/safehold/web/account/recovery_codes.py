"""Pages where a person sees their recovery codes, once, and makes new ones."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.recovery_codes.views import (
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from safehold.apps.identity import queries as identity
from safehold.web import authentication
from safehold.web.account.doors import own_account
from safehold.web.account.page import FormPage
from safehold.web.account.second_factors import NEXT

SHOWN_AT = "recovery-codes-shown-at"
STAYS_SECONDS = 10 * 60


class RecoveryCodesPage(ViewRecoveryCodesView):
    """Shows the codes the first time that it is asked, and never again.

    For a few minutes they can be downloaded from the session that saw them.
    Source: SEC-12.
    """

    template_name = "account/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if context["can_view_codes"]:
            self.request.session[SHOWN_AT] = time.time()
        return {**context, "next": _next_page(self.request)}


class NewRecoveryCodesPage(FormPage, GenerateRecoveryCodesView):
    template_name = "account/new_recovery_codes.html"


@require_safe
@authentication.recently_authenticated
def download(request: HttpRequest) -> HttpResponse:
    """Answer with the codes as a file, while the session that saw them may."""
    if time.time() - request.session.get(SHOWN_AT, 0) > STAYS_SECONDS:
        raise Http404
    codes = [
        code
        for each in identity.set_up(authentication.person(request).pk)
        if each.type == identity.RECOVERY_CODES
        for code in each.wrap().get_unused_codes()
    ]
    return HttpResponse(
        "".join(f"{code}\n" for code in codes),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="recovery-codes.txt"'},
    )


def _next_page(request: HttpRequest) -> str:
    """Return where the person was going before they had to set up a factor."""
    wanted = str(request.session.get(NEXT, ""))
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None
    )
    return wanted if is_ours else ""


recovery_codes = own_account(RecoveryCodesPage.as_view())
new_recovery_codes = own_account(NewRecoveryCodesPage.as_view())
download_recovery_codes = own_account(download)
