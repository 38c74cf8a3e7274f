"""Which sections a document has and lacks, and its numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from safehold.engine.documents.heading_subjects import Subject
from safehold.engine.documents.headings import Heading, end_of_body
from safehold.engine.documents.lines import Layout, Line, lines_outside
from safehold.engine.documents.reading import (
    DocumentKind,
    Paragraph,
    Section,
    Table,
)
from safehold.engine.spans import Span

REQUIRED: Final = {
    DocumentKind.DMPC_DECISION: (
        Subject.SUMMARY,
        Subject.RECOMMENDATIONS,
        Subject.INTRODUCTION,
        Subject.ISSUES,
        Subject.FINANCIAL,
        Subject.LEGAL,
        Subject.COMMERCIAL,
        Subject.PUBLIC_HEALTH,
        Subject.GDPR,
        Subject.EQUALITY,
        Subject.PAPERS,
    ),
    DocumentKind.CABINET_REPORT: (
        Subject.SUMMARY,
        Subject.RECOMMENDATIONS,
        Subject.OPTIONS,
        Subject.CONSULTATION,
        Subject.FINANCIAL,
        Subject.LEGAL,
        Subject.EQUALITY,
        Subject.PAPERS,
    ),
    DocumentKind.FOI_RESPONSE: (),
    DocumentKind.UNKNOWN: (),
}
"""The sections that a document of each kind must have. Source: DEC-01."""

_SCALES: Final = ("million", "billion", "thousand", "per cent", "percent", "%")


def find_sections(layout: Layout, headings: Sequence[Heading]) -> tuple[Section, ...]:
    """Find the headed parts, each with its text up to the next heading."""
    return tuple(_section(layout, headings, heading) for heading in headings)


def missing_sections(
    kind: DocumentKind, headings: Sequence[Heading], *, has_recommendations: bool
) -> tuple[str, ...]:
    """Return the names of the sections that this kind must have and that are not there.

    Recommendations may stand without a heading of their own. Source: DEC-01.
    """
    present = {heading.subject for heading in headings}
    if has_recommendations:
        present.add(Subject.RECOMMENDATIONS)
    return tuple(subject.value for subject in REQUIRED[kind] if subject not in present)


def find_paragraphs(
    layout: Layout, headings: Sequence[Heading], tables: Sequence[Table]
) -> tuple[Paragraph, ...]:
    """Find the paragraphs numbered in two levels or more, such as 4.5 or 7.1.10."""
    prose = lines_outside(layout, [table.span for table in tables])
    starts = list(_find_starts([layout.lines[index] for index in prose]))
    stops = sorted(
        [line.start for line in starts]
        + [heading.start for heading in headings]
        + [table.span.start for table in tables]
        + [len(layout.text)]
    )
    position = 0
    found: list[Paragraph] = []
    for line in starts:
        while stops[position] <= line.start:
            position += 1
        words = layout.words(line.body_start, stops[position])
        found.append(Paragraph(line.number, words))
    return tuple(found)


def _section(layout: Layout, headings: Sequence[Heading], heading: Heading) -> Section:
    end = end_of_body(layout, headings, heading)
    body = layout.words(heading.body_start, end)
    span = Span(heading.start, max(body.span.end, heading.body_start))
    return Section(heading.number, heading.text, body.text, span)


def _find_starts(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that start a numbered paragraph.

    A wrapped line may start with a figure such as 1.3 billion: a number in the
    middle of a sentence counts only where it follows on from the one before.
    """
    above: Line | None = None
    number = ""
    for line in lines:
        if "." in line.number and line.body and not line.body.startswith(_SCALES):
            is_free = above is None or bool(line.bullet) or above.plain[-1] in ".:;?)"
            if (
                is_free
                or above is None
                or above.is_blank
                or _is_next(number, line.number)
            ):
                number = line.number
                yield line
        above = line if not line.is_blank else None


def _is_next(number: str, candidate: str) -> bool:
    """Say whether a paragraph's number is the next one, or the first one beneath."""
    if candidate == f"{number}.1":
        return True
    levels = number.split(".")
    following = [*levels[:-1], str(int(levels[-1] or 0) + 1)]
    return candidate == ".".join(following) or candidate.endswith(".1")
