"""What officers declared on a decision form, and which statement they ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from safehold.engine.documents.heading_subjects import Subject
from safehold.engine.documents.headings import Heading, first_about
from safehold.engine.documents.lines import Layout, Line, clean
from safehold.engine.documents.reading import Declaration
from safehold.engine.spans import Span

_SUBJECTS: Final = {
    "Financial Advice": r"financ(?:e|ial) (?:advice|comments)",
    "Legal Advice": r"legal (?:advice|comments)",
    "Equalities Advice": r"equalit(?:y|ies) (?:advice|comments)",
    "Public Health Approach": r"public health approach",
    "Commercial Issues": r"(?:commercial|procurement) (?:issues|advice|comments)",
    "GDPR/Data Privacy": r"gdpr\b(?: ?(?:/|and|&) ?data (?:privacy|protection))?"
    r"|data (?:privacy|protection)\b",
    "Drafting Officer": r"(?:drafting|originating) officer",
    "Director/Head of Service": r"(?:director ?/ ?)?head of service|director",
}
_SUBJECT: Final = re.compile(
    "|".join(f"({wording})" for wording in _SUBJECTS.values()), re.I
)
_OTHER_SUBJECT: Final = re.compile(r"([A-Z][\w/& ]{3,40}):\s")
# What a tick becomes where the form's font is lost: √ as v, ✓ as 1 or ~.
_TICKS: Final = {*"✓✔☑☒√∨~vV1xXüÖP/Y", "yes", "Yes", "YES", "[x]", "[X]"}
_NO_TICKS: Final = {*"?☐□-N", "", "no", "No", "NO", "[]", "[ ]"}
_MARK_COLUMN: Final = re.compile(r"(?:\t|\s{2,}|\|\s*)(?P<mark>[^\t|]{0,4}?)[\s|]*$")
_MARK_AT_END: Final = re.compile(r"(?<=[.)>])\s*(?P<mark>\S{1,3})\s*$")

_VARIANTS: Final = (
    ("not_required", re.compile(r"\bnot (?:required|needed|necessary)\b", re.I)),
    ("completed", re.compile(r"\b(?:has|have|was) (?:been )?completed\b", re.I)),
    (
        "taken",
        re.compile(
            r"\b(?:has been|have been|was|were) (?:taken|sought|obtained)\b", re.I
        ),
    ),
)


class _Entry(NamedTuple):
    """One line of the block: its words, and its mark where it has one."""

    line: Line
    text: str
    mark: str | None


def find_declarations(
    layout: Layout, headings: Sequence[Heading]
) -> tuple[Declaration, ...]:
    """Find the officers' declarations. Source: DEC-03, DEC-04."""
    block = first_about(headings, Subject.DECLARATIONS)
    if block is None:
        return ()
    after = (
        heading.line_index
        for heading in headings
        if heading.line_index > block.line_index
    )
    stop = next(after, len(layout.lines))
    entries = [
        _read(line) for line in layout.lines[block.line_index + 1 : stop] if line.plain
    ]
    return tuple(_declaration(subject, group) for subject, group in _group(entries))


def _read(line: Line) -> _Entry:
    raw = line.raw.rstrip("\r\n")
    if line.plain in _TICKS:
        return _Entry(line, "", line.plain)
    found = _MARK_COLUMN.search(raw, max(0, len(raw) - 40)) or _MARK_AT_END.search(raw)
    mark = found["mark"].strip() if found else None
    if found is None or (mark not in _TICKS and mark not in _NO_TICKS):
        return _Entry(line, clean(raw).strip("| "), None)
    return _Entry(line, clean(raw[: found.start()]).strip("| "), mark)


def _group(entries: Sequence[_Entry]) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield each subject with its lines; a statement may open with its own subject.

    The tick may stand before the statement: only with both is a declaration done.
    """
    subject = ""
    group: list[_Entry] = []
    is_ticked = False
    for entry in entries:
        opened = _subject_of(entry.text)
        is_done = opened == subject and is_ticked and _statement(subject, group) != ""
        if opened and (opened != subject or is_done):
            if subject:
                yield subject, group
            subject, group, is_ticked = opened, [], False
        group.append(entry)
        is_ticked = is_ticked or entry.mark in _TICKS
    if subject:
        yield subject, group


def _subject_of(text: str) -> str:
    found = _SUBJECT.match(text)
    if found and found.lastindex:
        return list(_SUBJECTS)[found.lastindex - 1]
    other = _OTHER_SUBJECT.match(text)
    return other[1] if other else ""


def _statement(subject: str, group: Sequence[_Entry]) -> str:
    """Return the words after the subject that opens them."""
    words = " ".join(entry.text for entry in group if entry.text)
    opening = _SUBJECT.match(words)
    said = words[opening.end() :] if opening else words.removeprefix(subject)
    return said.lstrip(" :-–")


def _declaration(subject: str, group: Sequence[_Entry]) -> Declaration:
    ticked = [entry for entry in group if entry.mark in _TICKS]
    statement = _statement(subject, group)
    chosen = (
        " ".join(entry.text for entry in ticked) if len(ticked) < len(group) else ""
    )
    return Declaration(
        subject=subject,
        statement=statement,
        variant=_variant_of(chosen) or _variant_of(statement),
        ticked=bool(ticked),
        span=Span(group[0].line.start, group[-1].line.end),
    )


def _variant_of(statement: str) -> str:
    """Return which of the form's statements it is, or "". Source: DEC-04."""
    found = (name for name, wording in _VARIANTS if wording.search(statement))
    return next(found, "")
