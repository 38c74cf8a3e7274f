"""End what a person does for an organisation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safehold.apps.audit import context
from safehold.apps.organisations import queries as organisations
from safehold.apps.people import actions as people
from safehold.apps.people import queries as people_queries
from safehold.cli import given
from safehold.engine.actors import SYSTEM, Role
from safehold.engine.organisations import known
from safehold.engine.refusals import Refused


class Command(BaseCommand):
    """Ends one membership; the person, and what they have done, stay on record."""

    help = (
        "End a person's role at an organisation: from that day they no longer have it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who, as what, where and on which day."""
        parser.add_argument("email", help="e-mail address of the person")
        parser.add_argument(
            "--role", type=given.role, required=True, help=f"one of {', '.join(Role)}"
        )
        parser.add_argument(
            "--organisation", type=given.organisation, required=True, help="its name"
        )
        parser.add_argument(
            "--on",
            type=given.day,
            required=True,
            help="the first day without the role, such as 2026-07-01",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say so, or say why not."""
        email, on = options["email"], options["on"]
        what = f"{options['role'].value.replace('_', ' ')} at {options['organisation']}"
        membership_id = _membership(options)
        if membership_id is None:
            raise CommandError(
                f"{email} is not {what} on {on}. "
                "The command memberships lists who is what.",
                returncode=2,
            )
        try:
            people.leave(membership_id, to_date=on, by=SYSTEM, at=timezone.now())
        except Refused as refused:
            raise CommandError(refused.refusal.message, returncode=2) from refused
        self.stdout.write(f"{email} is no longer {what} from {on}.")


def _membership(options: dict[str, Any]) -> int | None:
    listed = known(options["organisation"])
    organisation_id = organisations.named(
        listed.name if listed else options["organisation"]
    )
    if organisation_id is None:
        return None
    with context.as_service():
        return people_queries.membership_with(
            options["email"],
            role=options["role"],
            organisation_id=organisation_id,
            on=options["on"],
        )
