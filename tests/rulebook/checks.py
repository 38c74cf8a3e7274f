"""The page that lists what a document is held to, and where each rule comes from."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import groupby

from safehold.engine.documents import comparisons, read
from safehold.engine.documents.checks import CHECKS
from safehold.engine.documents.checks.check import Check
from tests.rulebook import markdown


def page() -> str:
    """Return the page, from the list of checks."""
    return markdown.page(
        "Checks",
        source="`engine/documents/`",
        parts=[_INTRODUCTION, *map(_part_of_area, _by_area()), _findings_beside()],
    )


_INTRODUCTION = """\
Each check says what holds in a sound document. Where it does not hold there is a
finding under its code: what is printed, what was computed and the signed difference
stand side by side, and nothing is corrected. Sources are explained in
[sources.md](../sources.md).
"""


def _by_area() -> list[tuple[str, list[Check]]]:
    checks = sorted(CHECKS, key=lambda check: check.code)
    return [
        (area, list(group))
        for area, group in groupby(checks, key=lambda check: check.code.split(".")[0])
    ]


def _part_of_area(area: tuple[str, list[Check]]) -> str:
    title, checks = area
    rows = [[f"`{check.code}`", check.description, check.source] for check in checks]
    headings = ["Code", "What holds in a sound document", "Source"]
    return f"## {title.replace('_', ' ').capitalize()}\n\n" + markdown.table(
        headings, rows
    )


def _findings_beside() -> str:
    """Return the findings that no check makes, as the code names them."""
    written = "".join(inspect.getsource(module) for module in (comparisons, read))
    rows = [[f"`{code}`", source] for code, source in sorted(_findings_in(written))]
    headings = ["Code", "Source"]
    return f"{_BESIDE}\n{markdown.table(headings, rows)}"


_BESIDE = """\
## Between two documents, and of a whole one

Where two documents of one organisation differ, there is a finding that shows in both:
*printed* is the figure of the one, *computed* that of the other.
"""


def _findings_in(written: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(written)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding":
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            code, source = (
                given.get(name) or node.args[place]
                for name, place in (("code", 0), ("source", 2))
            )
            yield ast.literal_eval(code), ast.literal_eval(source)
