"""Give a person another password, where they cannot choose one themselves."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safehold.apps.people import actions as people
from safehold.apps.people import queries as people_queries
from safehold.apps.people.policies import PASSWORD_TOO_WEAK
from safehold.cli import given
from safehold.engine.actors import SYSTEM
from safehold.engine.refusals import Refused


class Command(BaseCommand):
    """Changes one password, which ends every open session; a second factor stays."""

    help = (
        "Give a person another password, asked for or read from standard input. "
        "Every open session of theirs ends."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who."""
        parser.add_argument("email", help="e-mail address of the person")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say so, or say why not."""
        person = given.person(options["email"])
        password = given.password()
        try:
            people.set_password(person.pk, password, by=SYSTEM, at=timezone.now())
        except Refused as refused:
            why = refused.refusal.message
            if refused.refusal is PASSWORD_TOO_WEAK:
                faults = people_queries.password_faults(
                    password, email=person.email, name=person.name
                )
                why = " ".join((why, *faults))
            raise CommandError(why, returncode=2) from refused
        self.stdout.write(f"{person.email} has another password.")
