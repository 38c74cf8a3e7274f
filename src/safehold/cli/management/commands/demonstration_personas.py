"""List the people one may sign in as in the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand

from safehold.apps.people import queries as people
from safehold.cli.demonstration.people import PASSWORD


class Command(BaseCommand):
    """Prints one line for each invented person, and the password they share."""

    help = "List the people of the demonstration, and their password."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the list, or say that there is none."""
        personas = people.demonstration_personas()
        if not personas:
            self.stdout.write("No demonstration is loaded.")
            return
        for persona in personas:
            self.stdout.write(f"  {persona.email:34} {persona.name}: {persona.does}")
        self.stdout.write(f"  password for each: {PASSWORD}")
