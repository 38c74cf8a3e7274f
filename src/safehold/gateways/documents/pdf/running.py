"""Which lines stand on every page, and are not part of the document's text?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from safehold.gateways.documents.pdf.columns import Rows
from safehold.gateways.documents.pdf.layout import PageLayout
from safehold.gateways.documents.pdf.lines import Line

# The strips at the top and bottom of a page that running lines stand in.
_MARGIN = 0.08
_PAGE_NUMBER = re.compile(
    r"(?:page\s)?\d{1,3}(?:\s?(?:of|/)\s?\d{1,3})?", re.IGNORECASE
)
# What browsers print around a page: when it was printed, and its address.
_PRINTED_BY_BROWSER = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?(?:\t.*)?|[a-z]{4,5}://\S+\t\d+/\d+"
)


def without_running_lines(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """Return the pages without page numbers and lines that most pages repeat."""
    seen = Counter(
        shape for page in pages for shape in {_shape(line) for line in _margins(page)}
    )
    most = max(len(pages) // 2, 1)
    repeated = {shape for shape, times in seen.items() if times > most}

    def is_running(part: Line | Rows, page: PageLayout) -> bool:
        return (
            isinstance(part, Line)
            and in_margin(part, page)
            and (_shape(part) in repeated or _is_no_text(part))
        )

    return [
        replace(page, parts=tuple(p for p in page.parts if not is_running(p, page)))
        for page in pages
    ]


def in_margin(line: Line, page: PageLayout) -> bool:
    """Tell whether a line stands in the strip that is kept for running lines."""
    return not _MARGIN * page.height < line.baseline < (1 - _MARGIN) * page.height


def _margins(page: PageLayout) -> list[Line]:
    return [
        part for part in page.parts if isinstance(part, Line) and in_margin(part, page)
    ]


def _is_no_text(line: Line) -> bool:
    return bool(
        _PAGE_NUMBER.fullmatch(line.text) or _PRINTED_BY_BROWSER.fullmatch(line.text)
    )


def _shape(line: Line) -> str:
    """Return the words with every number alike, so that page 2 repeats page 1."""
    return re.sub(r"\d+", "0", line.text)
