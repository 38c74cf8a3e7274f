"""As whom does the server run, and what can that account reach?"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from safehold.config.obstacles import Obstacle

# PostgreSQL refuses to run as root. One of these exists without our adding any.
UNPRIVILEGED = ("postgres", "nobody")

# Nothing of ours is passed on: initdb would copy TZ and LANG into the data for good.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine; `other` where it is not the one we run as."""

    uid: int
    gid: int
    other: bool

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program as this account and wait for it; never raises for its exit.

        Raises: PermissionError, where the account may not reach the program.
        """
        return subprocess.run(
            words,
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            user=self.uid if self.other else None,
            group=self.gid if self.other else None,
            extra_groups=[] if self.other else None,
            umask=0o077,
        )

    def reaches(self, folder: Path) -> bool:
        """Return whether the account may pass through the folder."""
        return self.run("/bin/sh", "-c", 'cd -- "$1"', "sh", folder).returncode == 0

    def make_private(self, folder: Path) -> Path:
        """Make the folder, or make sure of it: this account's, and nobody else's.

        Raises: Obstacle, where somebody else's folder stands in its place.
        """
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            pass
        else:
            self.take(folder)
        found = folder.lstat()
        if found.st_uid != self.uid or found.st_mode & 0o170077 != 0o040000:
            raise Obstacle(
                f"{folder} belongs to another user or is open to others: "
                "remove it, or keep the data elsewhere with SAFEHOLD_HOME."
            )
        return folder

    def take(self, path: Path) -> None:
        """Make this account the owner of a file or folder."""
        if self.other:
            os.chown(path, self.uid, self.gid)


def of_the_server() -> Account:
    """Return who runs the server: ourselves, or as root an unprivileged account."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), other=False)
    for name in UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid, other=True)
    raise Obstacle(
        "PostgreSQL does not run as root and this machine has neither a postgres "
        "nor a nobody account: start Safehold as an ordinary user."
    )
