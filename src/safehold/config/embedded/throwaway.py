"""How does a test get a server of its own that leaves nothing behind?"""

import fcntl
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safehold.config.embedded import account, binaries
from safehold.config.embedded.cluster import Cluster
from safehold.config.embedded.lease import lease
from safehold.config.embedded.server import Server

PREFIX = "safehold-test-"

# A younger folder may belong to a test run that has not taken its lock yet.
YOUNG_SECONDS = 60


@contextmanager
def throwaway_server(programs: str = "") -> Iterator[Cluster]:
    """Have a fresh server inside the block, from these programs or else the wheel's.

    Shape:  on Linux it ends with this process, even where that is killed.
    """
    _sweep(Path(tempfile.gettempdir()))
    owner = account.of_the_server()
    # Not below the project: a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        found = binaries.find(owner, programs)
        cluster = Cluster(folder, owner, found, throwaway=True)
        with lease(Server(cluster), _quietly):
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Remove what killed test runs of ours left behind."""
    for folder in place.glob(f"{PREFIX}*"):
        held = folder / "lease"
        try:
            if time.time() - folder.stat().st_mtime < YOUNG_SECONDS:
                continue
            with held.open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            # In use, somebody else's, or swept by another run at this moment.
            continue


def _quietly(line: str) -> None:
    """Say nothing: a test's output is for its failures."""
