"""Were the options of a council's decision weighed?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase
from safehold.engine.documents.reading import DocumentKind, Section
from safehold.engine.spans import Span

_OPTIONS = Phrase(r"options?\b")
_OPTION = re.compile(
    r"^\W{0,12}(?:\d[\d.]{0,6}\s)?\W{0,6}Option\s{1,3}(\w{1,3})\b[^\n]*", re.M
)
_RECOMMENDED = re.compile(r"(?<!not )recommended\b", re.IGNORECASE)
_WEIGHED = Phrase(r"(?:benefits?|risks?|advantages?|disadvantages?|pros|cons)\b")
_NO_ALTERNATIVE = Phrase(r"no (?:alternative|other)\b")
_VIABLE = Phrase(r"(?:viable|possible|feasible|available)\b")
_REASON = Phrase(r"(?:as|because|since|given|due to|owing to)\b")


def check_options_are_appraised(evidence: Evidence) -> Iterator[Fault]:
    """Find a single option, one that is not weighed, or not one recommended.

    Options without a number of their own are not read. Source: DEC-18.
    """
    section = evidence.section(_OPTIONS)
    if evidence.reading.kind is not DocumentKind.CABINET_REPORT or section is None:
        return
    end = _end_of_chapter(evidence, section)
    options = list(_OPTION.finditer(evidence.text, section.span.start, end))
    if len(options) < 2:
        for option in options:
            yield Fault(
                "Only one option is set out. Ask what else was considered.",
                Span(option.start(), option.end()),
            )
        return
    chosen = [option for option in options if _RECOMMENDED.search(option[0])]
    if len(chosen) != 1:
        yield Fault(
            f"{len(chosen) or 'None'} of the {len(options)} options marked as "
            "recommended: exactly one should be.",
            Span(options[0].start(), options[0].end()),
        )
    yield from _unweighed(evidence, options, end)


def check_no_alternative_has_a_reason(evidence: Evidence) -> Iterator[Fault]:
    """Find "no alternative is viable" without a reason. Source: DEC-18."""
    for sentence in evidence.sentences_with(_NO_ALTERNATIVE, _VIABLE):
        if not sentence.has(_REASON):
            yield Fault(
                "No alternative is said to be viable, without a reason. Ask for it.",
                sentence.span,
            )


def _end_of_chapter(evidence: Evidence, first: Section) -> int:
    """Return where the next chapter starts: a number that is not a part of ours."""
    own = f"{first.number.rstrip('.')}."
    for section in evidence.reading.sections:
        is_later = section.span.start > first.span.start
        if is_later and section.number and not section.number.startswith(own):
            return section.span.start
    return len(evidence.text)


def _unweighed(
    evidence: Evidence, options: list[re.Match[str]], end_of_chapter: int
) -> Iterator[Fault]:
    ends = [option.start() for option in options[1:]] + [end_of_chapter]
    for option, end in zip(options, ends, strict=True):
        if not _WEIGHED.search(evidence.text[option.start() : end]):
            yield Fault(
                f"Option {option[1]} has neither benefits nor risks set out. Ask for "
                "them.",
                Span(option.start(), option.end()),
            )


CHECKS = (
    Check(
        "options.not_appraised",
        "DEC-18",
        "At least two options are weighed, and one of them is recommended.",
        check_options_are_appraised,
    ),
    Check(
        "options.no_reason",
        "DEC-18",
        "A statement that there is no alternative gives its reason.",
        check_no_alternative_has_a_reason,
    ),
)
