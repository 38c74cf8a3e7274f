#!/usr/bin/env python3
"""Safehold's one entry: installs what is missing, then does what you ask.

python3 run.py                 the service, with the London demonstration
python3 run.py test [args]     every test; `run.py test engine` for the quick part
python3 run.py check           what .ci/run checks: format, lint, types, tests, ...
python3 run.py fix             put format and lint right
python3 run.py bench [name]    the benchmarks
python3 run.py manage ...      Django's commands and ours, such as read_document

This file makes the virtual environment, with the standard library alone;
`safehold.config.commands` does the rest.
"""

import contextlib
import hashlib
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST_PYTHON = (3, 11)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCAL = ROOT / ".local"
LOG = LOCAL / "install.log"

# Stands while the environment is made: found at a start, that was broken off.
UNFINISHED = LOCAL / "installing"

RUNTIME = ROOT / "requirements.lock"
# Everything of the other, and more.
DEVELOPMENT = ROOT / "requirements-dev.lock"
LOCKS = {
    "serve": RUNTIME,
    "manage": RUNTIME,
    "test": DEVELOPMENT,
    "check": DEVELOPMENT,
    "fix": DEVELOPMENT,
    "bench": DEVELOPMENT,
}

PATIENCE_SECONDS = 15

NO_NETWORK = (
    "NewConnectionError",
    "Failed to establish a new connection",
    "name resolution",
    "Network is unreachable",
    "ProxyError",
    "timed out",
    "from versions: none",
    "error sending request",
    "dns error",
)


class CannotInstall(Exception):
    """What stands in the way, in a sentence."""


def main() -> None:
    """Install what the command needs, then become the command."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "Safehold needs Python {}.{} or newer and this is {}.{}: start run.py "
            "with a newer one.".format(*OLDEST_PYTHON, *sys.version_info)
        )
    if os.name == "nt":
        sys.exit("Safehold runs on Linux and macOS: on Windows, use it inside WSL.")
    command = sys.argv[1] if len(sys.argv) > 1 else "serve"
    if command in {"-h", "--help", "help"}:
        print(__doc__)
        return
    if command not in LOCKS:
        sys.exit(f"There is no command {command!r}.\n\n{__doc__}")
    try:
        install(LOCKS[command])
    except CannotInstall as reason:
        sys.exit(str(reason))
    except PermissionError as refused:
        sys.exit(
            f"Safehold may not write to {refused.filename}: run it as the owner of "
            f"{ROOT}, or clone it to a folder of your own."
        )
    except KeyboardInterrupt:
        sys.exit("Stopped before everything was installed; the next start goes on.")
    # -P: a module in the folder we are called from must not pass for one of ours.
    words = [str(PYTHON), "-P", "-m", "safehold.config.commands", command]
    os.execve(  # noqa: S606 - no shell is wanted, and Ctrl-C goes to the command.
        PYTHON, words + sys.argv[2:], surroundings()
    )


def surroundings() -> "dict[str, str]":
    """Return the environment of the command: ours, and our code."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


def install(lock: Path) -> None:
    """Have everything the lock names in the environment, hashes checked.

    Raises: CannotInstall.
    """
    if is_installed(lock):
        return
    with one_at_a_time():
        if is_installed(lock):
            return
        afresh = must_begin_afresh()
        UNFINISHED.touch()
        if afresh:
            make_environment()
        say("Installing the packages Safehold needs, once: half a minute or so ...")
        install_packages(lock)
        for included in {lock, RUNTIME}:
            stamp(included).write_text(digest(included))
        UNFINISHED.unlink()


def is_installed(lock: Path) -> bool:
    """Test if the environment was filled from this very lock, to the end."""
    return (
        PYTHON.exists()
        and not UNFINISHED.exists()
        and stamp(lock).exists()
        and stamp(lock).read_text() == digest(lock)
    )


