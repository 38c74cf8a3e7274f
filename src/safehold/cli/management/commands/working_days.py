"""Print by when something is due, and which days on the way did not count."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from safehold.engine import clocks
from safehold.engine.clocks import CLOCKS, Due


class Command(BaseCommand):
    """Counts a deadline. It asks no database and changes nothing."""

    help = "Print by when something is due that came on a day."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the kind of deadline and the day that something came on."""
        parser.add_argument("kind", help=f"one of {', '.join(CLOCKS)}")
        parser.add_argument("date", help="the day it came on, such as 2023-07-25")
        parser.add_argument(
            "--explain", action="store_true", help="list the days that did not count"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the due date on a line of its own, and the days left out after it."""
        due = _due(options["kind"], options["date"])
        self.stdout.write(due.due.isoformat())
        if options["explain"]:
            for day, reason in due.days_not_counted:
                self.stdout.write(f"{day.isoformat()} {reason}")


def _due(kind: str, date: str) -> Due:
    if kind not in CLOCKS:
        raise CommandError(
            f"{kind} is not a deadline we count. Give one of {', '.join(CLOCKS)}.",
            returncode=2,
        )
    try:
        received = datetime.date.fromisoformat(date)
    except ValueError as error:
        raise CommandError(
            f"{date} is not a date. Write it like 2023-07-25.", returncode=2
        ) from error
    try:
        return clocks.due(CLOCKS[kind], received)
    except clocks.NoCalendar as error:
        raise CommandError(str(error), returncode=2) from error
