"""What one embedded database consists of on disk, and how it is first made."""

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from safehold.config.embedded import binaries
from safehold.config.embedded.account import Account
from safehold.config.embedded.binaries import Binaries
from safehold.config.obstacles import Obstacle

SUPERUSER = "postgres"
SECRETS = "secrets.json"
SOCKET = ".s.PGSQL.5432"

# A socket's path has room for about 104 bytes; libpq parts hosts at commas.
LONGEST_SOCKET_PATH = 100


@dataclass(slots=True)
class Cluster:
    """One PostgreSQL data folder with its secrets, locks and log.

    Attributes:
        folder: Ours: secrets, locks and the log.
        room: The server's account's: data and socket. The same as `folder`
            unless that account may not enter there.
    """

    folder: Path
    account: Account
    binaries: Binaries
    throwaway: bool = False
    room: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711 if self.account.other else 0o700)
        self.room = self.folder
        if not self.account.reaches(self.folder):
            name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
            self.room = binaries.REACHABLE / f"cluster-{name}"
            self.room.mkdir(parents=True, exist_ok=True)
            for made in (self.room.parent, self.room):
                made.chmod(0o755)

    @property
    def data(self) -> Path:
        """Return the folder of the data."""
        return self.room / "data"

    @property
    def log(self) -> Path:
        """Return the file of the server's own words."""
        return self.folder / "log"

    @property
    def socket_folder(self) -> Path:
        """Return the folder of the socket: the same one at every start."""
        inside = self.room / "socket"
        too_long = len(os.fsencode(inside / SOCKET)) > LONGEST_SOCKET_PATH
        if not too_long and not set(str(inside)) & set(',"'):
            return inside
        name = hashlib.sha256(os.fsencode(self.room)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"safehold-{self.account.uid}-{name}"

    def secret(self, name: str) -> str:
        """Return a role's password or another secret, drawn when first asked for."""
        kept = self.folder / SECRETS
        known: dict[str, str] = json.loads(kept.read_text()) if kept.exists() else {}
        if name not in known:
            known[name] = secrets.token_urlsafe(40)
            new = kept.with_suffix(".new")
            _write_private(new, json.dumps(known))
            new.replace(kept)
        return known[name]

    def make(self, say: Callable[[str], None]) -> None:
        """Have the data folder: whole, since a killed attempt leaves only `data.new`.

        Raises: Obstacle, in PostgreSQL's words, or where another version made it.
        """
        if not (self.data / "PG_VERSION").exists():
            say("Making a new database ...")
            self._initialise(self.room / "data.new")
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(self.binaries.major):
            raise Obstacle(
                f"The data in {self.data} are PostgreSQL {made_by}'s and this is "
                f"{self.binaries.major}: move that folder away to begin afresh."
            )

    def _initialise(self, new: Path) -> None:
        shutil.rmtree(new, ignore_errors=True)
        (self.folder / SECRETS).unlink(missing_ok=True)
        self.account.make_private(new)
        # The server's account may read neither our file of secrets nor, after a
        # change of user, /dev/fd: the first password travels in a file of its own.
        pwfile = self.room / "password.new"
        _write_private(pwfile, self.secret(SUPERUSER))
        self.account.take(pwfile)
        try:
            done = self.account.run(
                *(self.binaries.folder / "initdb", "-D", new, "-U", SUPERUSER),
                *("-E", "UTF8", *_locale(self.binaries.major)),
                *("--auth=scram-sha-256", f"--pwfile={pwfile}", "--no-instructions"),
                *(("--no-sync",) if self.throwaway else ()),
            )
        finally:
            pwfile.unlink()
        if done.returncode != 0:
            said = done.stderr.strip().splitlines()
            raise Obstacle(f"PostgreSQL could not make its data: {said[-1:]}")
        new.rename(self.data)


def _write_private(path: Path, text: str) -> None:
    """Write a file that nobody else may read, not even while it is written."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)


def _locale(major: int) -> tuple[str, ...]:
    """Return the choice of C.UTF-8: built in from 17 on, the C library's before."""
    if major < 17:
        return ("--locale=C.UTF-8",)
    return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
