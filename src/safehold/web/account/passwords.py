"""Pages where a person changes their password, or asks for a new one."""

from __future__ import annotations

from typing import Any

from allauth.account.views import (
    PasswordChangeView,
    PasswordResetDoneView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from safehold.apps.people import policies
from safehold.apps.people import queries as people
from safehold.engine.refusals import Refused
from safehold.web import authentication
from safehold.web.account.doors import own_account
from safehold.web.account.forms import (
    AskForNewPasswordForm,
    ChangePasswordForm,
    ForgottenPasswordForm,
)
from safehold.web.account.page import FormPage


class ChangePasswordPage(FormPage, PasswordChangeView):
    template_name = "account/password.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        person = authentication.person(request)
        if not person.has_usable_password():
            raise Http404
        if people.is_invented(person):
            raise Refused(policies.INVENTED)
        page: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return page

    def get_form_class(self) -> type[BaseForm]:
        return ChangePasswordForm


class ForgottenPasswordPage(FormPage, PasswordResetView):
    template_name = "account/forgotten_password.html"

    def get_form_class(self) -> type[BaseForm]:
        return AskForNewPasswordForm


class ForgottenPasswordSentPage(PasswordResetDoneView):
    template_name = "account/forgotten_password_sent.html"


class NewPasswordPage(FormPage, PasswordResetFromKeyView):
    template_name = "account/new_password.html"

    def get_form_class(self) -> type[BaseForm]:
        return ForgottenPasswordForm


class NewPasswordDonePage(PasswordResetFromKeyDoneView):
    template_name = "account/new_password_done.html"


change_password = own_account(ChangePasswordPage.as_view())
forgotten_password = never_cache(ForgottenPasswordPage.as_view())
forgotten_password_sent = never_cache(ForgottenPasswordSentPage.as_view())
new_password = never_cache(
    sensitive_post_parameters("password")(NewPasswordPage.as_view())
)
new_password_done = never_cache(NewPasswordDonePage.as_view())
