"""How do paragraphs and table rows, as they are met, become one text?"""

from __future__ import annotations

from collections.abc import Iterable


def folded(text: str) -> str:
    """Return the words on one line, with one space between them."""
    return " ".join(text.split())


class Flow:
    """A text under way: blocks apart by one blank line, rows of a table together."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def block(self, text: str) -> None:
        """Add a paragraph or heading; its own line ends are kept."""
        lines = [line for line in map(str.strip, text.split("\n")) if line]
        if lines:
            self.gap()
            self._lines += lines
            self.gap()

    def item(self, text: str) -> None:
        """Add a line that belongs with the one before it, such as a list item."""
        if text.strip():
            self._lines.append(text.strip())

    def row(self, cells: Iterable[str]) -> None:
        """Add a table row. Empty cells are kept, so that columns stay in line."""
        words = [folded(cell) for cell in cells]
        if any(words):
            self._lines.append("\t".join(words))

    def gap(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self) -> str:
        return "\n".join(self._lines).strip("\n") + "\n"
