"""Store a published document and queue what was read from it for review."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safehold.apps.intake import actions as intake
from safehold.apps.people import queries as people
from safehold.cli import given
from safehold.cli.files import content_of
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from safehold.engine.refusals import Refused
from safehold.gateways.files.port import Unreadable


class Command(BaseCommand):
    """Imports one file in the name of a grants manager."""

    help = "Store a published document and queue what was read for review."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the path, and who imports."""
        parser.add_argument("path", type=Path)
        given.take_by(parser, who="the grants manager who imports")
        parser.add_argument(
            "--confirm",
            action="store_true",
            help="also confirm every fact as read, which is what a review ends in",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, and say where to review it."""
        at, path = timezone.now(), options["path"]
        email = given.by(options["by"])
        actor = people.actor_with_email(email, on=timezone.localdate(at))
        organisation_id = _organisation(actor)
        if actor is None or organisation_id is None:
            raise CommandError(
                f"No grants manager has the address {email}.", returncode=2
            )
        try:
            document_id = intake.import_file(
                content_of(path),
                name=path.name,
                organisation_id=organisation_id,
                by=actor,
                at=at,
            )
        except Unreadable as unreadable:
            raise CommandError(unreadable.sentence, returncode=2) from unreadable
        except Refused as refused:
            raise CommandError(refused.refusal.message, returncode=2) from refused
        self.stdout.write(f"Imported as document {document_id}.")
        if options["confirm"]:
            for why in intake.confirm_all(document_id, by=actor, at=at):
                self.stderr.write(f"Left to review: {why.refusal.message}")
        self.stdout.write(f"Review it at /documents/{document_id}/review/")


def _organisation(actor: Actor | None) -> int | None:
    if actor is None:
        return None
    return min(access.scope(actor, Act.REVIEW_DOCUMENTS).organisation_ids, default=None)
