"""How does a file leave so that no browser ever shows or runs it as a page?"""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Should a browser open it all the same: no script, no form, no origin of ours.
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "Cache-Control": "no-store",
}


def attachment(content: bytes, *, name: str) -> HttpResponse:
    """Return the bytes to save, under a name of ours. Source: SEC-35."""
    return to_save(
        HttpResponse(content, content_type="application/octet-stream"), name=name
    )


def to_save(response: Response, *, name: str) -> Response:
    """Return the response as one that is only ever saved. Source: SEC-35."""
    response.headers["Content-Disposition"] = disposition(name)
    for header, value in _HEADERS.items():
        response.headers[header] = value
    return response


def disposition(name: str) -> str:
    """Return the header that names a file to save: in ASCII, and in full by RFC 6266.

    Shape: no quote, no slash and no line end comes through, whatever the name.
    """
    ending = name.replace("\\", "/").rpartition("/")[2]
    plain = _UNSAFE.sub("-", ending).strip(".-") or "file"
    full = quote("".join(filter(str.isprintable, ending)), safe="", errors="replace")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full or plain}"
