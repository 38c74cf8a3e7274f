"""Bring the database's tables up to date, as the role that owns them."""

import os
import subprocess
import sys

import psycopg

from safehold.config.home import ROOT
from safehold.config.obstacles import Obstacle
from safehold.gateways.postgresql import rights

SETTINGS_MODULE = "safehold.config.settings"


def migrate(owner_url: str, *arguments: str) -> None:
    """Run Django's migrations by the owner's address, in a process of their own.

    The process that serves never holds the owner's password, and a migration
    that forgets to name its connection still writes as the owner.

    Raises: Obstacle; what went wrong stands on stderr by then.
    """
    # Without the checks, which would load every page: `run.py check` makes them.
    words = ("migrate", "--no-input", "--skip-checks", *arguments)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "django", *words],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": SETTINGS_MODULE,
            "DATABASE_URL": owner_url,
            "PYTHONPATH": str(ROOT / "src"),
        },
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise Obstacle("The database could not be brought up to date: see above.")
    _take_rights_away(owner_url)


def _take_rights_away(owner_url: str) -> None:
    """Leave nobody but the owner a right to change what is kept as it was.

    Not by a migration: the rights are those of roles, and a place names its own.
    """
    with psycopg.connect(owner_url, autocommit=True) as owner:
        for statement in rights.revocations(owner.cursor()):
            owner.execute(statement.encode())
