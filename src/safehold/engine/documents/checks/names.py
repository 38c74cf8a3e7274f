"""Are posts and bodies called the same throughout?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, and_list
from safehold.engine.documents.spacing import GAP, fold
from safehold.engine.spans import Span

_WORD = r"[A-Z][A-Za-z'’]{1,30}"
_POST = re.compile(
    rf"\b(?P<rank>Director|Head|Lead{GAP}Member|Lead|Member){GAP}(?P<link>of|for){GAP}"
    rf"(?P<duty>(?:the{GAP})?{_WORD}(?:{GAP}(?:(?:and|&|of){GAP})?{_WORD}){{0,6}})"
)
# Not just any capital: a sentence may start with the post ("The Director of …").
_BEFORE = re.compile(
    rf"\b(?:(?:Strategic|Executive|Corporate|Portfolio|Cabinet|Group|Divisional|Senior"
    rf"|Deputy|Assistant|Associate|Interim|Acting|Former){GAP}){{1,3}}$"
)
_LONGEST_BEFORE = 60
# These hold another post, or the same one for a while: no contradiction.
_OTHER_POSTS = frozenset(
    ("deputy", "assistant", "associate", "interim", "acting", "former")
)
_LETTERS = re.compile(r"[\w'-]+")
_FEWEST_WORDS = 3


def check_posts_have_one_title(evidence: Evidence) -> Iterator[Fault]:
    """Find a post that is called two things in one document. Source: DEC-17."""
    posts: dict[str, dict[str, Span]] = defaultdict(dict)
    for found in _POST.finditer(evidence.text):
        start = _start_of_title(evidence.text, found.start())
        title = fold(evidence.text[start : found.end()]).replace("’", "'")
        if _OTHER_POSTS.isdisjoint(title.lower().split()):
            duty = fold(found["duty"]).replace("’", "'").lower()
            key = f"{found['rank'].split()[0]} {duty}"
            posts[key].setdefault(title, Span(start, found.end()))
    for titles in posts.values():
        if len(titles) > 1:
            quoted = and_list(f"“{title}”" for title in titles)
            yield Fault(
                f"One post seems to be called {quoted}. Ask for its title: a "
                "delegation to a post that does not exist delegates nothing.",
                list(titles.values())[-1],
            )


def check_bodies_have_their_official_name(evidence: Evidence) -> Iterator[Fault]:
    """Find names that are a letter or two from the register's. Source: REF-11."""
    first: dict[tuple[str, str], Span] = {}
    for mention in evidence.organisations:
        if is_nearly(mention.printed, mention.name):
            first.setdefault((mention.name, fold(mention.printed)), mention.span)
    for (name, printed), span in first.items():
        yield Fault(
            f"“{printed}” is not quite the official name, “{name}”. Use that in the "
            "agreement.",
            span,
        )


def _start_of_title(text: str, rank: int) -> int:
    """Return where the title starts: with "Strategic", or with the rank itself."""
    first = max(0, rank - _LONGEST_BEFORE)
    before = _BEFORE.search(text[first:rank])
    return first + before.start() if before else rank


def is_nearly(printed: str, name: str) -> bool:
    """Test if exactly one of several words differs, and only by a letter or two.

    Capitals and punctuation make no difference.
    """
    one, other = _words(printed), _words(name)
    if len(one) != len(other) or len(one) < _FEWEST_WORDS:
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and _differ_by_a_letter_or_two(*apart[0])


def _words(name: str) -> list[str]:
    return _LETTERS.findall(name.replace("’", "'").replace("&", "and").lower())


def _differ_by_a_letter_or_two(one: str, other: str) -> bool:
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    while rest and other_rest and rest[-1] == other_rest[-1]:
        rest, other_rest = rest[:-1], other_rest[:-1]
    return start > 0 and max(len(rest), len(other_rest)) <= 2


CHECKS = (
    Check(
        "names.post_titles_differ",
        "DEC-17",
        "A post has the same title wherever it is named.",
        check_posts_have_one_title,
    ),
    Check(
        "names.not_official",
        "REF-11",
        "A body is written as in the register, or by a known alias.",
        check_bodies_have_their_official_name,
    ),
)
