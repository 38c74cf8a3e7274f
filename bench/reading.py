"""How long does it take to read all five documents, checks and all?

The documents are the specimens of the demonstration; where the published texts lie
beside the project (or in SAFEHOLD_SOURCES) they are read as well. No peer reads
documents, so the bar is a plain pass over the same text that only finds the pounds.
"""

import os
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from safehold.engine.documents.read import read

ROOT = Path(__file__).resolve().parents[1]
SPECIMENS = ROOT / "src" / "safehold" / "cli" / "demonstration" / "specimens"
SOURCES = Path(os.environ.get("SAFEHOLD_SOURCES", ROOT.parent / "shared" / "sources"))
RUNS = 7
POUNDS = re.compile(r"£[0-9,.]+")


def cpu_milliseconds(act: Callable[[], object]) -> float:
    """Return the median processor time of several runs, after one to warm up."""
    act()
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        act()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    for name, folder in (("specimens", SPECIMENS), ("published", SOURCES)):
        texts = [path.read_text() for path in sorted(folder.glob("*.txt"))]
        if not texts:
            print(f"{name}: not here")
            continue
        ours = cpu_milliseconds(lambda texts=texts: [read(text) for text in texts])
        plain = cpu_milliseconds(
            lambda texts=texts: [POUNDS.findall(text) for text in texts]
        )
        size = sum(map(len, texts))
        print(
            f"{name}: {len(texts)} documents, {size:,} characters: "
            f"ours {ours:.1f} ms of CPU ({ours / len(texts):.1f} ms each); "
            f"a pass that only finds pounds {plain:.2f} ms; "
            f"ratio {ours / plain:.0f}; the bar is 2,000 ms for one document"
        )


if __name__ == "__main__":
    main()
