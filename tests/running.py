"""The whole service on a folder and a port of its own, and browsers that use it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import NamedTuple

import psutil

from safehold.config.home import ROOT

COMMANDS = (sys.executable, "-P", "-m", "safehold.config.commands")
STARTS_WITHIN_SECONDS = 120
STOPS_WITHIN_SECONDS = 60
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    """What came back: the status, where it leads on, the page, and how long it took."""

    status: int
    location: str
    page: str
    seconds: float


class Running:
    """One `run.py`, past its installing, with the demonstration."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.said = home / "said"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.said.open("ab") as said:
            self.process = subprocess.Popen(
                [*COMMANDS, "serve"],
                env=self._surroundings(),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while "Ctrl-C stops it" not in self.said.read_text(errors="replace"):
            assert self.process.poll() is None, self.said.read_text(errors="replace")
            assert time.monotonic() < deadline, "it does not start"
            time.sleep(0.2)

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(STOPS_WITHIN_SECONDS)

    def manage(self, *words: str, given: str = "") -> str:
        """Run one of the commands beside the service; return what it printed."""
        done = subprocess.run(
            [*COMMANDS, "manage", *words],
            env=self._surroundings(),
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def processes(self) -> list[psutil.Process]:
        """Return every process of the service, its database among them."""
        assert self.process is not None
        mine = psutil.Process(self.process.pid).children(recursive=True)
        kept = {process.pid for process in mine}
        return mine + [each for each in self._postgres() if each.pid not in kept]

    def _postgres(self) -> Iterator[psutil.Process]:
        # A server as root runs apart, under an account of its own.
        for each in psutil.process_iter(["name", "cmdline"]):
            is_postgres = "postgres" in (each.info["name"] or "")
            if is_postgres and str(self.home) in " ".join(each.info["cmdline"] or ()):
                yield each
                yield from each.children(recursive=True)

    def _surroundings(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "SAFEHOLD_HOME": str(self.home),
            "SAFEHOLD_PORT": str(self.port),
            "SAFEHOLD_DEMONSTRATION": "yes",
        }


def hidden(page: str) -> dict[str, str]:
    """Return what the forms of the page send without being asked, but for the token."""
    found = {name: unescape(value) for name, value in HIDDEN.findall(page)}
    found.pop("csrfmiddlewaretoken", None)
    return found


@contextmanager
def running(home: Path) -> Iterator[Running]:
    """Have the service running inside the block."""
    service = Running(home)
    service.start()
    try:
        yield service
    finally:
        service.stop()


class Browser:
    """A browser without script: it keeps cookies and sends forms with their token."""

    def __init__(self, port: int, *, seconds: float = 30) -> None:
        self.port = port
        self.seconds = seconds
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(
        self, path: str, fields: Mapping[str, str], *, page: str, **files: bytes
    ) -> Answer:
        """Send the form that stands on a page, with its token."""
        token = TOKEN.search(page)
        assert token is not None, "there is no form on the page"
        edge = uuid.uuid4().hex
        body = _multipart({**fields, "csrfmiddlewaretoken": token[1]}, files, edge)
        kind = f"multipart/form-data; boundary={edge}"
        return self._ask("POST", path, body, {"Content-Type": kind})

    def sign_in(self, email: str) -> None:
        """Sign in as an invented person, by the button on the page."""
        page = self.get("/sign-in/").page
        answer = self.post("/sign-in/as/", {"email": email}, page=page)
        assert answer.status == 302, answer.status

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> Answer:
        start = time.monotonic()
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.seconds
        )
        try:
            cookie = "; ".join(
                f"{name}={value}" for name, value in self.cookies.items()
            )
            connection.request(method, path, body, {**headers, "Cookie": cookie})
            response = connection.getresponse()
            page = response.read().decode(errors="replace")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(
            response.status,
            response.headers.get("Location", ""),
            page,
            time.monotonic() - start,
        )


def _multipart(
    fields: Mapping[str, str], files: Mapping[str, bytes], edge: str
) -> bytes:
    parts = []
    for name, value in fields.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        parts.append(f"{head}{value}\r\n".encode())
    for name, content in files.items():
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; '
            f'filename="{uuid.uuid4().hex}.txt"\r\nContent-Type: text/plain\r\n\r\n'
        )
        parts.append(head.encode() + content + b"\r\n")
    return b"".join([*parts, f"--{edge}--\r\n".encode()])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