def must_begin_afresh() -> bool:
    """Test if what is there is absent, broken, half done or of another lock."""
    if not PYTHON.exists():
        return True
    if UNFINISHED.exists():
        say("The last installation was broken off: doing it again.")
        return True
    return any(
        stamp(lock).exists() and stamp(lock).read_text() != digest(lock)
        for lock in (RUNTIME, DEVELOPMENT)
    )


def stamp(lock: Path) -> Path:
    """Return the file that says from what the environment was filled."""
    return VENV / f"{lock.name}.installed"


def digest(lock: Path) -> str:
    """Return one hash over the lock and the Python that it was installed for."""
    python = "{}.{}".format(*sys.version_info)
    return hashlib.sha256(lock.read_bytes() + python.encode()).hexdigest()


def make_environment() -> None:
    """Make an empty virtual environment."""
    if uv_could("venv", "--clear", "--python", sys.executable, str(VENV)):
        return
    demand_ensurepip()
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_packages(lock: Path) -> None:
    """Install what the lock names, refusing any file with another hash."""
    hashed = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    if uv_could("pip", "install", "--python", str(PYTHON), *hashed):
        return
    if not list(VENV.glob("lib/*/site-packages/pip")):
        # The environment was made with uv, which leaves pip out.
        demand_ensurepip()
        run([str(PYTHON), "-m", "ensurepip"])
    quick = ["--disable-pip-version-check", "--no-input", "--retries", "2"]
    run([str(PYTHON), "-m", "pip", "install", *quick, *hashed])


def uv_could(*words: str) -> bool:
    """Do a step with uv, the quickest way where it is on the PATH and able."""
    if not shutil.which("uv"):
        return False
    try:
        run(["uv", *words])
    except CannotInstall:
        # It may be too old, and it does not know of a mirror that pip is told of.
        say("uv could not do it: going on with pip ...")
        return False
    return True


def demand_ensurepip() -> None:
    """Debian has most of Python's venv module, and this part in another package."""
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotInstall(
            "Python's own venv module is incomplete here: install the rest with "
            "`sudo apt-get install python3-venv`, then start again."
        )


def run(words: "list[str]") -> None:
    """Run a step of the installation, its words kept in the log.

    Raises: CannotInstall, with the likeliest reason.
    """
    with LOG.open("w") as log:
        step = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        for waited in itertools.count(PATIENCE_SECONDS, PATIENCE_SECONDS):
            with contextlib.suppress(subprocess.TimeoutExpired):
                step.wait(PATIENCE_SECONDS)
                break
            say(f"  ... {waited} seconds so far")
    if step.returncode != 0:
        raise CannotInstall(why(LOG.read_text(errors="replace")))


def why(words: str) -> str:
    """Return what most likely went wrong, in a sentence, from an installer's words."""
    if "No space left" in words:
        return f"The disk is full: make room for about 300 MB in {ROOT}."
    if "MATCH THE HASHES" in words or "Hash mismatch" in words:
        return (
            "A package that was downloaded is not the one that was locked: start "
            f"again, and if it happens again look into {LOG} before trusting it."
        )
    if any(sign in words for sign in NO_NETWORK):
        return (
            "The packages could not be downloaded: Safehold needs the network, or a "
            "mirror or proxy that pip is set up for, the first time it starts "
            f"(details in {LOG})."
        )
    last = [line for line in words.splitlines() if line.strip()][-1:]
    return f"Installing failed (details in {LOG}): {' '.join(last)}"


@contextlib.contextmanager
def one_at_a_time() -> "Iterator[None]":
    """Let one process install and have others wait for it."""
    if not LOCAL.is_dir():
        LOCAL.mkdir()
        # The database's own account, where we are root, passes through this.
        LOCAL.chmod(0o711)
    import fcntl  # Not at the head of the file: Windows is to get its sentence.

    with (LOCAL / "install.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is installing at this moment: waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def say(line: str) -> None:
    """Tell of progress on stderr; stdout belongs to the command's answer."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
