"""Which other service may say who somebody is, by OpenID Connect?"""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from safehold.config import environment

VARIABLES = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")


def providers() -> dict[str, Any]:
    """Return what allauth is to know of the service, or nothing where none is set.

    Raises: ImproperlyConfigured, where only a part of it is set.
    """
    given = {each: environment.words(f"SAFEHOLD_OIDC_{each}", "") for each in VARIABLES}
    if not any(given.values()):
        return {}
    missing = [f"SAFEHOLD_OIDC_{each}" for each, value in given.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"{' and '.join(missing)} must be set too")
    return provider(
        given["ISSUER"],
        client_id=given["CLIENT_ID"],
        secret=given["CLIENT_SECRET"],
        name=environment.words("SAFEHOLD_OIDC_NAME", "your work account"),
    )


def provider(issuer: str, *, client_id: str, secret: str, name: str) -> dict[str, Any]:
    """Return allauth's settings for one issuer."""
    app = {
        "provider_id": slug(issuer),
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer, "uid_field": "sub"},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def slug(issuer: str) -> str:
    """Return the issuer as a part of an address.

    A person is bound to it and to what it calls them: another issuer must not be
    taken for the one that said so.
    """
    host, path = urlsplit(issuer)[1:3]
    return f"{host}{path}".strip("/").replace("/", "-").replace(":", "-").lower()
