"""List who is what for which organisation, from when to when."""

from typing import Any

from django.core.management.base import BaseCommand

from safehold.apps.audit import context
from safehold.apps.people import queries as people


class Command(BaseCommand):
    """Prints one line for each membership, those that have ended among them."""

    help = "List who has which role at which organisation, from when to when."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the list, or say that there is none."""
        with context.as_service():
            held = people.memberships()
        if not held:
            self.stdout.write("Nobody has a role yet. The command join gives one.")
        for each in held:
            ends = f", no longer from {each.to_date}" if each.to_date else ""
            when = f"from {each.from_date}{ends}"
            self.stdout.write(f"{each.email:34} {each.name}: {each.does}, {when}")
