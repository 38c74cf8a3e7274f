"""Let a person in again who was shut out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safehold.apps.people import actions as people
from safehold.cli import given
from safehold.engine.actors import SYSTEM
from safehold.engine.refusals import Refused


class Command(BaseCommand):
    """Lets a person sign in again, to whatever roles are in force by now."""

    help = "Let a person who was shut out sign in again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who."""
        parser.add_argument("email", help="e-mail address of the person")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say so, or say why not."""
        person = given.person(options["email"])
        try:
            people.reactivate(person.pk, by=SYSTEM, at=timezone.now())
        except Refused as refused:
            raise CommandError(refused.refusal.message, returncode=2) from refused
        self.stdout.write(f"{person.email} can sign in again.")
