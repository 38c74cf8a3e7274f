"""Which organisations and London authorities a text names, alone or in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from safehold.engine.areas import AREAS, Area, by_initials
from safehold.engine.documents.reading import (
    AreaList,
    AreaMention,
    OrganisationMention,
)
from safehold.engine.documents.spacing import GAP, MAYBE_GAP, phrase
from safehold.engine.organisations import ORGANISATIONS, KnownOrganisation, council_of
from safehold.engine.spans import Span

_AND: Final = rf"(?:{GAP}(?i:and){GAP}|{MAYBE_GAP}(?:&amp;|&|/){MAYBE_GAP})"
_STARTS: Final = r"(?<![\w@])"
_ENDS: Final = r"(?![\w@]|\.(?:gov|org|com|co)\b)"

# Places, bodies and people that only share a borough's name.
_NO_BOROUGH_BEFORE: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Prof"
    r"|Professor|Judge|HMP|(?:University|Palace|Archbishop|Bishop)\s+of)\.?\s$"
)
_NO_BOROUGH_AFTER: Final = (
    rf"(?!-[a-z]+-|{GAP}(?:by{GAP}Bow|upon{GAP}Hull|(?:University|Hospital|NHS|College"
    r"|Crown|County|Magistrates|Court|Prison|Palace|Abbey|Hall|Bridge|Cross|Coldfield"
    r"|Fellowship|Mean|Town|Market|Broadway|Park|Road|Street|Lane|Avenue|Hill|Square"
    r"|School|Station|Trust|[Cc]arriage)\b))"
)
_STYLE: Final = (
    "|".join(
        phrase(style)
        for words in (
            "London Borough of",
            "Royal Borough of",
            "City of",
            "London Borough",
        )
        for style in (words, words.upper())
    )
    + rf"|[LR]B(?:{GAP}of)?|Royal"
)
_COUNCIL: Final = rf"(?:(?:{GAP}City)?{GAP}(?:Council|COUNCIL)|{GAP}Corporation)"


def _name_pattern(name: str) -> str:
    """Return a pattern for the name, with "and" or "&", as printed or in capitals."""
    forms = (name, name.upper())
    return "|".join(
        _AND.join(
            phrase(re.escape(part).replace(r"\ ", " ")) for part in parts
        ).replace("'", "['’]")
        for parts in (re.split(r" (?:and|AND|&) ", form) for form in forms)
    )


def _area_pattern(area: Area) -> str:
    short, on_the_river, _ = area.name.partition(" upon ")
    if on_the_river:
        join = rf"(?:-|{GAP})"
        return rf"(?:{short}|{short.upper()})(?:{join}(?i:upon){join}(?i:Thames))?"
    if area.name == "City of London":
        names = f"{_name_pattern(area.name)}|{_name_pattern('Corporation of London')}"
        return rf"(?:{names})(?!{GAP}(?i:police))"
    return _name_pattern(area.name)


_AREAS: Final = {f"area{area.gss_code}": area for area in AREAS}
_AREA: Final = re.compile(
    rf"{_STARTS}(?=[A-Z])(?:(?:{_STYLE}){GAP})?(?:"
    + "|".join(f"(?P<{group}>{_area_pattern(area)})" for group, area in _AREAS.items())
    + rf"){_ENDS}{_NO_BOROUGH_AFTER}{_COUNCIL}?"
)
# Between two names of one list: a comma, "and", a new line with a bullet, or nothing.
_SEPARATOR: Final = re.compile(
    rf"{MAYBE_GAP}[,;/]?{MAYBE_GAP}(?:[-–•*][ ]+)?"
    rf"(?:(?:and\b|&amp;|&){MAYBE_GAP})?(?:the{GAP})?"
)

_BODIES: Final = tuple(known for known in ORGANISATIONS if known.gss_code is None)
_BODIES_BY_GROUP: Final = {f"body{n}": known for n, known in enumerate(_BODIES)}


def _body_pattern(known: KnownOrganisation) -> str:
    names = "|".join(map(_name_pattern, sorted(known.names, key=len, reverse=True)))
    # "A Safer London" is a plan's title, not the charity.
    return rf"(?<!\b[Aa]\s)(?:{names})" if known.name == "Safer London" else names


_BODY: Final = re.compile(
    rf"{_STARTS}(?=[A-Z])(?:"
    + "|".join(
        f"(?P<{group}>{_body_pattern(known)})"
        for group, known in _BODIES_BY_GROUP.items()
    )
    + rf"){_ENDS}"
)
_INITIALS: Final = {
    initials: area
    for area in AREAS
    for initials in area.initials
    if initials[1] == "B" and by_initials(initials) == (area,)
}
_INITIAL: Final = re.compile(
    rf"{_STARTS}(?:{'|'.join(map(re.escape, sorted(_INITIALS, reverse=True)))}){_ENDS}"
)

_STARTS_A_SENTENCE: Final = re.compile(
    r"(?:^|[.!?]['\"”’)]?\s|\n\s*\n|\n\s*[-–•*#]|^[-–•*#])\s*\Z"
)
_ARTICLE_BEFORE: Final = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Ee]ach|[Ee]very|[Aa]ny|[Nn]o|[Tt]heir|[Oo]ur|[Ii]ts)\s\Z"
)
# "Mutual Respect", "Dignity and Respect", "Strong Foundations", "Women's Refuge".
_ORDINARY_BEFORE: Final = re.compile(
    r"\b(?:[Mm]utual|[Dd]ue|(?:Compassion|Dignity|Diversity|Equality|Fairness|Trust"
    r"|Care|Honesty|Inclusion|Kindness|Courage|Integrity)(?:,|\s(?:and|&))"
    r"|(?!(?:And|Both|But|By|For|From|If|The|To|Via|When|While|With)\b)"
    r"[A-Z][a-z]{1,20}(?:['’]s)?)\s\Z"
)
_NEXT: Final = re.compile(
    rf"{MAYBE_GAP}(?:and{GAP}(?=[A-Z]))?(?:(?P<word>-?[a-z]+)|(?P<capital>[A-Z]))?"
)
_VERBS: Final = (
    "are|can|had|has|have|is|may|must|shall|should|was|were|which|who|will|would"
)
_AFTER_A_NAME_AT_THE_START: Final = re.compile(_VERBS)
_AFTER_A_NAME: Final = re.compile(
    rf"{_VERBS}|and|as|at|by|for|from|in|on|or|over|per|since|the|through|to|under|via"
    "|with"
)
_LOOK_BACK: Final = 40


def find_areas(text: str) -> tuple[AreaMention, ...]:
    """Find every London authority named, however formally; never by initials.

    "London Borough of Croydon" is one mention. Source: REF-08.
    """
    return tuple(
        AreaMention(area.gss_code, found[0], Span(found.start(), found.end()))
        for found, area in _areas(text)
    )


def find_area_lists(text: str) -> tuple[AreaList, ...]:
    """Find runs of two or more authorities, in order and with those named twice.

    Source: REF-09.
    """
    lists: list[AreaList] = []
    run: list[AreaMention] = []
    for mention in find_areas(text):
        if run and not _SEPARATOR.fullmatch(text, run[-1].span.end, mention.span.start):
            lists += _as_list(text, run)
            run = []
        run.append(mention)
    return (*lists, *_as_list(text, run))


def find_organisations(text: str) -> tuple[OrganisationMention, ...]:
    """Find every organisation of the register that the text names.

    A council is named by its style ("London Borough of Brent", "Brent Council") or by
    initials that no other authority has. "Respect", "Foundations" and "Refuge" count
    only where the words around them show a name.

    Source: REF-07, REF-11.
    """
    mentions = [*_bodies(text), *_councils(text)]
    return tuple(sorted(mentions, key=lambda mention: mention.span))


def _as_list(text: str, run: Sequence[AreaMention]) -> tuple[AreaList, ...]:
    if len(run) < 2:
        return ()
    span = Span(run[0].span.start, run[-1].span.end)
    codes = tuple(mention.gss_code for mention in run)
    return (AreaList(text[span.start : span.end], codes, span),)


def _areas(text: str) -> Iterator[tuple[re.Match[str], Area]]:
    for found in _AREA.finditer(text):
        before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
        if not _NO_BOROUGH_BEFORE.search(before):
            yield found, _AREAS[found.lastgroup or ""]


def _councils(text: str) -> Iterator[OrganisationMention]:
    for found, area in _areas(text):
        group = f"area{area.gss_code}"
        if found.span() != found.span(group) or "orporation" in found[0]:
            yield _mention(found, council_of(area.gss_code))
    for found in _INITIAL.finditer(text):
        yield _mention(found, council_of(_INITIALS[found[0]].gss_code))


def _bodies(text: str) -> Iterator[OrganisationMention]:
    for found in _BODY.finditer(text):
        known = _BODIES_BY_GROUP[found.lastgroup or ""]
        if (
            known.is_ordinary_word
            and found[0].isalpha()
            and not _is_used_as_a_name(text, found)
        ):
            continue
        yield _mention(found, known)


def _mention(found: re.Match[str], known: KnownOrganisation) -> OrganisationMention:
    return OrganisationMention(known.name, found[0], Span(found.start(), found.end()))


def _is_used_as_a_name(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
    following = _NEXT.match(text, found.end())
    assert following, "every part of the pattern may be empty"
    if _ORDINARY_BEFORE.search(before) or (
        _ARTICLE_BEFORE.search(before) and not following["capital"]
    ):
        return False
    starts = _STARTS_A_SENTENCE.search(before) is not None
    allowed = _AFTER_A_NAME_AT_THE_START if starts else _AFTER_A_NAME
    return not following["word"] or bool(allowed.fullmatch(following["word"]))
