"""Run one of Django's commands, or ours, on a database that is ready for it."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line

from safehold.config import migrating, readiness
from safehold.config.progress import say

# These look at the code or at the tables themselves; old or absent rows are no matter.
WITHOUT_PREPARING = frozenset(
    {
        "check",
        "help",
        "makemigrations",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
        "version",
    }
)


def manage(arguments: Sequence[str]) -> int:
    """Run the command; what it prints on stdout is the command's alone.

    Raises: Obstacle, SystemExit with the command's own exit code.
    """
    command = arguments[0] if arguments else "help"
    with readiness.database(say):
        if command == "migrate":
            migrating.migrate(_owner_url(), *arguments[1:])
            return 0
        if command not in WITHOUT_PREPARING:
            readiness.prepare(say)
        execute_from_command_line(["run.py manage", *arguments])
    return 0


def _owner_url() -> str:
    return os.environ.get("SAFEHOLD_OWNER_DATABASE_URL", os.environ["DATABASE_URL"])
