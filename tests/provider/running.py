"""Runs a certified OpenID provider on the loopback, installed from npm at first use."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from safehold.web import assets

HERE = Path(__file__).resolve().parent
FILES = ("package.json", "package-lock.json", "provider.mjs")


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider, and who signs in with it next."""

    issuer: str

    def will_say(
        self, sub: str, *, amr: tuple[str, ...] = (), **claims: object
    ) -> None:
        """Have the provider say this of whoever comes."""
        person = {"sub": sub, "amr": list(amr), "claims": claims}
        requests.post(f"{self.issuer}/person", json=person, timeout=10)

    def follow(self, address: str, *, until: str) -> str:
        """Go where a browser would, and return the address of ours that it ends at."""
        with requests.Session() as browser:
            for _ in range(10):
                answer = browser.get(address, allow_redirects=False, timeout=10)
                address = requests.compat.urljoin(address, answer.headers["Location"])
                if address.startswith(until):
                    return address
        raise AssertionError(f"the provider leads round in circles: {address}")


@contextmanager
def provider(redirect: str) -> Iterator[Provider]:
    """Have a provider that knows us by this address, as long as the block runs."""
    node, folder = _installed()
    process = subprocess.Popen(
        [node, str(folder / "provider.mjs"), redirect],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        assert process.stdout is not None
        try:
            yield Provider(process.stdout.readline().strip())
        finally:
            process.terminate()


def _installed() -> tuple[str, Path]:
    """Return Node, and the folder with the provider in it; a second call is quick."""
    node = assets.find_node(assets.PROJECT, assets.BUILD)
    folder = assets.BUILD / "provider"
    wanted = hashlib.sha256(
        b"".join((HERE / f).read_bytes() for f in FILES)
    ).hexdigest()
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return str(node.node), folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(HERE / name, folder / name)
    shutil.copyfile(assets.PROJECT / ".npmrc", folder / ".npmrc")
    answer = subprocess.run(
        [*node.npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=folder,
        env=_environment(node),
        capture_output=True,
        text=True,
    )
    if answer.returncode:
        pytest.skip(f"npm could not install the OpenID provider: {answer.stderr}")
    stamp.write_text(wanted)
    return str(node.node), folder


def _environment(node: assets.Node) -> Mapping[str, str]:

    path = os.environ.get("PATH", os.defpath)
    return {**os.environ, "PATH": f"{node.node.parent}{os.pathsep}{path}"}
