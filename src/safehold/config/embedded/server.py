"""How does the server start, run, recover and stop?"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from safehold.config import interruption, lifeline
from safehold.config.embedded.account import ENVIRONMENT
from safehold.config.embedded.cluster import SOCKET, Cluster
from safehold.config.obstacles import Obstacle

# After kill -9 the server refuses to start until its orphans have gone.
PATIENCE_SECONDS = 60
OTHERS_AT_WORK = ("pre-existing shared memory", '"postmaster.pid" already exists')

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failed statement, or the row it failed on, may name a person.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}

# Nothing of a throw-away server has to outlive it.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Server:
    """The server of one cluster, whether or not this process started it."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, say: Callable[[str], None]) -> None:
        """Have the server running, whatever state its last run left behind.

        Shape:  the caller holds the lock on starting (`lease.py`).
        Raises: Obstacle, with the server's own last words.
        """
        self.cluster.account.make_private(self.cluster.socket_folder)
        self.cluster.make(say)
        if self._becomes_ready():
            return
        if self._pid_file.exists():
            say("PostgreSQL was not stopped properly last time: recovering its data.")
        if self.cluster.log.exists():
            self.cluster.log.replace(self.cluster.log.with_suffix(".before"))
        try:
            self._run_until_ready()
        except BaseException:
            # Leave nothing running of a start that failed or was broken off.
            self.stop()
            raise

    def is_running(self) -> bool:
        """Return whether a server answers for this data folder now."""
        pid = self._pid()
        return pid is not None and self._says_ready(pid)

    def stop(self) -> None:
        """Stop the server, and wait until it has; a throw-away's data go with it."""
        throwaway = self.cluster.throwaway
        pid = self._pid()
        if pid is not None:
            # By its number: the file may name another process while it starts.
            os.kill(pid, signal.SIGQUIT if throwaway else signal.SIGINT)
            while self._pid() == pid:
                time.sleep(0.02)
        if self._process is not None and throwaway:
            shutil.rmtree(self.cluster.socket_folder, ignore_errors=True)
            shutil.rmtree(self.cluster.data, ignore_errors=True)
        self._process = None

    def _run_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            self._disown_dead_server()
            with interruption.held():
                self._process = self._launch()
            if self._becomes_ready():
                return
            words = self.cluster.log.read_text(errors="replace").strip()
            if not any(sign in words for sign in OTHERS_AT_WORK):
                raise Obstacle(f"PostgreSQL does not start: {words.splitlines()[-1:]}")
            if time.monotonic() > deadline:
                raise Obstacle(
                    "Parts of a killed PostgreSQL are still running on "
                    f"{self.cluster.data}: end them, then start again."
                )
            time.sleep(0.25)

    def _becomes_ready(self) -> bool:
        """Wait for a server that is there, ours or found, to be ready or to end.

        Shape:  it may replay its log for long, or be about to stop.
        """
        while (pid := self._pid()) is not None:
            if self._says_ready(pid):
                return True
            time.sleep(0.02)
        return False

    def _pid(self) -> int | None:
        """Return the number of the server's process, if there is one."""
        if self._process is not None and self._process.poll() is None:
            return self._process.pid
        first = self._pid_file_lines()[:1]
        # PostgreSQL writes a negative number where it runs without a server.
        if first and first[0].isdigit() and self._is_ours(int(first[0])):
            return int(first[0])
        return None

    def _says_ready(self, pid: int) -> bool:
        """Return whether its file says so; a stale one speaks of another process."""
        lines = self._pid_file_lines()
        return lines[7:8] == ["ready"] and lines[0] == str(pid)

    def _launch(self) -> subprocess.Popen[bytes]:
        cluster, account = self.cluster, self.cluster.account
        settings = {
            **SETTINGS,
            **(THROWAWAY_SETTINGS if cluster.throwaway else {}),
            "unix_socket_directories": f'"{cluster.socket_folder}"',
        }
        cluster.log.touch(mode=0o600)
        with cluster.log.open("wb") as log:
            return subprocess.Popen(
                [
                    *(cluster.binaries.folder / "postgres", "-D", cluster.data),
                    *(f"--{name}={value}" for name, value in settings.items()),
                ],
                cwd="/",
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C is for us; we then stop the server in order.
                start_new_session=True,
                preexec_fn=_follow_parent if cluster.throwaway else None,
                user=account.uid if account.other else None,
                group=account.gid if account.other else None,
                extra_groups=[] if account.other else None,
                umask=0o077,
            )

    @property
    def _pid_file(self) -> Path:
        return self.cluster.data / "postmaster.pid"

    def _pid_file_lines(self) -> list[str]:
        try:
            text = self._pid_file.read_text()
        except FileNotFoundError:
            return []
        return [line.strip() for line in text.split("\n")]

    def _is_ours(self, pid: int) -> bool:
        """Return whether the process is alive and is this folder's server."""
        if sys.platform != "linux":
            return self._pg_ctl("status").returncode == 0
        # The server stands in its data folder; a zombie stands nowhere. Only the
        # server's own account is sure to be allowed to look.
        seen = self.cluster.account.run("readlink", f"/proc/{pid}/cwd").stdout
        return seen.removesuffix("\n") == str(self.cluster.data.resolve())

    def _disown_dead_server(self) -> None:
        """Let the server start though something alive has the dead one's number.

        In a container numbers are small and come again, and a killed process may
        stay a zombie for ever. PostgreSQL passes over the number of its own parent,
        and still looks for orphans in shared memory, which it would not do if the
        file were removed. The socket has no second check: the data have it.
        """
        if self._pid_file.exists() and self._pid() is None:
            _, _, rest = self._pid_file.read_text().partition("\n")
            self._pid_file.write_text(f"{os.getpid()}\n{rest}")
            for left_behind in self.cluster.socket_folder.glob(f"{SOCKET}*"):
                left_behind.unlink()

    def _pg_ctl(self, *words: str) -> subprocess.CompletedProcess[str]:
        program = self.cluster.binaries.folder / "pg_ctl"
        return self.cluster.account.run(program, "-D", self.cluster.data, *words)


def _follow_parent() -> None:
    lifeline.end_with_parent(signal.SIGINT)
