"""Print what a published document says, and what in it does not add up."""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from safehold.cli import readings, summaries
from safehold.cli.files import content_of
from safehold.engine.documents import read
from safehold.gateways.documents.real import extract_text
from safehold.gateways.files.port import Unreadable


class Command(BaseCommand):
    """Reads one file. It asks no database and changes nothing."""

    help = "Print what a published document says, and what does not add up in it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the path and the form."""
        parser.add_argument(
            "path", type=Path, help="a text, HTML, PDF or Word (.docx) file"
        )
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print, or say why the file cannot be read."""
        path: Path = options["path"]
        content = content_of(path)
        try:
            extracted = extract_text(content, name=path.name)
        except Unreadable as unreadable:
            raise CommandError(unreadable.sentence, returncode=2) from unreadable
        reading = read.read(extracted.text)
        if options["json"]:
            shape = readings.as_json(
                reading,
                source_name=path.name,
                sha256=hashlib.sha256(content).hexdigest(),
            )
            self.stdout.write(json.dumps(shape, indent=2, ensure_ascii=False))
        else:
            for line in summaries.lines_of(reading):
                self.stdout.write(line)
