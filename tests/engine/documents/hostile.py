"""Texts that nobody would write, for reading all the same.

`texts()` are specimens that were cut, doubled, muddled and sprinkled with rubbish;
`LONG` are texts made to keep a pattern busy. SAFEHOLD_FUZZ says how many of the
first to try: 2000 is what the service is held to, and the long ones are then as long
as a text is read. For every day there are fewer, and shorter ones.
"""

import os
from pathlib import Path

from hypothesis import strategies as st

from safehold.engine.documents.read import MAX_CHARACTERS

EVERYTHING = 2_000
EXAMPLES = int(os.environ.get("SAFEHOLD_FUZZ", "150"))
LENGTH = MAX_CHARACTERS if EXAMPLES >= EVERYTHING else MAX_CHARACTERS // 10

_FOLDER = "src/safehold/cli/demonstration/specimens"
SPECIMENS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / _FOLDER).glob("*.txt"))
}

_MOST_MOVED = 3_000
_PIECES = (
    *("£", "£1,", "1.1.", "(", ")", ",", "\t", "\n", " ", "and ", "\0", "\r", "%"),
    *("£999,999,999,999.99", "£0", "-£5", "2019-20", "31/02/2023", "PCD 1", "FOI 1"),
    *("Total\t£1\n", "Recommendations:\n", "Q1. ", "N/A", "up to ", "of which £1 "),
    *("1 January 0000", "29 February 2023", "quarter 9 2018-19", "9999/10000", "１２"),
    *("Waltham Forest, ", "LBB", "DMPC Decision – PCD 1\n", "not held", "Part 2", "²"),
)
_RUBBISH = st.text(max_size=40) | st.builds(
    lambda piece, times: piece * times, st.sampled_from(_PIECES), st.integers(1, 300)
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a specimen with up to eight things done to it."""
    text = draw(st.sampled_from(tuple(SPECIMENS.values())))
    for _ in range(draw(st.integers(0, 8))):
        text = _muddled(draw, text)
    return text


def _muddled(draw: st.DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.integers(0, _MOST_MOVED)))
    before, piece, after = text[:start], text[start:end], text[end:]
    match draw(st.integers(0, 8)):
        case 0:
            return before
        case 1:
            return after
        case 2:
            return before + after
        case 3:
            return before + piece * draw(st.integers(2, 5)) + after
        case 4:
            return after + before + piece
        case 5:
            digits = draw(st.text("0123456789", min_size=10, max_size=10))
            return before + piece.translate(str.maketrans("0123456789", digits)) + after
        case 6:
            return before + piece.upper() + after
        case 7:
            other = draw(st.sampled_from(tuple(SPECIMENS.values())))
            return before + other[start : start + _MOST_MOVED] + after
        case _:
            return before + draw(_RUBBISH) + after


def _filled(piece: str) -> str:
    return piece * -(-LENGTH // len(piece))


LONG = {
    piece: _filled(piece)
    for piece in (
        # One thing for ever.
        *("(", "£", "1", ",", "\t", "\n", " ", "-", "A", ".", "*", "“", "\0", "\r\n"),
        *("1.1.", "and ", "A. ", "word ", "Apple ", "[x](", "- \n", "1.1. \n", "**"),
        # Half of something, again and again.
        *("£1,", "2019/", "PCD ", "PDC-", "1 January ", "up to ", "London Borough of "),
        *("financial year ", "Camden & ", "Waltham ", "Q1 Q2 ", "of which ", "Act 2"),
        # Whole things, more than anybody needs.
        *("£1 and ", "of which £1 ", "2019-20 ", "PCD 1 ", "LBB ", "Q1. \n", "FOI 1 "),
        *(
            "Waltham Forest, ",
            "Safe & Together ",
            "31 March 2020 ",
            "Director of Housing ",
        ),
        *("a\tb\t£1\n", "a    b    £1\n", "Total\t£1\t£2\n", "  • x £1\n", "1. £1\n"),
        "Recommendations:\n1. Approve £1\n",
        "DMPC Decision – PCD 1\n",
        "Signature\nDate 1/1/2019\n",
        "Q1. x\nMOPAC does not hold this information.\n",
        "Legal Advice: Legal advice is not required.\t✓\n",
        "£1 (Home Office Grant) £2 (LBB Match Fund) 2019/20 Camden, Croydon\t",
    )
}
_TABLES = (
    (
        "Programme\tOperating in\tDescription\t2022-23 award\n",
        "X\tCamden\t\t£1 (LBB)\n",
    ),
    ("Programme\tOperating in\tDescription\t2022-23 award\n", "\t\t\tmore\n"),
    ("Programme\tNumber of Referrals\tNumbers of Starts\n", "X\t5\t7\n"),
    ("Funding category\tYear 1\tYear 2\tTotal\n", "Respect\t£1\t£2\t£3\n"),
    ("ORIGINATING OFFICER DECLARATION\tTick to confirm\n", "Legal Advice\tv\n"),
)
LONG |= {head + row: head + _filled(row) for head, row in _TABLES}
if EXAMPLES >= EVERYTHING:
    LONG |= {
        f"five megabytes of {piece!r}": piece * (5_000_000 // len(piece))
        for piece in ("£1 ", "word\n", "\0")
    }
LONG |= {f"{name}, over and over": _filled(text) for name, text in SPECIMENS.items()}
