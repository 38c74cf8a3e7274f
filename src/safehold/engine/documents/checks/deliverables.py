"""Are the deliverables that are promised also listed, and can milestones be found?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase, Sentence
from safehold.engine.documents.reading import Section
from safehold.engine.documents.spacing import fold
from safehold.engine.spans import Span

_SERVICE_INCLUDES = Phrase(r"service will include(?: the)?\b")
_LIST_FOLLOWS = Phrase(r"(?:key )?deliverables\b[^.:\n]{0,60}\binclude:")
_ITEM_END = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?=\w+ing\b)")
_WORD = re.compile(r"[A-Za-z]{3,}")
# Words that say nothing of what is to be delivered.
_EMPTY = re.compile(
    r"access|and|are|available|based|for|from|gain(?:ing)?|mad?e|making|new|other"
    r"|provid(?:e|ing)|provision|services?|support(?:ing)?|the|their|this|through|who"
    r"|with|will|work(?:ing)?|that|them|mayor|london",
)
_SUMMARY = Phrase(r"summary\b")
_LONGEST_LIST = 20

_MILESTONES_ELSEWHERE = re.compile(
    r"\bmilestones?\b[^.\n]{0,60}?\b(?:under|in|at)\s+(?:item|section|paragraph)\s+"
    r"(?P<number>\d{1,2})\b",
    re.IGNORECASE,
)
_MILESTONE = Phrase(r"milestones?\b")


def check_promised_is_listed(evidence: Evidence) -> Iterator[Fault]:
    """Find what the summary promises and the list of deliverables lacks.

    Only an item that shares no telling word with the whole list. Source: PRG-17.
    """
    listed = _listed_words(evidence)
    summary = evidence.section(_SUMMARY)
    if not listed or summary is None:
        return
    for sentence in evidence.sentences_with(_SERVICE_INCLUDES):
        promised = sentence.find(_SERVICE_INCLUDES)
        assert promised is not None
        if not summary.span.start <= promised.start < summary.span.end:
            continue
        for item in _items(evidence, Span(promised.end, sentence.span.end)):
            words = _telling_words(evidence.words(item))
            if len(words) >= 2 and not words & listed:
                yield Fault(
                    f"The summary promises “{evidence.words(item)}”, which the list of "
                    "deliverables does not have. Ask if it is still to be delivered.",
                    item,
                )


def check_milestones_can_be_found(evidence: Evidence) -> Iterator[Fault]:
    """Find milestones said to stand where there are none. Source: PRG-23."""
    for found in _MILESTONES_ELSEWHERE.finditer(evidence.text):
        section = _numbered(evidence, found["number"])
        if section is None or not _MILESTONE.search(section.body):
            yield Fault(
                f"The milestones are said to stand under item {found['number']}, but "
                "there are none. Ask for them: progress is measured against them.",
                Span(found.start(), found.end()),
            )


def _listed_words(evidence: Evidence) -> set[str]:
    """Return the telling words of the bullets under "deliverables include:"."""
    for sentence in evidence.sentences_with(_LIST_FOLLOWS):
        bullets = _bullets(evidence, sentence)
        return {word for bullet in bullets for word in _telling_words(bullet.text)}
    return set()


def _bullets(evidence: Evidence, above: Sentence) -> Iterator[Sentence]:
    for sentence in evidence.after(above, _LONGEST_LIST):
        line = evidence.text.rfind("\n", 0, sentence.span.start) + 1
        if (
            not evidence.text[line : sentence.span.start]
            .strip(" \t")
            .startswith(("•", "-", "–", "*", "o", "▪", "●", "\uf0b7"))
        ):
            return
        yield sentence


def _items(evidence: Evidence, span: Span) -> Iterator[Span]:
    start = span.start
    for end in _ITEM_END.finditer(evidence.text, span.start, span.end):
        yield Span(start, end.start())
        start = end.end()
    yield Span(start, start + len(evidence.text[start : span.end].rstrip(" .;\r\n")))


def _telling_words(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(fold(text)))
    return {word.rstrip("s") for word in words if not _EMPTY.fullmatch(word)}


def _numbered(evidence: Evidence, number: str) -> Section | None:
    for section in evidence.reading.sections:
        if section.number.rstrip(".") == number:
            return section
    return None


CHECKS = (
    Check(
        "deliverables.promised_but_not_listed",
        "PRG-17",
        "What the summary promises stands in the list of deliverables.",
        check_promised_is_listed,
    ),
    Check(
        "deliverables.milestones_not_found",
        "PRG-23",
        "Milestones stand where the document says they do.",
        check_milestones_can_be_found,
    ),
)
