"""The process that does background jobs: how it is started, kept up and ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from safehold.config import interruption, lifeline

# It lets the job that it is doing end, if that is soon; a job that is broken off is
# taken back whole and done again.
STOPS_WITHIN_SECONDS = 10
LONGEST_PAUSE_SECONDS = 30
STEADY_AFTER_SECONDS = 60

Say = Callable[[str], None]


class Worker:
    """A worker that is started again whenever it ends."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started = self._not_before = 0.0
        self._pause = 1.0

    def revive(self, say: Say) -> None:
        """Start it again if it has ended, however; else do nothing.

        One that ends again and again, for instance while the database is away, is
        left alone for longer each time.
        """
        now = time.monotonic()
        if self._process is not None and self._process.poll() is not None:
            say("The worker ended: starting it again.")
            self._process = None
            is_steady = now - self._started > STEADY_AFTER_SECONDS
            self._pause = (
                1.0 if is_steady else min(self._pause * 2, LONGEST_PAUSE_SECONDS)
            )
            self._not_before = now + self._pause
        if self._process is None and now >= self._not_before:
            self._start(now)

    def _start(self, now: float) -> None:
        with interruption.held():
            self._process = _launch()
            self._started = now

    def end(self) -> None:
        """End it, and whatever of its group is left."""
        process = self._process
        if process is None:
            return
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOPS_WITHIN_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def worker(say: Say) -> Iterator[Worker]:
    """Have a worker inside the block, and no trace of it after."""
    made = Worker()
    try:
        made.revive(say)
        yield made
    finally:
        made.end()


def _launch() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # Quiet on stdout but for links that are printed there for want of e-mail.
        [sys.executable, "-P", "-m", "django", "worker", "--verbosity", "0"],
        env=_surroundings(),
        stdin=subprocess.DEVNULL,
        # Ctrl-C is for us, who then end it in order.
        start_new_session=True,
        preexec_fn=_follow_parent,
    )


def _surroundings() -> dict[str, str]:
    """Return the environment without the owner's address: a worker never needs it."""
    return {
        name: value
        for name, value in os.environ.items()
        if name != "SAFEHOLD_OWNER_DATABASE_URL"
    }


def _follow_parent() -> None:
    interruption.let_through()
    lifeline.end_with_parent(signal.SIGTERM)
