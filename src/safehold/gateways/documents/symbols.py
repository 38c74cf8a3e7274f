"""Which plain characters stand for marks that files keep as something else?"""

from __future__ import annotations

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Wingdings and Symbol keep their marks in the private area, each at 0xF000 plus
# the place in the font.
_SYMBOL_FONT = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0a8": "☐",
        "\uf06f": "☐",
        "\uf0fb": "✗",
        "\uf0fc": "✓",
        "\uf0fd": "☒",
        "\uf0fe": "☑",
        "\uf052": "☑",
        "\uf0d8": "➢",
    }
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def raised(text: str) -> str:
    """Return superscript text with its digits raised.

    A footnote mark must never become part of the number before it: £1,000 with
    the mark 2 is £1,000², not £1,0002.
    """
    return text.translate(_SUPERSCRIPTS)


def plain(text: str) -> str:
    """Return the text with symbol fonts' marks and ligatures as usual characters."""
    return text.translate(_SYMBOL_FONT).translate(_LIGATURES)
