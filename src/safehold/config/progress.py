"""Tell the person at the terminal what is happening."""

import sys


def say(line: str) -> None:
    """Write a line of progress to stderr; stdout belongs to the command's answer."""
    print(line, file=sys.stderr, flush=True)
