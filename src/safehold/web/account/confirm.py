"""Pages where a person shows again who they are, or gives the second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from safehold.apps.identity import queries as identity
from safehold.apps.people import queries as people
from safehold.web import authentication
from safehold.web.account.doors import confirming
from safehold.web.account.forms import (
    CodeForm,
    ConfirmByCodeForm,
    ConfirmByPasskeyForm,
    ConfirmByPasswordForm,
    PasskeyForm,
    SignInByPasskeyForm,
)
from safehold.web.account.page import FormPage, where_to

UNKNOWN_PASSKEY = "That passkey does not open an account here"


class ConfirmPage(FormPage):
    """What the ways to confirm have in common: where they lead, and the other ways."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc] # the view's
        request: HttpRequest = self.request  # type: ignore[attr-defined] # the same
        return {
            **context,
            **where_to(request),
            "is_first": not authentication.has_passed(request),
        }

    def _check_reauthentication_method_available(
        self, request: HttpRequest
    ) -> HttpResponseBase | None:
        """Lead to the way that the person has; where none is, to sign in again."""
        if not get_adapter().get_reauthentication_methods(request.user):
            return redirect_to_login(where_to(request)["next"] or request.path)
        answer: HttpResponseBase | None = (
            super()._check_reauthentication_method_available(request)  # type: ignore[misc] # the view's
        )
        return answer


class ConfirmByPasswordPage(ConfirmPage, ReauthenticateView):
    template_name = "account/confirm.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        # A password is what they have shown already: it is no second factor.
        if not authentication.has_passed(request) and identity.has_second_factor(
            authentication.person(request).pk
        ):
            to = where_to(request)["next"] or settings.LOGIN_REDIRECT_URL
            return redirect(authentication.way_to_second_factor(request, to=to))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_form_class(self) -> type[BaseForm]:
        return ConfirmByPasswordForm


class ConfirmByCodePage(ConfirmPage, ReauthenticateByCodeView):
    template_name = "account/confirm.html"

    def get_form_class(self) -> type[BaseForm]:
        return ConfirmByCodeForm


class ConfirmByPasskeyPage(ConfirmPage, ReauthenticateWebAuthnView):
    template_name = "account/confirm_by_passkey.html"

    def get_form_class(self) -> type[BaseForm]:
        return ConfirmByPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            # Theirs leaves the form that was sent out.
            "form": kwargs.get("form") or self.get_form(),
            "options": context["js_data"]["request_options"],
        }


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_as_invented(request: HttpRequest) -> HttpResponseBase:
    """Let an invented person of the demonstration go on by a button."""
    person = authentication.person(request)
    if not (settings.DEMONSTRATION and people.is_invented(person)):
        raise Http404
    if request.method != "POST":
        return render(request, "account/confirm_as_invented.html", where_to(request))
    authentication.record(
        request, person, authentication.AS_INVENTED, reauthenticated=True
    )
    answer: HttpResponseBase | None = resume_request(request)
    return answer or redirect(settings.LOGIN_REDIRECT_URL)


class SecondFactorAtSignInPage(AuthenticateView):
    """Asks at sign-in for the code or the passkey that the person has set up."""

    template_name = "account/sign_in_second_factor.html"

    def get_form_class(self) -> type[BaseForm]:
        return CodeForm

    def get_webauthn_form_class(self) -> type[BaseForm]:
        return PasskeyForm

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        authentication.tell(authentication.Failure.WRONG_CODE)
        page: HttpResponse = super().form_invalid(form)
        page.status_code = 422
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        person_id = self.stage.login.user.pk
        has_passkey = bool(webauthn.get_credentials(self.stage.login.user))
        options = context["js_data"]["request_options"] if has_passkey else None
        return {
            **context,
            "options": options,
            "has_app": identity.has_app(person_id),
        }


class SignInByPasskeyPage(LoginWebAuthnView):
    """Takes what a passkey answered at sign-in: it is password and factor in one."""

    def get_form_class(self) -> type[BaseForm]:
        return SignInByPasskeyForm

    def form_invalid(self, form: BaseForm) -> HttpResponse:  # noqa: ARG002
        messages.error(self.request, UNKNOWN_PASSKEY)
        return redirect("sign-in")


confirm = confirming(ConfirmByPasswordPage.as_view())
confirm_by_code = confirming(ConfirmByCodePage.as_view())
confirm_by_passkey = confirming(ConfirmByPasskeyPage.as_view())
confirm_invented = confirming(confirm_as_invented)
second_factor_at_sign_in = never_cache(SecondFactorAtSignInPage.as_view())
sign_in_by_passkey = never_cache(SignInByPasskeyPage.as_view())
