"""Which address leads to which page of a person's own account.

The names are those that allauth asks for, where it asks for one.
"""

from django.urls import path, register_converter

from safehold.web.account import (
    confirm,
    oidc,
    pages,
    passwords,
    recovery_codes,
    second_factors,
)


class Base36InAddress:
    """The number of a person in a link, as allauth writes it."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Base36InAddress, "base36")

urlpatterns = [
    path(
        "sign-in/second-factor/",
        confirm.second_factor_at_sign_in,
        name="mfa_authenticate",
    ),
    path("sign-in/passkey/", confirm.sign_in_by_passkey, name="mfa_login_webauthn"),
    path(
        "sign-in/forgotten-password/",
        passwords.forgotten_password,
        name="account_reset_password",
    ),
    path(
        "sign-in/forgotten-password/sent/",
        passwords.forgotten_password_sent,
        name="account_reset_password_done",
    ),
    path(
        "sign-in/new-password/done/",
        passwords.new_password_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "sign-in/new-password/<base36:uidb36>-<str:key>/",
        passwords.new_password,
        name="account_reset_password_from_key",
    ),
    path("sign-in/with/<str:provider_id>/", oidc.begin, name="openid_connect_login"),
    path(
        "sign-in/with/<str:provider_id>/callback/",
        oidc.come_back,
        name="openid_connect_callback",
    ),
    path("account/", pages.account, name="account"),
    path(
        "account/password/", passwords.change_password, name="account_change_password"
    ),
    path("account/second-factor/", second_factors.second_factor, name="mfa_index"),
    path(
        "account/second-factor/app/",
        second_factors.set_up_app,
        name="mfa_activate_totp",
    ),
    path(
        "account/second-factor/app/remove/",
        second_factors.remove_app,
        name="mfa_deactivate_totp",
    ),
    path("account/passkeys/add/", second_factors.add_passkey, name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/rename/",
        second_factors.rename_passkey,
        name="mfa_edit_webauthn",
    ),
    path(
        "account/passkeys/<int:pk>/remove/",
        second_factors.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path(
        "account/recovery-codes/",
        recovery_codes.recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new/",
        recovery_codes.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/recovery-codes/file/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/sessions/", pages.sessions, name="usersessions_list"),
    path("account/sessions/end-others/", pages.end_other, name="end-other-sessions"),
    path(
        "account/sessions/<int:session_id>/end/",
        pages.end_session,
        name="end-session",
    ),
    path("account/confirm/", confirm.confirm, name="account_reauthenticate"),
    path("account/confirm/code/", confirm.confirm_by_code, name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        confirm.confirm_by_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/confirm/invented/",
        confirm.confirm_invented,
        name="confirm-as-invented",
    ),
]
