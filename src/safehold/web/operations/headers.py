"""Which headers does every answer carry, whatever page made it?"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# What no page of ours asks a browser for; passkeys are not on the list.
REFUSED_FEATURES = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
    *(
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
    ),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)

# Not "cookies", which a browser takes from the whole domain: the council's other
# services would be left too. Ours are deleted one by one.
WHAT_IS_CLEARED = '"cache", "storage"'


class HeadersMiddleware:
    """Adds what Django and django-csp leave out; a page may be stricter.

    Source: SEC-45.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "public" not in response.headers.get("Cache-Control", ""):
            # Also a page for anybody names in its header who is signed in.
            response.headers["Cache-Control"] = "no-store"
        if _ends_a_session(response):
            response.headers["Clear-Site-Data"] = WHAT_IS_CLEARED
        return response


PERMISSIONS = ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES)


def _ends_a_session(response: HttpResponseBase) -> bool:
    """Return whether the answer takes the session's cookie away."""
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0
