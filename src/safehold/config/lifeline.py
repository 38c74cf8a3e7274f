"""End together with the process that started this one, even where it was killed."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent(by: signal.Signals) -> None:
    """Ask the kernel to send this process a signal when its parent ends.

    Shape:  on Linux only; elsewhere a killed parent leaves its children running.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
