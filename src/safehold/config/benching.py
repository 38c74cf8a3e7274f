"""Run the benchmarks, each beside the bar it is to pass."""

import subprocess
import sys
from collections.abc import Sequence

from safehold.config import home
from safehold.config.obstacles import Obstacle
from safehold.config.progress import say

FOLDER = home.ROOT / "bench"


def bench(arguments: Sequence[str]) -> int:
    """Run the named benchmarks, or all of them.

    Raises: Obstacle, where there is none of that name.
    """
    there = {
        path.stem: path for path in sorted(FOLDER.glob("*.py")) if path.stem[0] != "_"
    }
    if unknown := sorted(set(arguments) - set(there)):
        raise Obstacle(f"There is no benchmark {unknown[0]!r}; there are: {[*there]}")
    failed = 0
    for name in arguments or there:
        say(f"== {name}")
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{name}"],
            cwd=home.ROOT,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        failed = failed or done.returncode
    return failed
