"""How is a file opened so that a hostile one cannot take the service down?

Files are read, looked into and stripped in a process of its own, which starts with an
empty environment (so without the service's secrets), may use a limited amount of
memory and time, and can write no file. If it dies, only that file is refused.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from safehold.gateways.files import child
from safehold.gateways.files.port import Reason, Unreadable

# Longer than the processor time that the child allows itself, for a busy machine.
_WALL_CLOCK_SECONDS = 30
_SOURCE_FOLDER = Path(__file__).parents[3]
_STOPPED = {
    signal.SIGXCPU: Reason.TOO_SLOW,
    signal.SIGKILL: Reason.OUT_OF_MEMORY,
}


def run_apart(module: str, *arguments: str, content: bytes) -> tuple[str, bytes]:
    """Return what a module makes of the content in a confined process: see `child`.

    Raises: Unreadable, also where the process ran out of time or memory.
    """
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-P", "-X", "utf8", "-m", module, *arguments],
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


def _understood(printed: bytes) -> tuple[str, bytes]:
    header, _, made = printed.partition(b"\n")
    match header.decode("ascii").split(" "):
        case [child.DONE, word]:
            return word, made
        case [child.REFUSED, reason]:
            raise Unreadable(Reason(reason))
        case _:
            # A reader gave up with an error of its own, which says nothing to
            # the person who chose the file.
            raise Unreadable(Reason.DAMAGED)
