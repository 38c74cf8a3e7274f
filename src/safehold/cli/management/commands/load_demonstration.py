"""Load the London demonstration: invented people, specimen documents."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safehold.cli.demonstration.load import load


class Command(BaseCommand):
    """Loads what is missing; run again, it adds nothing."""

    help = "Load the London demonstration, or what is missing of it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, and say what was done on standard error, which --json leaves free."""
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This service is not a demonstration: set SAFEHOLD_DEMONSTRATION=1 "
                "to load invented people whose password everybody knows."
            )
        for line in load(at=timezone.now()):
            self.stderr.write(f"Demonstration: {line}")
