"""E-mail that is half set up refuses at the start, and links lead to us alone."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from safehold.config import mail


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SAFEHOLD_MAIL", "SAFEHOLD_ADDRESS", "SAFEHOLD_PORT"):
        monkeypatch.delenv(name, raising=False)


class TestTheWayOut:
    def test_is_the_terminal_unless_told_otherwise(self) -> None:
        assert mail.sender() == "console"

    @pytest.mark.parametrize(
        ("given", "needed"),
        [
            ("smtp", ("SAFEHOLD_SMTP_HOST", "SAFEHOLD_MAIL_FROM")),
            ("notify", ("SAFEHOLD_NOTIFY_API_KEY", "SAFEHOLD_NOTIFY_TEMPLATE")),
        ],
    )
    def test_has_all_that_it_needs(
        self, monkeypatch: pytest.MonkeyPatch, given: str, needed: tuple[str, ...]
    ) -> None:
        monkeypatch.setenv("SAFEHOLD_MAIL", given)
        for name in needed:
            with pytest.raises(ImproperlyConfigured, match=name):
                mail.sender()
            monkeypatch.setenv(name, "set")

        assert mail.sender() == given

    def test_is_one_of_ours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAFEHOLD_MAIL", "pigeon")

        with pytest.raises(ImproperlyConfigured, match="console, smtp, notify"):
            mail.sender()


class TestTheAddressOfLinks:
    @pytest.mark.parametrize(
        ("hosts", "https", "address"),
        [
            (["safehold.example"], True, "https://safehold.example"),
            ([".safehold.example", "other"], True, "https://safehold.example"),
            (["localhost"], False, "http://127.0.0.1:8000"),
        ],
    )
    def test_is_the_first_host_unless_told_otherwise(
        self, hosts: list[str], address: str, *, https: bool
    ) -> None:
        assert mail.service_address(hosts, https=https) == address

    def test_follows_the_port(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAFEHOLD_PORT", "8123")

        assert mail.service_address([], https=False) == "http://127.0.0.1:8123"

    def test_is_what_it_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAFEHOLD_ADDRESS", "https://grants.example:8443/")

        address = mail.service_address(["other"], https=True)

        assert address == "https://grants.example:8443"

    @pytest.mark.parametrize(
        "given",
        ["http://safehold.example", "safehold.example", "https://a.example/path"],
    )
    def test_is_one_that_nobody_can_listen_to(
        self, monkeypatch: pytest.MonkeyPatch, given: str
    ) -> None:
        monkeypatch.setenv("SAFEHOLD_ADDRESS", given)

        with pytest.raises(ImproperlyConfigured, match="SAFEHOLD_ADDRESS"):
            mail.service_address([], https=True)
