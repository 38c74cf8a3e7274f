"""`manage check --deploy`: clean where everything is right, and plain where not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import psycopg
import pytest

from safehold.config import checks
from safehold.config.embedded import roles
from safehold.config.embedded.cluster import SUPERUSER
from safehold.config.home import ROOT
from tests.database import ThrowawayDatabase

# A place that serves people, as its own server's settings would have it.
PLACE = {
    "SAFEHOLD_HOSTS": "safehold.example",
    "SAFEHOLD_SECRET_KEY": "fifty characters and a few to spare, drawn at random: 0a1b",
    "SAFEHOLD_BEHIND_PROXY": "yes",
    "SAFEHOLD_METRICS_TOKEN": "thirty-two characters and some more",
}


@pytest.fixture
def place(throwaway_database: ThrowawayDatabase) -> Mapping[str, str]:
    """The environment of that place, with a server that is not the embedded one."""
    superuser = roles.address(throwaway_database.cluster, SUPERUSER).as_url()
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {roles.DATABASE} RESET safehold.embedded")
    application = roles.address(throwaway_database.cluster, roles.APPLICATION)
    return {**PLACE, "DATABASE_URL": application.as_url()}


def checked(place: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Return what the checks say, ours and Django's own."""
    return subprocess.run(
        [
            *(sys.executable, "-P", "-m", "django", "check", "--deploy"),
            *("--fail-level", "WARNING", *words),
        ],
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "safehold.config.settings",
            **place,
        },
        capture_output=True,
        text=True,
        check=False,
    )


class TestAPlaceThatIsRight:
    def test_is_told_of_nothing(self, place: Mapping[str, str]) -> None:
        done = checked(place, "--database", "default")

        assert done.returncode == 0, done.stderr
        assert "no issues" in done.stdout

    def test_needs_no_metrics(self, place: Mapping[str, str]) -> None:
        done = checked({**place, "SAFEHOLD_METRICS_TOKEN": ""})

        assert done.returncode == 0, done.stderr


class TestAPlaceIsTold:
    @pytest.mark.parametrize(
        ("wrong", "expected"),
        [
            ({"SAFEHOLD_DEMONSTRATION": "yes"}, checks.DEMONSTRATION.id),
            ({"DATABASE_URL": ""}, checks.EMBEDDED.id),
            ({"SAFEHOLD_HOSTS": "localhost,127.0.0.1"}, checks.ONLY_THIS_MACHINE.id),
            ({"SAFEHOLD_METRICS_TOKEN": "short"}, checks.SHORT_TOKEN.id),
            ({"SAFEHOLD_DEBUG": "yes"}, "security.W018"),
            ({"SAFEHOLD_HTTPS": "no"}, "security.W004"),
            ({"SAFEHOLD_SECRET_KEY": "short"}, "security.W009"),
        ],
    )
    def test_what_is_wrong_with_its_settings(
        self, place: Mapping[str, str], wrong: Mapping[str, str], expected: str
    ) -> None:
        done = checked({**place, **wrong})

        assert done.returncode == 1
        assert expected in done.stderr

    @pytest.mark.parametrize("role", [SUPERUSER, roles.OWNER, roles.BACKUP])
    def test_that_its_role_may_too_much(
        self,
        place: Mapping[str, str],
        throwaway_database: ThrowawayDatabase,
        role: str,
    ) -> None:
        url = roles.address(throwaway_database.cluster, role).as_url()

        done = checked({**place, "DATABASE_URL": url}, "--database", "default")

        assert done.returncode == 1
        assert checks.UNFIT in done.stderr

    def test_that_its_database_is_away(self, place: Mapping[str, str]) -> None:
        away = {**place, "DATABASE_URL": "postgresql://ada:secret@127.0.0.1:1/grants"}

        done = checked(away, "--database", "default")

        assert done.returncode == 1
        assert checks.UNREACHABLE in done.stderr
        assert "secret" not in done.stderr


class TestAWebServerOfItsOwn:
    def test_does_not_start_with_a_role_that_may_too_much(
        self, place: Mapping[str, str], throwaway_database: ThrowawayDatabase
    ) -> None:
        url = roles.address(throwaway_database.cluster, roles.OWNER).as_url()

        done = started({**place, "DATABASE_URL": url})

        assert done.returncode == 1
        assert "Safehold does not start. The database role owns" in done.stderr
        assert "Traceback" not in done.stderr

    def test_starts_where_everything_is_right(self, place: Mapping[str, str]) -> None:
        done = started(place)

        assert done.returncode == 0, done.stderr
        assert '"event": "start"' in done.stderr


def started(place: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Return what becomes of a worker of a web server that enters by our door."""
    return subprocess.run(
        [sys.executable, "-P", "-c", "import safehold.config.wsgi"],
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), **place},
        capture_output=True,
        text=True,
        check=False,
    )
