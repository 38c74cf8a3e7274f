"""The forms of a person's own account, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.conf import settings
from django.core.cache import cache

from safehold.apps.people import queries as people
from safehold.web.account.adapters import WRONG_CODE

WRONG_FORM = "Enter an e-mail address in the form name@example.org"
NO_PASSKEY = "Your browser gave no passkey: try again, or use another way"
TOTP_PERIOD_SECONDS = 30
LONGEST_CODE, LONGEST_PASSWORD, LONGEST_NAME = 20, 1024, 60


def refuse_lookalikes(email: str) -> None:
    """Refuse ſ for s and ı for i, which pass for letters of an address otherwise."""
    if not email.isascii():
        raise forms.ValidationError(WRONG_FORM)


def email_field() -> forms.EmailField:
    """Return the field for the address that somebody signs in with."""
    return forms.EmailField(
        label="E-mail address",
        max_length=254,
        validators=[refuse_lookalikes],
        widget=forms.EmailInput({"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": WRONG_FORM,
            "max_length": "Your e-mail address must be 254 characters or fewer",
            "null_characters_not_allowed": WRONG_FORM,
        },
    )


def password_field(
    label: str, *, missing: str, autocomplete: str = "current-password", hint: str = ""
) -> forms.CharField:
    """Return a field for a password, which is taken as it is typed."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": autocomplete}),
        error_messages={
            "required": missing,
            "max_length": "Your password must be 1,024 characters or fewer",
            "null_characters_not_allowed": "The password is not right",
        },
    )


def code_field(label: str, hint: str) -> forms.CharField:
    """Return the field for a code from an app, or one kept for a bad day."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "govuk-input--width-10",
            }
        ),
        error_messages={
            "required": "Enter a code",
            "max_length": WRONG_CODE,
            "null_characters_not_allowed": WRONG_CODE,
        },
    )


def credential_field() -> forms.JSONField:
    """Return the hidden field where the browser puts what the passkey answered."""
    return forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={
            "required": NO_PASSKEY,
            "invalid": NO_PASSKEY,
            "null_characters_not_allowed": NO_PASSKEY,
        },
    )


ANY_CODE = ("Code", "6 numbers from your app, or one of your recovery codes")


class EachCodeOnce:
    """Keeps a code used for as long as an app's clock may be said to show it.

    allauth forgets it after one period, and takes it for as many more as are tolerated.
    Source: SEC-11.
    """

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc] # the form's
        used: Authenticator = self.authenticator  # type: ignore[attr-defined] # the same
        if used.type == Authenticator.Type.TOTP:
            periods = 1 + 2 * settings.MFA_TOTP_TOLERANCE
            key = used.wrap()._get_used_cache_key(code)  # noqa: SLF001 - no other way.
            cache.touch(key, periods * TOTP_PERIOD_SECONDS)
        return code


class CodeForm(EachCodeOnce, codes.AuthenticateForm):
    code = code_field(*ANY_CODE)


class ConfirmByCodeForm(EachCodeOnce, codes.ReauthenticateForm):
    code = code_field(*ANY_CODE)


class SetUpAppForm(totp.ActivateTOTPForm):
    code = code_field("Code", "The 6 numbers that your app shows now")


class PasskeyForm(passkeys.AuthenticateWebAuthnForm):
    credential = credential_field()


class SignInByPasskeyForm(passkeys.LoginWebAuthnForm):
    credential = credential_field()


class ConfirmByPasskeyForm(passkeys.ReauthenticateWebAuthnForm):
    credential = credential_field()


def passkey_name_field() -> forms.CharField:
    """Return the field for what a person calls their passkey."""
    return forms.CharField(
        label="Name of the passkey",
        help_text="So that you know it again: this laptop, my phone",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Enter a name for the passkey",
            "max_length": f"The name must be {LONGEST_NAME} characters or fewer",
            "null_characters_not_allowed": "Enter a name without odd characters",
        },
    )


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    # Every passkey of ours signs in by itself.
    passwordless = None
    name = passkey_name_field()
    credential = credential_field()


class RenamePasskeyForm(passkeys.EditWebAuthnForm):
    name = passkey_name_field()


class ConfirmByPasswordForm(account.ReauthenticateForm):
    password = password_field("Password", missing="Enter your password")


class AskForNewPasswordForm(account.ResetPasswordForm):
    email = email_field()


class NewPasswordForm(forms.Form):
    """One field for a new password, with its rules; for the page of an invitation too.

    `email` and `name` are those of whoever it will belong to: it must not be like them.
    """

    password = password_field(
        "New password",
        missing="Enter a new password",
        autocomplete="new-password",
        hint="12 characters or more, and none that many people use. "
        "Three words that have nothing to do with each other are good.",
    )

    def __init__(self, *args: Any, email: str, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email, self.name = email, name

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        faults = people.password_faults(password, email=self.email, name=self.name)
        if faults:
            raise forms.ValidationError(list(faults))
        return password


class ForgottenPasswordForm(NewPasswordForm):
    """A new password for who came by the link of an e-mail."""

    def __init__(
        self, *args: Any, user: people.Person | None, temp_key: str, **kwargs: Any
    ) -> None:
        email, name = (user.email, user.name) if user else ("", "")
        super().__init__(*args, email=email, name=name, **kwargs)
        self.user, self.temp_key = user, temp_key

    def save(self) -> None:
        get_adapter().set_password(self.user, self.cleaned_data["password"])


class ChangePasswordForm(NewPasswordForm):
    """A new password for who is signed in and knows the present one."""

    present = password_field("Present password", missing="Enter your present password")
    field_order = ("present", "password")

    def __init__(self, *args: Any, user: people.Person, **kwargs: Any) -> None:
        super().__init__(*args, email=user.email, name=user.name, **kwargs)
        self.user = user

    def clean_present(self) -> str:
        adapter = get_adapter()
        present: str = self.cleaned_data["present"]
        if not adapter.reauthenticate(self.user, present):
            raise adapter.validation_error("enter_current_password")
        return present

    def save(self) -> None:
        get_adapter().set_password(self.user, self.cleaned_data["password"])
