"""Another service is believed where all its settings are there, and only then."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from safehold.config import oidc

ISSUER = "https://login.council.example/Staff"
ALL = {
    "SAFEHOLD_OIDC_ISSUER": ISSUER,
    "SAFEHOLD_OIDC_CLIENT_ID": "safehold",
    "SAFEHOLD_OIDC_CLIENT_SECRET": "kept in the tests",
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALL.items():
        monkeypatch.setenv(name, value)


def test_there_is_none_where_nothing_is_set() -> None:
    assert oidc.providers() == {}


def test_there_is_one_where_all_is_set(told: None) -> None:
    (app,) = oidc.providers()["openid_connect"]["APPS"]

    assert app["provider_id"] == "login.council.example-staff"
    assert app["name"] == "your work account"


@pytest.mark.parametrize("missing", ALL)
def test_a_part_of_it_is_refused(
    told: None, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delenv(missing)

    with pytest.raises(ImproperlyConfigured, match=missing):
        oidc.providers()


@pytest.mark.parametrize(
    ("issuer", "slug"),
    [
        ("https://login.example", "login.example"),
        ("https://login.example/", "login.example"),
        ("https://login.example/a/b", "login.example-a-b"),
        ("http://127.0.0.1:8080/", "127.0.0.1-8080"),
    ],
)
def test_an_issuer_is_one_part_of_an_address(issuer: str, slug: str) -> None:
    assert oidc.slug(issuer) == slug
