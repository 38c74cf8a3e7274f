"""Where the published texts stand that some tests read; they are no part of this.

They are looked for in SAFEHOLD_SOURCES, or in shared/sources beside the project.
Where they are absent a test that needs them is skipped, which SAFEHOLD_FORBID_SKIPS
makes a failure like every other skip.
"""

import os
from pathlib import Path

import pytest

RESTART = "000"
CABINET = "001"
DRIVE = "002"
HOUSING = "003"
REQUEST = "004"

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "sources"


def real_text(number: str) -> str:
    """Return the published text with the number, or skip the test that asks."""
    folder = Path(os.environ.get("SAFEHOLD_SOURCES", _BESIDE))
    found = sorted(folder.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the published text {number} is not in {folder.name}")
    return found[0].read_text(encoding="utf-8")
