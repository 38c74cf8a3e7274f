"""End in order when asked to: by Ctrl-C, by a service manager, by a closed terminal."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stop_in_order() -> None:
    """Make the first such signal raise KeyboardInterrupt, and the others nothing.

    What was started is then stopped on the way out, which a second Ctrl-C
    would break off half way.
    """
    for number in SIGNALS:
        signal.signal(number, _once)


def _once(number: int, frame: FrameType | None) -> None:
    del number, frame
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def held() -> Iterator[None]:
    """Keep such signals waiting until the block is done.

    A program that is being started is nobody's to stop until its number is known.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def let_through() -> None:
    """Have a program, started while they were held, receive them again."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
