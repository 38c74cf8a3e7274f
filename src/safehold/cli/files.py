"""How does a command get at the bytes of the file it was given?"""

from pathlib import Path

from django.core.management.base import CommandError

from safehold.gateways.files.port import FILE_LIMIT_BYTES


def content_of(path: Path) -> bytes:
    """Return the bytes of the file, and no more than one beyond the limit.

    Raises: CommandError with exit code 2, where it cannot be opened.
    """
    if path.exists() and not path.is_file():
        raise CommandError(f"{path} is not a file.", returncode=2)
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMIT_BYTES + 1)
    except OSError as error:
        raise CommandError(
            f"{path} cannot be opened: {error.strerror}.", returncode=2
        ) from error
