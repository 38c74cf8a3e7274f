"""What white space may stand between two words of one phrase."""

from typing import Final

_BLANKS: Final = r"[^\S\t\r\n]"

GAP: Final = rf"(?:{_BLANKS}{{1,8}}(?:\r?\n{_BLANKS}{{0,8}})?|\r?\n{_BLANKS}{{0,8}})"
"""Blanks with at most one line break: a tab ends a cell, an empty line a paragraph."""

MAYBE_GAP: Final = rf"{GAP}?"


def phrase(words: str) -> str:
    """Return a pattern for words that a line break may part; the words are patterns."""
    return GAP.join(words.split(" "))


def fold(text: str) -> str:
    """Return the text with every run of white space made one space."""
    return " ".join(text.split())
