"""The whole service from start to stop: twice at once, killed, and in the way."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from safehold.config.embedded import roles
from safehold.config.home import ROOT
from tests.database import ThrowawayDatabase

COMMANDS = (sys.executable, "-P", "-m", "safehold.config.commands")

SECONDS = 60


class Service:
    """One `run.py`, past its installing, on a folder and a port of its own."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.said = home / "said"
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        with self.said.open("wb") as said:
            return subprocess.Popen(
                [*COMMANDS, *words],
                env={
                    "PATH": os.environ["PATH"],
                    "HOME": os.environ.get("HOME", "/"),
                    "PYTHONPATH": str(ROOT / "src"),
                    "SAFEHOLD_HOME": str(self.home),
                    "SAFEHOLD_PORT": str(self.port),
                    "SAFEHOLD_DEMONSTRATION": "no",
                    # Without invented people, and yet not in production.
                    "SAFEHOLD_DEBUG": "yes",
                    **environment,
                },
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )

    def refusal(self, **environment: str) -> str:
        """Return what a start says that ends by itself, with an error."""
        other = Service(self.home, self.port)
        other.said = self.home / "said by another"
        process = other.command("serve", **environment)
        assert process.wait(SECONDS) == 1, other.said.read_text()
        return other.said.read_text()

    def start(self) -> None:
        self.process = self.command("serve")
        eventually(self.has_started)

    def has_started(self) -> bool:
        assert self.process is not None
        said = self.said.read_text()
        assert self.process.poll() is None, said
        return "Ctrl-C stops it" in said

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        assert self.process is not None
        self.process.send_signal(by)
        return self.process.wait(SECONDS)

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("HEAD", "/static/nothing.css")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    @property
    def database_pid(self) -> int:
        """Return 0 for the moment in which a server has none."""
        try:
            return int(self.file_of_database().read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return 0

    def file_of_database(self) -> Path:
        return self.home / "postgresql" / "data" / "postmaster.pid"

    def web_pids(self) -> list[int]:
        return [
            pid
            for pid, words in processes()
            if "granian" in words and f"--port {self.port} " in words
        ]

    def left_running(self) -> list[str]:
        """Return every process of this service that is still there."""
        marks = (f"--port {self.port} ", str(self.home))
        return [words for _, words in processes() if any(m in words for m in marks)]


def processes() -> list[tuple[int, str]]:
    """Return every process and its words; a dead one that nobody buried has none."""
    listed = subprocess.run(
        ["ps", "-ww", "-A", "-o", "pid=,stat=,args="],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [(int(r[0]), r[2] + " ") for r in rows if len(r) == 3 and r[1][0] != "Z"]


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture
def service(place: Path, port: int) -> Iterator[Service]:
    made = Service(place, port)
    made.start()
    yield made
    assert made.process is not None
    if made.process.poll() is None:
        made.stop(signal.SIGTERM)
    made.process.wait()


class TestStopping:
    @pytest.mark.parametrize(
        "by", [signal.SIGINT, signal.SIGTERM], ids=lambda by: by.name
    )
    def test_leaves_nothing_running(self, service: Service, by: signal.Signals) -> None:
        assert service.answers()

        code = service.stop(by)

        assert code == 0
        assert service.left_running() == []
        assert not service.file_of_database().exists()
        assert not service.answers()
        assert "Stopped." in service.said.read_text()


class TestASecondStart:
    def test_says_what_to_do(self, service: Service) -> None:
        said = service.refusal()

        assert f"running already at http://127.0.0.1:{service.port}" in said
        assert f"(process {service.process.pid})" in said
        assert "SAFEHOLD_HOME" in said
        assert service.answers()

    def test_may_not_take_the_port_of_another_program(
        self, place: Path, port: int
    ) -> None:
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(("127.0.0.1", port))
            taken.listen()

            said = Service(place, port).refusal()

        assert f"Port {port} is in use by another program" in said
        assert "Traceback" not in said

    @pytest.mark.parametrize("given", ["http", "65536"])
    def test_names_a_port_that_is_none(
        self, place: Path, port: int, given: str
    ) -> None:
        said = Service(place, port).refusal(SAFEHOLD_PORT=given)

        assert said.startswith("SAFEHOLD_PORT must be a number up to 65535")


class TestKilling:
    def test_the_database_brings_it_back(self, service: Service) -> None:
        killed = service.database_pid

        os.kill(killed, signal.SIGKILL)

        eventually(lambda: "recovering its data" in service.said.read_text())
        eventually(lambda: service.database_pid not in {0, killed})
        assert service.stop() == 0

    def test_the_web_server_brings_it_back(self, service: Service) -> None:
        first, *_ = service.web_pids()

        os.kill(first, signal.SIGKILL)

        eventually(lambda: "was killed: starting it again" in service.said.read_text())
        eventually(service.answers)
        assert service.stop() == 0
        assert service.left_running() == []

    def test_the_web_server_while_it_starts_again_brings_it_back_too(
        self, service: Service
    ) -> None:
        for_the_first_time = set(service.web_pids())
        for pid in for_the_first_time:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        eventually(lambda: bool(set(service.web_pids()) - for_the_first_time))

        for pid in service.web_pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

        eventually(
            lambda: service.said.read_text().count("was killed: starting it again") > 1
        )
        eventually(service.answers)
        assert service.stop() == 0
        assert service.left_running() == []

    if sys.platform == "linux":  # Only there does the kernel carry the news.

        def test_run_py_ends_the_web_server_with_it(self, service: Service) -> None:
            service.stop(signal.SIGKILL)

            eventually(lambda: not service.web_pids())
            eventually(lambda: not service.answers())

    def test_everything_is_told_and_made_good_by_the_next_start(
        self, service: Service
    ) -> None:
        everything = [service.process.pid, service.database_pid, *service.web_pids()]
        for pid in everything:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        service.process.wait()

        service.start()

        said = service.said.read_text()
        assert "The last run was killed: going on" in said
        assert "recovering its data" in said
        assert service.answers()


class TestManage:
    def test_prints_on_stdout_what_the_command_prints(self, place: Path) -> None:
        done = subprocess.run(
            [*COMMANDS, "manage", "diffsettings", "--output", "unified"],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT / "src"),
                "SAFEHOLD_HOME": str(place),
                "SAFEHOLD_DEMONSTRATION": "no",
                # Without invented people, and yet not in production.
                "SAFEHOLD_DEBUG": "yes",
            },
            capture_output=True,
            text=True,
            check=True,
        )

        assert all(line[:2] in {"+ ", "- ", "  "} for line in done.stdout.splitlines())

    def test_ends_with_the_exit_code_of_the_command(self, place: Path) -> None:
        service = Service(place, 0)

        process = service.command("manage", "no_such_command")

        assert process.wait(SECONDS) == 1
        assert "Unknown command: 'no_such_command'" in service.said.read_text()
        assert service.left_running() == []

    def test_says_that_a_database_cannot_be_reached(self, place: Path) -> None:
        service = Service(place, 0)

        process = service.command(
            "manage",
            "portfolio",
            DATABASE_URL="postgresql://ada:secret@127.0.0.1:1/grants",
            SAFEHOLD_SECRET_KEY="of our own",
        )

        assert process.wait(SECONDS) == 1
        said = service.said.read_text()
        assert said.startswith("The database cannot be reached:")
        assert "secret" not in said
        assert "Traceback" not in said

    def test_demands_a_key_with_a_database_of_your_own(self, place: Path) -> None:
        service = Service(place, 0)

        process = service.command(
            "manage", "check", DATABASE_URL="postgresql://127.0.0.1:1/grants"
        )

        assert process.wait(SECONDS) == 1
        assert "set SAFEHOLD_SECRET_KEY" in service.said.read_text()

    def test_does_nothing_by_a_role_that_owns_the_tables(
        self, place: Path, throwaway_database: ThrowawayDatabase
    ) -> None:
        service = Service(place, 0)
        owner = roles.address(throwaway_database.cluster, roles.OWNER).as_url()

        process = service.command(
            "manage",
            "memberships",
            DATABASE_URL=owner,
            SAFEHOLD_OWNER_DATABASE_URL=owner,
            SAFEHOLD_SECRET_KEY="of our own",
        )

        assert process.wait(SECONDS) == 1
        said = service.said.read_text()
        assert "Safehold does not start. The database role owns the database" in said
        assert "Enter by a role such as safehold_app" in said
        assert "Traceback" not in said


class TestProduction:
    def test_does_not_start_on_the_embedded_server(
        self, place: Path, port: int
    ) -> None:
        service = Service(place, port)

        said = service.refusal(SAFEHOLD_DEBUG="no")

        assert "name a server of your own in DATABASE_URL" in said
        assert "Traceback" not in said
        assert service.left_running() == []
