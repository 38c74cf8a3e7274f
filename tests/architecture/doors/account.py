"""Doors of signing in, and of a person's own account.

Whoever has no role in force has no account to manage. Confirming and second factors
are there for everybody else, also for whoever has shown too little to see more.
"""

from tests.architecture.doors.door import SHUT, Door, Things, anybody

# Signed in or not; with a role or, as Grace, without.
OWN = (302, 404, 200, 200, 200, 200)
OWN_FORM = (302, 404, 422, 422, 422, 422)
ON = (302, 404, 302, 302, 302, 302)
# Nobody of the cast has the thing that the address is about.
NOT_THEIRS = (302, 404, 404, 404, 404, 404)

DOORS = (
    # Only for who is half signed in: whoever is not at all, or wholly, is led on.
    anybody("GET", "sign-in/second-factor/", 302),
    anybody("POST", "sign-in/second-factor/", 302),
    anybody("GET", "sign-in/passkey/", 302),
    anybody("POST", "sign-in/passkey/", 302),
    anybody("GET", "sign-in/forgotten-password/", 200),
    anybody("POST", "sign-in/forgotten-password/", 422),
    anybody("GET", "sign-in/forgotten-password/sent/", 200),
    # The link of no e-mail that we sent.
    anybody("GET", "sign-in/new-password/<base36:uidb36>-<str:key>/", 200),
    anybody("POST", "sign-in/new-password/<base36:uidb36>-<str:key>/", 200),
    anybody("GET", "sign-in/new-password/done/", 200),
    # To the service of an issuer that settings name; here they name none.
    anybody("GET", "sign-in/with/<str:provider_id>/", SHUT),
    anybody("GET", "sign-in/with/<str:provider_id>/callback/", SHUT),
    Door("GET", "account/", OWN),
    # The cast has no password, so there is none to change, or to confirm by.
    Door("GET", "account/password/", NOT_THEIRS),
    Door("POST", "account/password/", NOT_THEIRS),
    Door("GET", "account/second-factor/", OWN),
    Door("GET", "account/second-factor/app/", OWN),
    Door("POST", "account/second-factor/app/", OWN_FORM),
    Door("GET", "account/second-factor/app/remove/", NOT_THEIRS),
    Door("POST", "account/second-factor/app/remove/", NOT_THEIRS),
    Door("GET", "account/passkeys/add/", OWN),
    Door("POST", "account/passkeys/add/", OWN_FORM),
    Door("GET", "account/passkeys/<int:pk>/rename/", NOT_THEIRS, "passkey"),
    Door("POST", "account/passkeys/<int:pk>/rename/", NOT_THEIRS, "passkey"),
    Door("GET", "account/passkeys/<int:pk>/remove/", NOT_THEIRS, "passkey"),
    Door("POST", "account/passkeys/<int:pk>/remove/", NOT_THEIRS, "passkey"),
    Door("GET", "account/recovery-codes/", NOT_THEIRS),
    Door("GET", "account/recovery-codes/new/", OWN),
    # Without a second factor there is nothing to recover.
    Door("POST", "account/recovery-codes/new/", OWN_FORM),
    Door("GET", "account/recovery-codes/file/", NOT_THEIRS),
    Door("GET", "account/sessions/", OWN),
    Door("POST", "account/sessions/end-others/", ON),
    Door("POST", "account/sessions/<int:session_id>/end/", NOT_THEIRS, "session"),
    # Nor an app or a passkey: they are led to sign in again.
    Door("GET", "account/confirm/", ON),
    Door("POST", "account/confirm/", ON),
    Door("GET", "account/confirm/code/", ON),
    Door("POST", "account/confirm/code/", ON),
    Door("GET", "account/confirm/passkey/", ON),
    Door("POST", "account/confirm/passkey/", ON),
    # Open to the demonstration's invented people only.
    Door("GET", "account/confirm/invented/", NOT_THEIRS),
    Door("POST", "account/confirm/invented/", NOT_THEIRS),
)

# Where somebody who has shown a password alone shows the rest, or sets it up.
BEFORE_SECOND_FACTOR = tuple(
    door
    for door in DOORS
    if door.route.startswith(("sign-in/", "account/confirm/"))
    or door.route
    in {
        "account/second-factor/",
        "account/second-factor/app/",
        "account/passkeys/add/",
    }
)

THINGS: Things = {
    "passkey": 404,
    "session": 404,
    "uidb36": "1",
    "key": "never-ours",
    "provider_id": "login.nowhere.example",
}
