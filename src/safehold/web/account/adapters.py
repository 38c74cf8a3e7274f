"""Where allauth's ways of signing in become ours: who, how often, in which words."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from safehold.apps.identity import actions as sessions
from safehold.apps.identity import queries as identity
from safehold.apps.people import actions
from safehold.apps.people import queries as people
from safehold.apps.people.states import SignInChange
from safehold.engine import access
from safehold.engine.actors import Purpose
from safehold.web import authentication
from safehold.web.account import attempts, letters
from safehold.web.actor import holding

# One sentence for every failure: it must not tell which addresses are known.
NOT_RIGHT = "The e-mail address or the password is not right"
TOO_MANY = (
    "That was wrong too often. Wait 5 minutes and try again, or sign in with a passkey"
)
WRONG_CODE = (
    "Enter the 6 numbers that your app shows now, or a recovery code not used before"
)
STAGE = "safehold.web.account.adapters.SecondFactorStage"


class AccountAdapter(DefaultAccountAdapter):
    """Lets people in by address and password, and nobody sign themselves up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NOT_RIGHT,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": "Your password is not right",
        "enter_current_password": "Your password is not right",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt, and let none through that is one too many."""
        try:
            super().pre_authenticate(request, **credentials)
            self._count_from_anywhere(request, credentials["email"])
        except ValidationError:
            authentication.tell(authentication.Failure.TOO_OFTEN)
            raise

    def _count_from_anywhere(self, request: HttpRequest, email: str) -> None:
        if attempts.mark_of_browser(request, email):
            return
        if not ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_from_anywhere",
            key=attempts.key_from_anywhere(email),
        ):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(
        self,
        request: HttpRequest,  # noqa: ARG002 — allauth passes it.
        **credentials: Any,  # noqa: ARG002 — the same.
    ) -> None:
        authentication.tell(authentication.Failure.WRONG_PASSWORD)

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        address = ratelimit.get_ip(request)
        return attempts.key(request, credentials["email"], address=address)

    def reauthenticate(self, user: people.Person, password: str) -> bool:
        """Test the password of who is signed in, as often as at signing in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str) -> bool:  # noqa: ARG002
        """Test if showing who one is was too long ago: signing in counts too."""
        return not authentication.is_recent(self.request)

    def get_reauthentication_methods(self, user: people.Person) -> list[dict[str, Any]]:
        """Return the ways to show again who one is, the usual one first."""
        if settings.DEMONSTRATION and people.is_invented(user):
            url = reverse("confirm-as-invented")
            return [{"id": "demonstration", "url": url, "description": ""}]
        methods = super().get_reauthentication_methods(user)
        return [{**each, "description": WAYS[each["id"]]} for each in methods]

    def set_password(self, user: people.Person, password: str) -> None:
        actions.set_password(
            user.pk,
            password,
            by=people.actor(user.pk, name=user.name, on=timezone.localdate()),
            at=timezone.now(),
        )
        # The session that goes on is signed with the password.
        user.refresh_from_db(fields=["password"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("account")

    def get_login_stages(self) -> list[str]:
        return [
            STAGE if stage == "allauth.mfa.stages.AuthenticateStage" else stage
            for stage in super().get_login_stages()
        ]

    def pre_login(
        self, request: HttpRequest, user: people.Person, **about: Any
    ) -> HttpResponse | None:
        """Stop whom a passkey or another service knows, and we no longer let in."""
        if not (user.is_active and authentication.is_in_the_right_place(user)):
            return self.respond_user_inactive(request, user)
        elsewhere = (about.get("signal_kwargs") or {}).get("sociallogin")
        if elsewhere is not None and elsewhere.second_factor:
            authentication.record(
                request, user, authentication.SECOND_FACTOR, type="oidc"
            )
        return None

    def respond_user_inactive(
        self,
        request: HttpRequest,
        user: people.Person,  # noqa: ARG002 — allauth passes it.
    ) -> HttpResponse:
        messages.error(request, NOT_RIGHT)
        return redirect("account_login")

    def post_login(
        self, request: HttpRequest, user: people.Person, **about: Any
    ) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **about)
        sessions.begin_session(
            user.pk,
            authentication.shown(request),
            by=people.actor(user.pk, name=user.name, on=timezone.localdate()),
            at=timezone.now(),
        )
        if authentication.is_wanting(request, lambda: holding(request, Purpose.GRANTS)):
            to = response.headers["Location"]
            way = authentication.way_to_second_factor(request, to=to)
            response = redirect(way)
        attempts.remember_browser(request, response, user)
        return response

    def send_password_reset_mail(
        self,
        user: people.Person,
        email: str,  # noqa: ARG002 — allauth passes it.
        context: dict[str, Any],
    ) -> None:
        """Send the link apart: a known address must answer no later than another."""
        if not people.is_invented(user):
            path = urlsplit(context["password_reset_url"]).path
            letters.post(user.email, path, at=timezone.now())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: people.Person,
        context: dict[str, Any] | None = None,  # noqa: ARG002 — allauth passes it.
        email: str | None = None,  # noqa: ARG002 — the same.
    ) -> None:
        """Record that a factor changed, and tell the person; of a password we did."""
        change = CHANGES.get(template_prefix)
        if change is not None:
            by = people.actor(user.pk, name=user.name, on=timezone.localdate())
            actions.change_sign_in(user.pk, change, by=by, at=timezone.now())


CHANGES = {
    "mfa/email/totp_activated": SignInChange.APP_SET_UP,
    "mfa/email/totp_deactivated": SignInChange.APP_REMOVED,
    "mfa/email/webauthn_added": SignInChange.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": SignInChange.PASSKEY_REMOVED,
    "mfa/email/recovery_codes_generated": SignInChange.RECOVERY_CODES_MADE,
}
WAYS = {
    "reauthenticate": "your password",
    "mfa_reauthenticate": "a code from your app, or a recovery code",
    "mfa_reauthenticate:webauthn": "a passkey",
}


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names second factors in our words, and keeps who needs one from losing it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": (
            "Your work needs a second factor. Add another before you remove this one"
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Test if the person has another, or work that needs none."""
        return identity.has_another(authenticator) or not access.needs_second_factor(
            holding(self.request, Purpose.GRANTS)
        )

    def encrypt(self, text: str) -> str:
        """Keep what a copy of the database must not give away. Source: SEC-12."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_user_entity(
        self, user: people.Person
    ) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.name}

    def build_totp_svg(self, url: str) -> str:
        """Draw the square without a style in it, which our policy refuses."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        dark = "".join(
            f"M{column} {row}h1v1h-1z"
            for row, cells in enumerate(rows)
            for column, is_dark in enumerate(cells)
            if is_dark
        )
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            'aria-label="The key as a square to take a picture of" '
            f'viewBox="0 0 {len(rows)} {len(rows)}" shape-rendering="crispEdges">'
            f'<path d="{dark}"/></svg>'
        )

    def _get_site_name(self) -> str:
        return settings.SERVICE_NAME

    def generate_authenticator_name(
        self,
        user: people.Person,
        type: Authenticator.Type,  # noqa: A002, ARG002 — allauth passes it so.
    ) -> str:
        return f"Passkey {identity.count_passkeys(user.pk) + 1}"


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor at sign-in, unless the session has seen one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not authentication.has_passed(
            request, self.login.user
        ) and super()._should_handle(request)


def _cipher() -> MultiFernet:
    """Return what encrypts with the service's key, and reads what older ones wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    salted_hmac(
                        "second factor", "", secret=key, algorithm="sha256"
                    ).digest()
                )
            )
            for key in keys
        ]
    )
