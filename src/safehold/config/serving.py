"""Serve the service on this machine until it is told to stop."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from safehold.config import home, readiness
from safehold.config.embedded.lease import Lease
from safehold.config.obstacles import Obstacle
from safehold.config.progress import say
from safehold.config.webserver import HOST, web_server
from safehold.config.worker import Worker, worker

LOOKS_EVERY_SECONDS = 0.5


def serve() -> int:
    """Serve the pages, with all that belongs to them, until a signal ends it.

    Raises: Obstacle.
    """
    port = _port()
    with _the_only_one(home.folder() / "serving", f"http://{HOST}:{port}"):
        _demand_free(port)
        build_assets()
        with readiness.database(say) as lease:
            readiness.prepare(say)
            with suppress(KeyboardInterrupt), worker(say) as beside:
                _serve_until_stopped(port, lease, beside)
            say("Stopping ...")
    say("Stopped.")
    return 0


def build_assets() -> None:
    """Build the pages' styles and scripts, unless they are up to date.

    Raises: Obstacle; the reason stands on stderr by then.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-m", "safehold.web.assets"],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode != 0:
        raise Obstacle("Without its styles and scripts Safehold does not start.")


def _serve_until_stopped(port: int, lease: Lease | None, beside: Worker) -> None:
    announced = False

    def keep_up() -> None:
        if lease is not None:
            lease.revive(say)
        beside.revive(say)

    while True:
        with web_server(port, meanwhile=keep_up) as process:
            if not announced and process.poll() is None:
                _announce(port)
                announced = True
            while process.poll() is None:
                keep_up()
                time.sleep(LOOKS_EVERY_SECONDS)
        # Killed by a signal, it is worth starting again; ended by itself, it is not.
        if process.returncode >= 0:
            raise Obstacle("The web server ended by itself: see above.")
        say("The web server was killed: starting it again.")


def _announce(port: int) -> None:
    """Say where the service is and as whom one may sign in."""
    print(f"\nSafehold is at http://{HOST}:{port} - Ctrl-C stops it.\n", flush=True)
    if readiness.is_demonstration():
        print("People of the demonstration:", flush=True)
        subprocess.run(
            [sys.executable, "-P", "-m", "django", "demonstration_personas"],
            stdin=subprocess.DEVNULL,
            check=False,
        )


def _port() -> int:
    """Return the port to serve on.

    Raises: Obstacle, where SAFEHOLD_PORT is not a port.
    """
    given = os.environ.get("SAFEHOLD_PORT", "8000")
    if not given.isascii() or not given.isdigit() or not 0 < int(given) < 65536:
        raise Obstacle(f"SAFEHOLD_PORT must be a number up to 65535, not {given!r}.")
    return int(given)


def _demand_free(port: int) -> None:
    with socket.socket() as probe:
        # As the web server will ask: a port just let go counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Obstacle(
                f"Port {port} is reserved: choose one from 1024 up with SAFEHOLD_PORT."
            ) from None
        except OSError:
            raise Obstacle(
                f"Port {port} is in use by another program: choose another one, "
                "for instance `SAFEHOLD_PORT=8001 python3 run.py`."
            ) from None


@contextmanager
def _the_only_one(path: Path, address: str) -> Iterator[None]:
    """Hold the one place of a serving process, with its address for all others.

    Raises: Obstacle, where another process holds it.
    """
    with path.open("a+") as place:
        place.seek(0)
        left_behind = place.read()
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Obstacle(_already(left_behind)) from None
        if left_behind:
            say("The last run was killed: going on from where its data stand.")
        place.truncate(0)
        place.write(json.dumps({"address": address, "process": os.getpid()}))
        place.flush()
        try:
            yield
        finally:
            place.truncate(0)


def _already(running: str) -> str:
    """Return what to do where Safehold is running already."""
    try:
        told = json.loads(running)
        where = f" at {told['address']} (process {told['process']})"
    except ValueError:
        where = ""
    return (
        f"Safehold is running already{where}: open it there, or stop it first. "
        "A second one beside it needs a SAFEHOLD_HOME and a SAFEHOLD_PORT of its own."
    )
