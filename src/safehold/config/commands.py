"""What each command of run.py leads to, once everything is installed."""

import sys
from collections.abc import Callable, Sequence

from safehold.config import benching, checking, interruption, managing, serving, testing
from safehold.config.obstacles import Obstacle

Command = Callable[[Sequence[str]], int]


def main(words: Sequence[str]) -> int:
    """Do what was asked, and return the exit code; a failure has been told."""
    command, *arguments = words
    interruption.stop_in_order()
    try:
        return COMMANDS[command](arguments)
    except Obstacle as obstacle:
        print(obstacle, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def _without_arguments(act: Callable[[], int]) -> Command:
    def command(arguments: Sequence[str]) -> int:
        if arguments:
            raise Obstacle(f"This command takes no {arguments[0]!r}.")
        return act()

    return command


COMMANDS: dict[str, Command] = {
    "serve": _without_arguments(serving.serve),
    "test": testing.test,
    "check": checking.check,
    "fix": _without_arguments(checking.fix),
    "bench": benching.bench,
    "manage": managing.manage,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
