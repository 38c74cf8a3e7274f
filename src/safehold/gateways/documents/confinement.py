"""How is a file read so that a hostile one cannot take the service down?

PDF, Word and HTML are read in a process of their own, which starts with an empty
environment (so without the service's secrets), may use a limited amount of memory
and time, and can write no file. If it dies, only that file is not read.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from safehold.gateways.documents import child
from safehold.gateways.documents.port import MediaType, Reason, Unreadable

# Longer than the processor time that the child allows itself, for a busy machine.
_WALL_CLOCK_SECONDS = 30
_SOURCE_FOLDER = Path(__file__).parents[3]
_STOPPED = {
    signal.SIGXCPU: Reason.TOO_SLOW,
    signal.SIGKILL: Reason.OUT_OF_MEMORY,
}


def read_apart(content: bytes, media_type: MediaType) -> tuple[str, int | None]:
    """Return the words and the number of pages, read in a confined process.

    Raises: Unreadable, also where the process ran out of time or memory.
    """
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-P", "-X", "utf8", "-m", child.__name__, media_type.name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(_SOURCE_FOLDER), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        start_new_session=True,
    )
    with process:
        try:
            printed, _ = process.communicate(content, timeout=_WALL_CLOCK_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise Unreadable(Reason.TOO_SLOW) from error
    if process.returncode < 0:
        stopped_by = signal.Signals(-process.returncode)
        raise Unreadable(_STOPPED.get(stopped_by, Reason.DAMAGED))
    return _understood(printed)


def _understood(printed: bytes) -> tuple[str, int | None]:
    """Return what the child printed: see `child.main` for its two forms."""
    header, _, body = printed.partition(b"\n")
    match header.decode("ascii").split(" "):
        case [child.READ, pages]:
            return body.decode("utf-8"), int(pages) or None
        case [child.REFUSED, reason]:
            raise Unreadable(Reason(reason))
        case _:
            # A reader gave up with an error of its own, which says nothing to
            # the person who chose the file.
            raise Unreadable(Reason.DAMAGED)
