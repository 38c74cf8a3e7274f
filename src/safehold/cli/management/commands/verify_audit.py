"""Check that nothing of the audit record was changed, removed or slipped in."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from safehold.apps.audit import context, queries
from safehold.engine.chain import Anchor, Fault, Link, first_fault

TOLD_EVERY = 10_000


def anchor(typed: str) -> Anchor:
    """Read POSITION:HASH."""
    found = re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", typed.strip())
    if found is None:
        raise ArgumentTypeError(
            "write it as it was printed, POSITION:HASH, the hash in 64 characters"
        )
    return Anchor(int(found[1]), found[2])


class Command(BaseCommand):
    """Recomputes every link, names the first gap or edit, and prints what to keep."""

    help = "Check the audit record: name its first gap or edit, or print its head."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the heads that were kept outside."""
        parser.add_argument(
            "--expect",
            type=anchor,
            action="append",
            default=[],
            metavar="POSITION:HASH",
            help="a head that an earlier check printed; may be given several times",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, and end with 1 where something is wrong."""
        with context.as_service():
            head = queries.head()
            up_to = head.position if head else 0
            links = self._counted(queries.links(up_to), up_to)
            fault = first_fault(links, anchors=options["expect"])
            if fault is not None:
                raise CommandError(f"The audit record does not hold: {_said(fault)}.")
            loose = queries.unlinked()
        if loose:
            raise CommandError(
                "The audit record does not hold: entries that no link covers, which "
                f"were added, or whose link was removed: {', '.join(loose)}."
            )
        self._print(head)

    def _counted(self, links: Iterator[Link], up_to: int) -> Iterator[Link]:
        for link in links:
            yield link
            if link.position % TOLD_EVERY == 0:
                self.stdout.write(f"{link.position:,} of {up_to:,} links hold")

    def _print(self, head: Anchor | None) -> None:
        if head is None:
            self.stdout.write("The audit record is empty.")
            return
        self.stdout.write(f"The audit record holds: {head.position:,} links.")
        self.stdout.write("Keep this outside the service, and give it to --expect:")
        self.stdout.write(f"{head.position}:{head.hash}")


def _said(fault: Fault) -> str:
    entries = ", ".join(queries.entries_at(fault.position)) or "none"
    return fault.kind.format(position=fault.position, entries=entries)
