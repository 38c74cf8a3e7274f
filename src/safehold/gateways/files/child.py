"""What holds inside the confined process: its limits, and how it answers."""

from __future__ import annotations

import contextlib
import resource
import sys
from collections.abc import Callable

from safehold.gateways.files.port import Reason, Unreadable

DONE = "done"
REFUSED = "refused"
_MEMORY_LIMIT_BYTES = 500_000_000
_PROCESSOR_LIMIT_SECONDS = 20


def answer(work: Callable[[bytes], tuple[str, bytes]]) -> None:
    """Print `done <word>` and what was made after it, or `refused <reason>`.

    An error of a reader's own is left to end the process with nothing printed.
    """
    _set_limits()
    try:
        word, made = work(sys.stdin.buffer.read())
    except Unreadable as unreadable:
        printed = f"{REFUSED} {unreadable.reason}\n".encode("ascii")
    except MemoryError:
        printed = f"{REFUSED} {Reason.OUT_OF_MEMORY}\n".encode("ascii")
    else:
        printed = f"{DONE} {word}\n".encode("ascii") + made
    sys.stdout.buffer.write(printed)


def _set_limits() -> None:
    for limited, most in (
        (resource.RLIMIT_AS, _MEMORY_LIMIT_BYTES),
        (resource.RLIMIT_CPU, _PROCESSOR_LIMIT_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS knows RLIMIT_AS by name and refuses to set it.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limited, (most, most))
