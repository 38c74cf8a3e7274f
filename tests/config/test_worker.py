"""The worker beside the web server: it is kept up, ends with it, and holds no key."""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safehold.config import worker
from tests.config.test_lifecycle import Service, eventually, processes
from tests.config.test_lifecycle import port as port


@pytest.fixture
def service(place: Path, port: int) -> Iterator[Service]:
    made = Service(place, port)
    made.start()
    yield made
    assert made.process is not None
    if made.process.poll() is None:
        made.stop(signal.SIGTERM)
    made.process.wait()


def workers(service: Service) -> list[int]:
    """Return the workers that this service has started and that are still there."""
    assert service.process is not None
    listed = subprocess.run(
        ["ps", "-ww", "-A", "-o", "pid=,ppid=,args="],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [
        int(pid)
        for pid, parent, words in rows
        if int(parent) == service.process.pid and "-m django worker" in words
    ]


def is_there(pid: int) -> bool:
    return pid in {number for number, _ in processes()}


class TestTheWorker:
    def test_is_one_and_ends_in_order_with_the_service(self, service: Service) -> None:
        eventually(lambda: len(workers(service)) == 1)
        (pid,) = workers(service)

        assert service.stop() == 0

        assert not is_there(pid)

    def test_is_started_again_when_it_was_killed(self, service: Service) -> None:
        eventually(lambda: len(workers(service)) == 1)
        (killed,) = workers(service)

        os.kill(killed, signal.SIGKILL)

        eventually(lambda: "The worker ended: starting it" in service.said.read_text())
        eventually(lambda: workers(service) not in ([], [killed]))
        assert service.answers()
        assert service.stop() == 0

    def test_outlives_the_database_being_killed_or_comes_back(
        self, service: Service
    ) -> None:
        killed = service.database_pid

        os.kill(killed, signal.SIGKILL)

        eventually(lambda: service.database_pid not in {0, killed})
        eventually(lambda: len(workers(service)) == 1)
        assert service.stop() == 0

    if sys.platform == "linux":  # Only there does the kernel carry the news.

        def test_ends_when_the_service_is_killed(self, service: Service) -> None:
            eventually(lambda: len(workers(service)) == 1)
            (pid,) = workers(service)

            service.stop(signal.SIGKILL)

            eventually(lambda: not is_there(pid))

        def test_is_not_given_the_owners_address(self, service: Service) -> None:
            eventually(lambda: len(workers(service)) == 1)
            (pid,) = workers(service)

            given = Path(f"/proc/{pid}/environ").read_text()

            assert "DATABASE_URL=" in given
            assert "SAFEHOLD_OWNER_DATABASE_URL" not in given


class TestSurroundings:
    def test_leave_the_owners_address_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SAFEHOLD_OWNER_DATABASE_URL", "postgresql://owner")
        monkeypatch.setenv("DATABASE_URL", "postgresql://application")

        given = worker._surroundings()

        assert "SAFEHOLD_OWNER_DATABASE_URL" not in given
        assert given["DATABASE_URL"] == "postgresql://application"


class TestAWorkerThatEndsAtOnce:
    def test_is_left_alone_for_longer_each_time(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = 1_000.0
        started: list[float] = []
        said: list[str] = []

        def launch() -> subprocess.Popen[bytes]:
            started.append(now)
            process = subprocess.Popen([sys.executable, "-c", ""])
            process.wait()
            return process

        monkeypatch.setattr(worker, "_launch", launch)
        monkeypatch.setattr(worker.time, "monotonic", lambda: now)
        made = worker.Worker()

        for _ in range(200):
            made.revive(said.append)
            now += 0.5
        made.end()

        pauses = [after - before for before, after in itertools.pairwise(started)]
        assert pauses == sorted(pauses)
        assert pauses[0] <= 3
        assert 30 <= pauses[-1] <= 31
        assert set(said) == {"The worker ended: starting it again."}
