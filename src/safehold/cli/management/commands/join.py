"""Give a person a role at an organisation, and let somebody new sign in."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from safehold.apps.organisations import actions as organisations
from safehold.apps.people import actions as people
from safehold.apps.people import queries as people_queries
from safehold.apps.people.policies import PASSWORD_TOO_WEAK
from safehold.cli import given
from safehold.engine.actors import SYSTEM, Role
from safehold.engine.refusals import Refused


class Command(BaseCommand):
    """Adds one membership, and the person and the organisation where they are new."""

    help = (
        "Give a person a role at an organisation. The password of somebody new is "
        "asked for, or read from standard input."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who, as what, where and from when."""
        parser.add_argument(
            "email", help="e-mail address, which the person signs in by"
        )
        parser.add_argument("--name", default="", help="needed of somebody new")
        parser.add_argument(
            "--role", type=given.role, required=True, help=f"one of {', '.join(Role)}"
        )
        parser.add_argument(
            "--organisation",
            type=given.organisation,
            required=True,
            help="its name; a new one is put on the register",
        )
        parser.add_argument(
            "--from",
            type=given.day,
            dest="from_date",
            help="the first day, such as 2026-07-01 (today, unless given)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say so, or say why not."""
        email, name = options["email"], options["name"]
        from_date = options["from_date"] or timezone.localdate()
        role, organisation = options["role"], options["organisation"]
        password = "" if people_queries.person_with_email(email) else given.password()
        try:
            _join(email, name, password, role, organisation, from_date)
        except Refused as refused:
            why = refused.refusal.message
            if refused.refusal is PASSWORD_TOO_WEAK:
                faults = people_queries.password_faults(
                    password, email=email, name=name
                )
                why = " ".join((why, *faults))
            raise CommandError(why, returncode=2) from refused
        self.stdout.write(
            f"{email} is {role.value.replace('_', ' ')} at {organisation} "
            f"from {from_date}."
        )


@transaction.atomic
def _join(
    email: str,
    name: str,
    password: str,
    role: Role,
    organisation: str,
    from_date: datetime.date,
) -> None:
    """Let the person join; where that is refused, no organisation is registered."""
    at = timezone.now()
    organisation_id = organisations.register(organisation, by=SYSTEM, at=at)
    people.join(
        email,
        name=name,
        password=password,
        term=people_queries.Term(role, organisation_id, from_date),
        by=SYSTEM,
        at=at,
    )
