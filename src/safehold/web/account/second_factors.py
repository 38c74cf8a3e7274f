"""Pages where a person sets up, names and removes their second factors."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    RemoveWebAuthnView,
)
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from safehold.engine import access
from safehold.engine.actors import Purpose
from safehold.web import authentication
from safehold.web.account.doors import own_account, setting_up
from safehold.web.account.forms import AddPasskeyForm, RenamePasskeyForm, SetUpAppForm
from safehold.web.account.page import FormPage, where_to
from safehold.web.actor import holding

NEXT = "second-factor-next"


class SecondFactorPage(IndexView):
    template_name = "account/second_factor.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = where_to(request)["next"]
        if wanted:
            request.session[NEXT] = wanted
        page: HttpResponse = super().get(request, *args, **kwargs)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = context["authenticators"]
        held = holding(self.request, Purpose.GRANTS)
        return {
            **context,
            "app": found.get(Authenticator.Type.TOTP),
            "passkeys": found.get(Authenticator.Type.WEBAUTHN, []),
            "codes": found.get(Authenticator.Type.RECOVERY_CODES),
            "is_wanted": access.needs_second_factor(held),
        }


class SetUpAppPage(FormPage, ActivateTOTPView):
    template_name = "account/app.html"

    def get_form_class(self) -> type[BaseForm]:
        return SetUpAppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret: str = context["form"].secret
        parts = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return {**context, "secret_in_parts": " ".join(parts)}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _has_just_shown(self.request, Authenticator.Type.TOTP)
        return answer


class AddPasskeyPage(FormPage, AddWebAuthnView):
    template_name = "account/add_passkey.html"

    def get_form_class(self) -> type[BaseForm]:
        return AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Not the class above, which would begin a second registration, and drops
        # the form that was not right.
        context: dict[str, Any] = super(AddWebAuthnView, self).get_context_data(
            **kwargs
        )
        options = webauthn.begin_registration(self.request.user, passwordless=True)
        return {**context, "options": options}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _has_just_shown(self.request, Authenticator.Type.WEBAUTHN)
        return answer


class RemoveAppPage(FormPage, DeactivateTOTPView):
    template_name = "account/remove_app.html"


class RenamePasskeyPage(FormPage, EditWebAuthnView):
    template_name = "account/rename_passkey.html"
    success_url = reverse_lazy("mfa_index")

    def get_form_class(self) -> type[BaseForm]:
        return RenamePasskeyForm


class RemovePasskeyPage(FormPage, RemoveWebAuthnView):
    template_name = "account/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "passkey": self.object.wrap()}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            form.add_error(
                None, adapter.validation_error("cannot_delete_authenticator")
            )
            return self.form_invalid(form)
        answer: HttpResponse = super().form_valid(form)
        return answer


def _has_just_shown(request: HttpRequest, kind: Authenticator.Type) -> None:
    """Keep that whoever set up a factor has used it in doing so."""
    assert request.user.is_authenticated
    authentication.record(
        request, request.user, authentication.SECOND_FACTOR, type=kind.value
    )


second_factor = setting_up(SecondFactorPage.as_view())
set_up_app = setting_up(SetUpAppPage.as_view())
add_passkey = setting_up(AddPasskeyPage.as_view())
remove_app = own_account(RemoveAppPage.as_view())
rename_passkey = own_account(RenamePasskeyPage.as_view())
remove_passkey = own_account(RemovePasskeyPage.as_view())
