"""Which sums of money a text prints, and what each claims to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import Amount
from safehold.engine.documents.sentences import find_sentences
from safehold.engine.documents.spacing import GAP, MAYBE_GAP, fold
from safehold.engine.money import Money
from safehold.engine.spans import Span, Words

_BREAK: Final = r"[^\S\t\r\n]{0,8}\r?\n[^\S\t\r\n]{0,8}"
# A comma may be followed by a line break; a space may stand for a comma only where
# the next three digits start with 0, so that "£35, 140 people" stays £35.
_GROUP: Final = (
    rf"(?:,(?:{_BREAK})?[0-9]{{3}}|,?[ \u00a0]0[0-9]{{2}}|[\u2009\u202f][0-9]{{3}})"
)
_FIGURE: Final = rf"""
    (?P<figure>[1-9][0-9]{{0,2}}{_GROUP}{{1,4}}|[1-9][0-9]{{0,14}}|0)
    (?:\.(?P<decimals>[0-9]{{1,5}}))?
    (?![0-9]|[.,][0-9])
    (?:{MAYBE_GAP}(?P<word>(?i:million|billion|thousand))(?![a-zA-Z])
      |(?P<letter>[mbk]n?|[MBK]N?)(?![a-zA-Z0-9])
      |[\ \u00a0](?P<apart>[mb]n|m)(?![a-zA-Z0-9²³])
    )?
    (?![mMbBkKtTxX])
    (?P<marker>\\?\*{{1,3}}|[†‡§]|[¹²³⁴-⁹⁰]{{1,2}}|\[[0-9]{{1,2}}\])?
