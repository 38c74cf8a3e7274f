"""How a generated page is written down."""

from collections.abc import Iterable, Sequence

HEAD = """\
# {title}

*Generated from {source}
by `python3 run.py fix`. Change the code, not this page.*
"""


def page(title: str, *, source: str, parts: Iterable[str]) -> str:
    """Return a whole page; the parts stand one under the other."""
    return "\n".join([HEAD.format(title=title, source=source), *parts])


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a stroke inside a cell stays a stroke."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n"
        for line in lines
    )
