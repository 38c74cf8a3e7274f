"""How do several processes share one server, so that the last one stops it?

Each holds a shared lock on a file for as long as it needs the server. Whoever can
have the lock alone is the last. The kernel lets go for a process that was killed, so
no count is ever wrong.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from safehold.config.embedded import roles
from safehold.config.embedded.roles import Addresses
from safehold.config.embedded.server import Server


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to a running server, and the doors into it."""

    server: Server
    addresses: Addresses

    def revive(self, say: Callable[[str], None]) -> None:
        """Start the server again if it was killed meanwhile; else do nothing."""
        if not self.server.is_running():
            with _alone(self.server.cluster.folder / "starting"):
                self.server.start(say)


@contextmanager
def lease(server: Server, say: Callable[[str], None]) -> Iterator[Lease]:
    """Have the server running inside the block, and stop it after if nobody needs it.

    Raises: Obstacle, where it does not start.
    """
    folder = server.cluster.folder
    with (folder / "lease").open("w") as held:
        try:
            with _alone(folder / "starting"):
                fcntl.flock(held, fcntl.LOCK_SH)
                server.start(say)
                addresses = roles.prepare(server.cluster)
            yield Lease(server, addresses)
        finally:
            with _alone(folder / "starting"), suppress(BlockingIOError):
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server.stop()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process starts or stops the server, and keep them waiting."""
    with path.open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
