"""The process that answers the browser: how it starts, answers and ends."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from safehold.config import interruption, lifeline
from safehold.config.obstacles import Obstacle

HOST = "127.0.0.1"
ANSWERS_WITHIN_SECONDS = 60
STOPS_WITHIN_SECONDS = 10
THREADS = 4
# As the lines of the service itself (`logs.py`).
LOGS = Path(__file__).with_name("web_server_logs.json")


@contextmanager
def web_server(
    port: int, *, meanwhile: Callable[[], None]
) -> Iterator[subprocess.Popen[bytes]]:
    """Have a web server answering inside the block, and no trace of it after.

    One that was killed while it started has ended inside the block. `meanwhile` keeps
    up what it needs, and is called again and again until it answers.

    Raises: Obstacle, where it ends by itself before it answers, having said why.
    """
    with ExitStack() as ending:
        with interruption.held():
            process = _launch(port)
            ending.callback(_end, process)
        _wait_for_answer(process, port, meanwhile)
        yield process


def _launch(port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "granian", "--interface", "wsgi"),
            *("--host", HOST, "--port", str(port), "--log-level", "warning"),
            *("--log-config", str(LOGS)),
            *("--blocking-threads", str(THREADS), "--respawn-failed-workers"),
            "safehold.config.supervised_wsgi:application",
        ],
        env=_surroundings(),
        stdin=subprocess.DEVNULL,
        # Ctrl-C is for us; and the workers can be ended together.
        start_new_session=True,
        preexec_fn=_follow_parent,
    )


def _surroundings() -> dict[str, str]:
    """Return the environment without the owner's address: pages never need it."""
    return {
        name: value
        for name, value in os.environ.items()
        if name != "SAFEHOLD_OWNER_DATABASE_URL"
    }


def _wait_for_answer(
    process: subprocess.Popen[bytes], port: int, meanwhile: Callable[[], None]
) -> None:
    """Wait for any answer at all, a refusal too, or until it is killed."""
    deadline = time.monotonic() + ANSWERS_WITHIN_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        meanwhile()
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(HOST, port, timeout=10)
            connection.request("HEAD", "/")
            connection.getresponse()
            connection.close()
            return
        time.sleep(0.1)
    if not _was_killed(process):
        raise Obstacle("The web server does not start: see above.")


def _was_killed(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is not None and process.returncode < 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server, then whatever of its group is left."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOPS_WITHIN_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _follow_parent() -> None:
    interruption.let_through()
    lifeline.end_with_parent(signal.SIGTERM)