"""
_SUM: Final = re.compile(MAYBE_GAP + _FIGURE, re.VERBOSE)
_RANGE_END: Final = re.compile(rf"[ ]?[-–—][ ]?(?P<sign>£?){_FIGURE}", re.VERBOSE)
_UNREAD: Final = re.compile(rf"£{MAYBE_GAP}[0-9xX][^\s]{{0,30}}")
_OPENING_STARS: Final = re.compile(r"(?:^|(?<=[\s(]))(?P<stars>\*{1,3})(?![*\s])")
_DASHES: Final = ("-", "–", "—")
_POUNDS: Final = {
    "": 1,
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_MINUS: Final = re.compile(r"\S[ \t(]-$|\t-$")
_RANGE: Final = re.compile(r"[0-9](?:[mk]|bn)?[ \t]-$")
# More than there is: a longer figure is a misprint or mischief, not a sum.
_TOO_MANY_PENCE: Final = 10**17

_WORDS: Final = {
    Qualifier.UP_TO: r"up\s+to|maxim(?:um|a)|max|ceiling|capped|cap|limit(?:ed\s+to)?"
    r"|(?:no|not)\s+more\s+than|(?:not|never)\s+(?:to\s+)?exceed(?:ing)?|at\s+most",
    Qualifier.ESTIMATED: r"estimate[ds]?|approximately|approx|circa",
    Qualifier.FORECAST: r"forecast(?:ed|s)?|projected",
    Qualifier.INDICATIVE: r"indicative(?:ly)?|provisional(?:ly)?",
    Qualifier.COMMITTED: r"committed",
    Qualifier.SPENT: r"spent",
    Qualifier.CLAIMED: r"claimed",
    Qualifier.PAID: r"paid",
}
_ANY_WORD: Final = "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items())
# "to be paid" and "not spent" say that it has not happened.
_BEFORE: Final = re.compile(
    r"\b(?<!\bbe\s(?=[cps]))(?<!\bnot\s(?=[cps]))" rf"(?:{_ANY_WORD})\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\.?(?:(?!\sand\s(?!including\b))[^£.;:,()–—0-9]){0,60}:?\s{0,8}"
)
_ROUNDED: Final = re.compile(
    r"(?:^|\s)(?:over|more\s+than|in\s+excess\s+of|around|about|roughly|nearly|almost"
    r"|under|less\s+than|c\.?|ca\.)\s?$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"""\s{{0,4}}[(\[]?
    (?:(?:has|have|had|was|were|is|are|been|being|already|also|now|since|so|far|fully
        |actually)\s{{1,4}}){{0,5}}
    (?:(?P<or_less>or\s{{1,4}}(?:less|under|below))
      |(?!cap|limit|approx|circa)(?:{_ANY_WORD}))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ONLY_ANOTHER_PERIOD: Final = re.compile(
    rf"""(?:{GAP}(?:in|for|during|per)\s(?:the\s)?
        (?:(?:financial\s|calendar\s)?year|fy|quarter|q(?=[1-4])|(?=(?:19|20)[0-9]{{2}}))
        [^£.;:,]{{0,40}})?
    ,?{GAP}(?:and|then){GAP}(?:(?:a\sfurther|another|then)\s)?""",
    re.VERBOSE | re.IGNORECASE,
)
_SHORTEST_QUALIFIER: Final = len("c ")
_LOOK_BACK: Final = 120
_LOOK_AHEAD: Final = 60


class _Sum(NamedTuple):
    start: int
    end: int
    pence: int
    marker: str


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Find every printed sum of money, with the qualifier that its clause gives it.

    A word before the figure governs it unless a comma, bracket, dash, number or
    "and" stands between; failing that, a word just after it does ("£80,000 is
    committed"). A qualifier before one figure also governs the next where only
    another period stands between ("a maximum of £1 in 2018-19 and £2 in 2019-20"),
    but not another recipient. "over", "around" and the like say that the figure
    is rounded: estimated.

    Source: REF-01, REF-02, REF-10.
    """
    sentences = find_sentences(text)
    amounts: list[Amount] = []
    governing: Qualifier | None = None
    left = 0
    for found in _find_sums(text):
        sentence = sentences.holding(found.start, found.end)
        own = _before(text, max(sentence.start, left), found.start)
        following = None if own else _after(text, found.end, sentence.end)
        if own or (governing and not _is_carried(text, left, found.start)):
            governing = own
        amounts.append(_amount(text, found, sentence, own or following or governing))
        left = found.end
    return tuple(amounts)


def find_unread_sums(text: str) -> tuple[Words, ...]:
    """Find pound signs with a figure that `find_amounts` cannot read, such as £1,00."""
    read = {found.start for found in _find_sums(text)}
    read |= {text.find("£", start) for start in read}
    return tuple(
        Words(fold(found[0]), Span(found.start(), found.end()))
        for found in _UNREAD.finditer(text)
        if found.start() not in read
    )


def _amount(
    text: str, found: _Sum, sentence: Span, qualifier: Qualifier | None
) -> Amount:
    return Amount(
        money=Money(found.pence),
        qualifier=qualifier or Qualifier.EXACT,
        printed=text[found.start : found.end],
        marker=found.marker,
        span=Span(found.start, found.end),
        sentence=sentence,
    )


def _find_sums(text: str) -> Iterator[_Sum]:
    sign = text.find("£")
    while sign >= 0:
        end = sign + 1
        for found in _read_sums(text, sign):
            yield found
            end = found.end
        sign = text.find("£", end)


def _read_sums(text: str, sign: int) -> Iterator[_Sum]:
    """Yield the sum at the pound sign, and the second of a range ("£10-15m")."""
    first = _SUM.match(text, sign + 1)
    if first is None:
        return
    second = _range_end(text, first.end())
    pence = _pence(first, _scale(first) or _shared_scale(first, second))
    if pence is None:
        return
    minus = _is_negative(text, sign)
    yield _sum(text, sign - minus, first, -pence if minus else pence)
    if second is not None and not second["sign"]:
        pence = _pence(second, _scale(second))
        if pence is not None:
            yield _sum(text, second.start("figure"), second, pence)


def _range_end(text: str, start: int) -> re.Match[str] | None:
    """Match "-15m" or "-£300,000"; "£5m - 300,000 people" is no range."""
    if text[start : start + 2].strip()[:1] not in _DASHES:
        return None
    found = _RANGE_END.match(text, start)
    if found is None or found["sign"] or _scale(found):
        return found
    is_attached = " " not in found[0][:3]
    return found if is_attached and "," in found["figure"] else None


def _sum(text: str, start: int, found: re.Match[str], pence: int) -> _Sum:
    marker = found["marker"] or ""
    if marker and _closes_emphasis(text, start, marker):
        return _Sum(start, found.start("marker"), pence, "")
    return _Sum(start, found.end(), pence, marker.lstrip("\\"))


def _scale(found: re.Match[str]) -> str:
    return (found["word"] or found["letter"] or found["apart"] or "").lower()


def _shared_scale(first: re.Match[str], second: re.Match[str] | None) -> str:
    """Return what "£10-15 million" leaves out after the 10, or the empty string."""
    if second is None or _whole(first) >= _whole(second):
        return ""
    return _scale(second)


def _whole(found: re.Match[str]) -> int:
    return int("".join(filter(str.isdigit, found["figure"])))


def _pence(found: re.Match[str], scale: str) -> int | None:
    """Return the pence, or None where the figure is not one that money can be."""
    decimals = found["decimals"] or ""
    if not scale and len(decimals) > 2:
        return None
    pence_each = _POUNDS[scale] * 100
    pence = _whole(found) * pence_each
    pence += int(decimals or "0") * pence_each // 10 ** len(decimals)
    return pence if pence < _TOO_MANY_PENCE else None


def _is_negative(text: str, sign: int) -> bool:
    """Test for a minus: a hyphen at the start of a line is a bullet instead."""
    if text[max(0, sign - 1) : sign] in ("", "−"):
        return sign > 0
    if text[sign - 1] != "-":
        return False
    before = text[max(0, sign - 6) : sign]
    return _MINUS.search(before) is not None and _RANGE.search(before) is None


def _closes_emphasis(text: str, start: int, marker: str) -> bool:
    """Test if the stars end a bold passage of the line: `**a total of £5**`."""
    if not marker.startswith("*"):
        return False
    line = text[max(0, start - _LOOK_AHEAD) : start].rpartition("\n")[2]
    return any(opening["stars"] == marker for opening in _OPENING_STARS.finditer(line))


def _before(text: str, left: int, start: int) -> Qualifier | None:
    words = text[max(left, start - _LOOK_BACK) : start]
    if len(words) < _SHORTEST_QUALIFIER:
        return None
    nearest = _nearest(words)
    if nearest is None and _ROUNDED.search(words):
        return Qualifier.ESTIMATED
    return nearest


def _nearest(words: str) -> Qualifier | None:
    """Return the last qualifier among the words, if it reaches to their end."""
    found = list(_BEFORE.finditer(words))
    if not found or not _BETWEEN.fullmatch(words, found[-1].end()):
        return None
    return Qualifier(found[-1].lastgroup or "")


def _after(text: str, end: int, sentence_end: int) -> Qualifier | None:
    found = _AFTER.match(text, end, min(sentence_end, end + _LOOK_AHEAD))
    if found is None:
        return None
    return Qualifier.UP_TO if found["or_less"] else Qualifier(found.lastgroup or "")


def _is_carried(text: str, left: int, start: int) -> bool:
    return (
        0 < start - left <= _LOOK_BACK
        and _ONLY_ANOTHER_PERIOD.fullmatch(text, left, start) is not None
    )
