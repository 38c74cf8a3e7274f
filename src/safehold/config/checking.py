"""Check all that has to hold before a change is good, the quickest first."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from safehold.config import home
from safehold.config.migrating import SETTINGS_MODULE
from safehold.config.progress import say
from safehold.config.serving import build_assets

# As a place that serves the public would have it.
PRODUCTION = {
    "DATABASE_URL": "postgresql:///safehold",
    "DJANGO_SETTINGS_MODULE": SETTINGS_MODULE,
    "SAFEHOLD_HOSTS": "safehold.example",
    "SAFEHOLD_SECRET_KEY": secrets.token_urlsafe(50),
}

# It comes as a script only, and scripts do not survive a move of the environment.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to check, by a module of Python's that exits with 0 if it holds."""

    name: str
    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def holds(self) -> bool:
        """Run the step, and say how long it took."""
        say(f"== {self.name}")
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, *self.words],
            cwd=home.ROOT,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            check=False,
        )
        say(f"   {time.monotonic() - started:.1f} s")
        return done.returncode == 0


TESTS = Step("all tests", ("-m", "pytest"))
STEPS = (
    Step("format", ("-m", "ruff", "format", "--check", "--quiet")),
    Step("lint", ("-m", "ruff", "check", "--quiet")),
    Step("import contracts", ("-c", LINT_IMPORTS)),
    Step("types", ("-m", "mypy")),
    Step("engine tests", ("-m", "pytest", "tests/engine")),
    Step(
        "no migration is missing",
        # It asks a database for its history where there is one; here there is none.
        ("-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"),
        PRODUCTION,
    ),
    Step(
        "settings for production",
        ("-m", "django", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
    ),
    TESTS,
)
FIXES = (
    Step("lint", ("-m", "ruff", "check", "--fix", "--quiet")),
    Step("format", ("-m", "ruff", "format", "--quiet")),
    Step(
        "generated pages",
        ("-m", "pytest", "tests/rulebook"),
        {"SAFEHOLD_WRITE_RULES": "yes"},
    ),
)


def check(arguments: Sequence[str]) -> int:
    """Check everything, up to the first thing that does not hold.

    Shape:  `--without-tests` leaves out all tests but the engine's.
    """
    wanted = [s for s in STEPS if s is not TESTS or "--without-tests" not in arguments]
    build_assets()
    return _run(wanted)


def fix() -> int:
    """Put right what can be put right without thinking."""
    return _run(FIXES)


def _run(steps: Sequence[Step]) -> int:
    for step in steps:
        if not step.holds():
            say(f"Does not hold: {step.name}.")
            return 1
    return 0
