"""What holds where a place sets nothing, and what a place may set."""

import json
import os
import subprocess
import sys

from safehold.config.home import ROOT

PRINT = """
import json
from django.conf import settings
names = [n for n in dir(settings) if n.isupper()]
print(json.dumps({n: getattr(settings, n) for n in names if n != "SECRET_KEY"},
      default=str))
"""


def settings_with(**environment: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "safehold.config.settings",
            **environment,
        },
        capture_output=True,
        check=True,
    )
    loaded: dict[str, object] = json.loads(done.stdout)
    return loaded


class TestWithoutAWord:
    def test_the_service_is_safe(self) -> None:
        settings = settings_with()

        assert settings["DEBUG"] is False
        assert settings["DEMONSTRATION"] is False
        assert settings["SECURE_SSL_REDIRECT"] is True
        assert settings["SESSION_COOKIE_SECURE"] is True
        assert settings["CSRF_COOKIE_SECURE"] is True
        assert settings["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60
        assert settings["SECURE_PROXY_SSL_HEADER"] is None
        assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]

    def test_a_page_runs_nothing_but_our_own_files(self) -> None:
        policy = settings_with()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

        assert policy["default-src"] == ["'self'"]
        assert not [
            source
            for sources in policy.values()
            for source in sources
            if "unsafe" in source or "*" in source
        ]


class TestAPlace:
    def test_may_serve_this_machine_without_tls(self) -> None:
        settings = settings_with(SAFEHOLD_HTTPS="no")

        assert settings["SECURE_SSL_REDIRECT"] is False
        assert settings["SECURE_HSTS_SECONDS"] == 0

    def test_has_its_name_and_colour(self) -> None:
        settings = settings_with(
            SAFEHOLD_SERVICE_NAME="Safer Borough", SAFEHOLD_BRAND_COLOUR="#abcdef"
        )

        assert settings["SERVICE_NAME"] == "Safer Borough"
        assert settings["BRAND_COLOUR"] == "#abcdef"
