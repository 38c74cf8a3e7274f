"""Run the tests, all of them or those that are named."""

import os
import sys
from collections.abc import Sequence

from safehold.config import home
from safehold.config.serving import build_assets

ENGINE = "tests/engine"


def test(arguments: Sequence[str]) -> int:
    """Become pytest; its last line is the last of all.

    Raises: Obstacle, where the pages' styles and scripts cannot be built.
    """
    named = [ENGINE if word == "engine" else word for word in arguments]
    if named != [ENGINE]:
        build_assets()
    os.chdir(home.ROOT)
    words = [sys.executable, "-m", "pytest", *named]
    os.execv(sys.executable, words)  # noqa: S606 - no shell is wanted.
