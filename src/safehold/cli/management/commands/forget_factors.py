"""Help a person who has lost everything that they sign in with besides a password."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from safehold.apps.identity import actions as identity
from safehold.apps.people import actions as people
from safehold.apps.people.states import SignInChange
from safehold.cli import given
from safehold.engine.actors import SYSTEM


class Command(BaseCommand):
    """Takes away app, passkeys and recovery codes; the next password begins anew."""

    help = (
        "Take away a person's app, passkeys and recovery codes, and sign them out: "
        "after their next password they set a second factor up anew. Be sure who asks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who."""
        parser.add_argument("email", help="e-mail address of the person")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, tell the person, and say so."""
        person, at = given.person(options["email"]), timezone.now()
        count = identity.forget_factors(person.pk, by=SYSTEM, at=at)
        if count:
            people.change_sign_in(
                person.pk, SignInChange.FACTORS_FORGOTTEN, by=SYSTEM, at=at
            )
        self.stdout.write(
            f"{person.email} has no second factor now, and is signed out everywhere."
        )
