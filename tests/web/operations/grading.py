"""How well do the headers of an answer protect who reads it? A+, or what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from http.cookies import Morsel

from django.http import HttpResponseBase

BEST = "A+"
ONE_YEAR_SECONDS = 365 * 24 * 60 * 60

# The address of a style sheet or a page may be kept by a browser; nothing else may.
KEPT_BY_BROWSERS = ("text/css",)

Rule = tuple[str, Callable[[HttpResponseBase], bool]]


def grade(response: HttpResponseBase) -> str:
    """Return A+, or everything that keeps the answer from it, in words."""
    missing = [words for words, holds in RULES if not holds(response)]
    missing += [
        f"cookie {name}: {fault}"
        for name, cookie in response.cookies.items()
        for fault in _faults(name, cookie)
    ]
    return "; ".join(missing) or BEST


def policy(response: HttpResponseBase) -> dict[str, list[str]]:
    """Return the directives of the content security policy."""
    given = response.headers.get("Content-Security-Policy", "")
    parts = [part.split() for part in given.split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def _is(name: str, *values: str) -> Callable[[HttpResponseBase], bool]:
    return lambda response: response.headers.get(name) in values


def _directive(name: str, *allowed: str) -> Callable[[HttpResponseBase], bool]:
    return lambda response: policy(response).get(name) in [[each] for each in allowed]


def _runs_only_ours(response: HttpResponseBase) -> bool:
    """Return whether no directive lets in what stands in the page or anywhere."""
    sources = [each for given in policy(response).values() for each in given]
    return not [each for each in sources if "unsafe" in each or each in {"*", "data:"}]


def _is_strictly_tls(response: HttpResponseBase) -> bool:
    given = response.headers.get("Strict-Transport-Security", "")
    found = re.match(r"max-age=(\d+); includeSubDomains", given)
    return found is not None and int(found[1]) >= ONE_YEAR_SECONDS


def _is_not_kept(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "")
    given = response.headers.get("Cache-Control", "")
    return kind.startswith(KEPT_BY_BROWSERS) or given == "no-store"


def _names_no_software(response: HttpResponseBase) -> bool:
    return not {"Server", "X-Powered-By", "Via"} & set(response.headers)


def _refuses_features(response: HttpResponseBase) -> bool:
    given = response.headers.get("Permissions-Policy", "").split(", ")
    return {"camera=()", "geolocation=()", "microphone=()"} <= set(given)


def _faults(name: str, cookie: Morsel[str]) -> list[str]:
    found = {
        "may go in the clear": not cookie["secure"],
        "may be read by a script": not cookie["httponly"] and cookie["max-age"] != 0,
        "may be sent by another site": cookie["samesite"] not in {"Lax", "Strict"},
        "may be set by a neighbour": not name.startswith("__Host-"),
        "goes to other hosts": bool(cookie["domain"]),
    }
    return [words for words, holds in found.items() if holds]


RULES: tuple[Rule, ...] = (
    ("no default-src 'self'", _directive("default-src", "'self'", "'none'")),
    ("no base-uri 'none'", _directive("base-uri", "'none'")),
    ("no object-src 'none'", _directive("object-src", "'none'")),
    ("no frame-ancestors 'none'", _directive("frame-ancestors", "'none'")),
    ("no form-action", lambda response: "form-action" in policy(response)),
    ("the policy lets in more than ours", _runs_only_ours),
    ("may be taken for another type", _is("X-Content-Type-Options", "nosniff")),
    ("tells others the address", _is("Referrer-Policy", "same-origin", "no-referrer")),
    ("may be framed", _is("X-Frame-Options", "DENY")),
    ("shares its window", _is("Cross-Origin-Opener-Policy", "same-origin")),
    ("loads elsewhere", _is("Cross-Origin-Resource-Policy", "same-origin")),
    ("asks for features", _refuses_features),
    ("may be asked for in the clear", _is_strictly_tls),
    ("may be kept by a browser or a proxy", _is_not_kept),
    ("names its software", _names_no_software),
    ("has no id to quote", lambda response: "X-Request-ID" in response.headers),
)
