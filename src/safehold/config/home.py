"""Where on this machine the service keeps what it makes."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def folder() -> Path:
    """Return the folder for data, locks and passwords: `.local` beside the code.

    Shape:  absolute; SAFEHOLD_HOME names another; made where it is missing.
    """
    given = os.environ.get("SAFEHOLD_HOME")
    home = Path(given).expanduser().absolute() if given else ROOT / ".local"
    if not home.is_dir():
        # The server's own account passes through it but may not list it.
        home.mkdir(parents=True)
        home.chmod(0o711)
    return home
