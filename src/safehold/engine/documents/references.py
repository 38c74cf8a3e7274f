"""Which decisions, requests and grants a text refers to by number."""

from __future__ import annotations

import re
from typing import Final

from safehold.engine.documents.reading import Reference
from safehold.engine.documents.spacing import GAP, MAYBE_GAP, fold
from safehold.engine.spans import Span

_SLIPS: Final = {
    "PDC": "PCD",
    "DPC": "PCD",
    "PCCD": "PCD",
    "PCDD": "PCD",
    "DMPDC": "DMPCD",
    "DMCPD": "DMPCD",
    "DPMCD": "DMPCD",
    "CEDO": "CEOD",
    "COED": "CEOD",
}
_DASH: Final = r"[-–—]"
_JOIN: Final = (
    rf"(?:{MAYBE_GAP}{_DASH}{MAYBE_GAP}|{GAP}(?:[Nn][Oo]\.?{GAP})?|:{MAYBE_GAP})?"
)
_START: Final = r"(?<![A-Za-z0-9_-])"
_END: Final = r"(?![A-Za-z0-9_]|[.,][0-9])"
_YEAR: Final = r"(?P<year>20[0-9]{2})"
_LABEL: Final = (
    r"\b(?:(?:[Oo]ur|[Yy]our)[ ]ref(?:erence)?"
    r"|[Rr]ef(?:erence)?(?:[ ](?:code|number|no))?"
    rf"|[Dd]ecision(?:[ ]DMPC)?){MAYBE_GAP}(?::|{_DASH})\**{MAYBE_GAP}"
)

_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_START}DMPC{GAP}[Dd]ecision{GAP}{_YEAR}(?:{GAP}|[/-])(?P<number>[0-9]{{1,4}}){_END}",
        rf"{_START}(?P<prefix>DMPCD){_JOIN}{_YEAR}(?:{GAP}|[/-])(?P<number>[0-9]{{1,4}}){_END}",
        rf"{_START}(?P<prefix>CEOD){_JOIN}(?P<number>[0-9]{{1,4}})"
        rf"{MAYBE_GAP}{_DASH}{MAYBE_GAP}{_YEAR}{_END}",
        rf"{_START}(?P<prefix>PCD|DMPCD|CEOD|{'|'.join(_SLIPS)}){_JOIN}"
        rf"(?P<number>[0-9]{{1,5}}){_END}",
        # "FOI 2000" is the Act.
        rf"{_START}(?P<prefix>FOI){_JOIN}(?!2000\b)(?P<number>[0-9]{{1,5}}){_END}",
        # A four-figure year after the name is no grant ("MOPAC 2018"), nor is a count.
        rf"{_START}(?P<prefix>MOPAC){MAYBE_GAP}(?!(?:19|20)[0-9]{{2}}\b)"
        rf"(?P<number>[1-9][0-9]{{2,4}}){_END}"
        rf"(?!%|{_DASH}[0-9]|{GAP}(?!and|for|from|in|is|to|was|which|will|with)[a-z]{{3}})",
        rf"{_LABEL}(?P<unknown>[A-Z]{{2,8}}){_JOIN}(?P<number>[0-9]{{1,6}}){_END}",
    )
)
_ANY: Final = re.compile(rf"(?P<prefix>[A-Z]{{2,8}}){_JOIN}(?P<number>[0-9]{{1,6}})")


def find_references(text: str) -> tuple[Reference, ...]:
    """Find every reference in order, in the register's spelling and as printed.

    Families: `PCD n`, `DMPCD n` or `DMPCD yyyy n` (also written out, "DMPC Decision
    2014 143"), `CEOD n - yyyy`, `FOI n`, and grants as `MOPAC n`. A slip such as
    `PDC 377` is read as the family meant, with a warning; so is a prefix that is not
    known, where a label says that a reference follows.

    Source: REF-05.
    """
    found: list[Reference] = []
    hits = (hit for pattern in _PATTERNS for hit in pattern.finditer(text))
    for hit in sorted(hits, key=lambda each: (_start(each), -each.end())):
        if not found or found[-1].span.end <= _start(hit):
            found.append(_reference(hit))
    return tuple(found)


def normalise(printed: str) -> str:
    """Return the register's spelling of one reference; other words come back folded."""
    folded = fold(printed)
    capitals = folded.upper().replace(" DECISION ", " Decision ")
    found = find_references(capitals)
    if len(found) == 1 and found[0].printed == capitals:
        return found[0].normalised
    other = _ANY.fullmatch(capitals)
    return f"{other['prefix']} {int(other['number'])}" if other else folded


def _start(hit: re.Match[str]) -> int:
    parts = hit.groupdict()
    return hit.start("unknown") if parts.get("unknown") else hit.start()


def _reference(hit: re.Match[str]) -> Reference:
    span = Span(_start(hit), hit.end())
    parts = hit.groupdict()
    printed = hit.string[span.start : span.end]
    prefix = parts.get("unknown") or parts.get("prefix") or "DMPCD"
    return Reference(
        normalised=_spelt(_SLIPS.get(prefix, prefix), int(hit["number"]), parts),
        printed=printed,
        span=span,
        warning=_warning(prefix, is_unknown=bool(parts.get("unknown"))),
    )


def _spelt(family: str, number: int, parts: dict[str, str | None]) -> str:
    year = parts.get("year")
    if year is None:
        return f"{family} {number}"
    return (
        f"{family} {number} - {year}"
        if family == "CEOD"
        else f"{family} {year} {number}"
    )


def _warning(prefix: str, *, is_unknown: bool) -> str | None:
    if prefix in _SLIPS:
        return f"Printed as {prefix}, read as {_SLIPS[prefix]}."
    return f"{prefix} is not a known kind of reference." if is_unknown else None
