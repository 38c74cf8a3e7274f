"""Shut a person out of the service at once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safehold.apps.people import actions as people
from safehold.cli import given
from safehold.engine.actors import SYSTEM
from safehold.engine.refusals import Refused


class Command(BaseCommand):
    """Ends every open session and lets no new one begin; roles stay on record."""

    help = "Shut a person out: no sign-in, and every open session ends at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who."""
        parser.add_argument("email", help="e-mail address of the person")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say so, or say why not."""
        person = given.person(options["email"])
        try:
            people.deactivate(person.pk, by=SYSTEM, at=timezone.now())
        except Refused as refused:
            raise CommandError(refused.refusal.message, returncode=2) from refused
        self.stdout.write(f"{person.email} can no longer sign in.")
