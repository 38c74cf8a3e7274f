"""What a request asks, and what the response says it holds. Source: PUB-06, PUB-07."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from safehold.engine.documents.lines import Layout, Line, is_hard_wrapped
from safehold.engine.documents.places import starting_in
from safehold.engine.documents.reading import Answer, Holding, Question, Table
from safehold.engine.spans import Span

_NUMBERS: Final = r"\d{1,2}(?:\s?(?:,|and|&|to|-|–)\s?Q?\d{1,2}){0,20}"
_QUESTION: Final = re.compile(
    rf"Q(?:uestions?)?\s?(?P<numbers>{_NUMBERS})\s?(?:[.:)–-]|(?=\s|$))\s*", re.I
)
_PLAIN_QUESTION: Final = re.compile(r"(?P<numbers>\d{1,2})[.):]\s+(?=\S.{0,400}\?$)")
_REPLY: Final = re.compile(
    rf"(?:A|Answers?|(?:Response|Answer|Reply) to (?:Q|questions? ))\s?"
    rf"(?P<numbers>{_NUMBERS})\s?(?:[.:)–-]|$)\s*",
    re.I,
)
_RANGE: Final = re.compile(r"(\d{1,2})\s?(?:to|-|–)\s?Q?(\d{1,2})", re.I)
_CLOSING: Final = re.compile(
    r"(?:if you (?:are|have|wish|remain)|you (?:have|are entitled)|yours (?:sincerely|"
    r"faithfully)|kind regards|please do not hesitate)\b",
    re.I,
)
_LEAD_IN: Final = re.compile(r"(?:our|the|my) (?:response|answers?|reply)\b", re.I)
_LONGEST_LEAD_IN: Final = 80
_NOT_HELD: Final = re.compile(
    r"\b(?:does|do|did)(?: not|n['’]t) hold\b|\bnot held\b"
    r"|\bno (?:recorded )?information(?: is)? held\b",
    re.I,
)
_EXEMPT: Final = re.compile(
    r"\bexempt(?:ed|ion)?\b|\bwithh[eo]ld\b|\brefus(?:ed|ing)\b", re.I
)
_PARTLY: Final = re.compile(r"\b(?:partly|partially|in part)\b", re.I)
_FULL_LINE: Final = 60
_MOST_LINES_OF_QUESTION: Final = 12


class _Part(NamedTuple):
    """Lines that go together: a question's, a numbered reply's, or an answer's.

    `numbers` are the questions meant, none for an answer without numbers; only a
    question has a label, `Q1. `, of some length.
    """

    numbers: tuple[int, ...]
    lines: list[Line]
    label_length: int = 0

    @property
    def is_question(self) -> bool:
        return self.label_length > 0


def find_questions(layout: Layout) -> tuple[Question, ...]:
    """Find the numbered questions, each number once, in the order they stand."""
    found: dict[int, Question] = {}
    for part in _divide(layout):
        if part.is_question and part.numbers[0] not in found:
            words = layout.words(part.lines[0].start, part.lines[-1].end)
            text = " ".join(line.plain for line in part.lines)[part.label_length :]
            number = part.numbers[0]
            found[number] = Question(number, replace(words, text=text))
    return tuple(found.values())


def find_answers(layout: Layout, tables: Sequence[Table]) -> tuple[Answer, ...]:
    """Find the answers: what follows a run of questions answers all of them."""
    answers: list[Answer] = []
    asked: list[int] = []
    for part in _divide(layout):
        if part.is_question:
            # The request was quoted as a whole first, and is now taken in turn.
            is_repeated = any(number in asked for number in part.numbers)
            asked = [*([] if is_repeated else asked), *part.numbers]
            continue
        numbers = part.numbers or tuple(asked)
        if numbers and not _is_lead_in(part.lines):
            answers.append(_answer(numbers, part.lines, tables))
            asked = []
    return tuple(answers)


def _divide(layout: Layout) -> list[_Part]:
    """Divide a letter into questions and what stands between, without its close."""
    label = _label_of_questions(layout.lines)
    is_wrapped = is_hard_wrapped(layout)
    parts: list[_Part] = []
    above: Line | None = None
    is_closed = False
    for line in layout.lines:
        if line.is_blank:
            above = None
            continue
        part = _open_part(line, label)
        if part is not None:
            parts.append(part)
            is_closed = False
        elif _CLOSING.match(line.plain):
            is_closed = True
        elif parts and not is_closed:
            if parts[-1].is_question and not _goes_on(
                parts[-1], line, above, is_wrapped=is_wrapped
            ):
                parts.append(_Part((), []))
            parts[-1].lines.append(line)
        above = line
    return [part for part in parts if part.lines]


def _label_of_questions(lines: Sequence[Line]) -> re.Pattern[str]:
    """Return how this letter numbers its questions: `Q1` or, failing that, `1.`"""
    for line in lines:
        found = _QUESTION.match(line.plain)
        if found and found.end() < len(line.plain):
            return _QUESTION
    return _PLAIN_QUESTION


def _open_part(line: Line, label: re.Pattern[str]) -> _Part | None:
    """Start a part where a line is a question or says which ones it replies to."""
    meant = _REPLY.match(line.plain) or _QUESTION.fullmatch(line.plain)
    if meant:
        has_words = meant.end() < len(line.plain)
        return _Part(_numbers(meant["numbers"]), [line] if has_words else [])
    question = label.match(line.plain)
    if question is None:
        return None
    numbers = _numbers(question["numbers"])
    if len(numbers) > 1:
        return _Part(numbers, [])
    return _Part(numbers, [line], question.end())


def _numbers(printed: str) -> tuple[int, ...]:
    ranges = [(int(a), int(b)) for a, b in _RANGE.findall(printed)]
    inside = {number for a, b in ranges for number in range(a, b + 1)}
    single = {int(number) for number in re.findall(r"\d{1,2}", printed)}
    return tuple(sorted(inside | single))


def _goes_on(
    question: _Part, line: Line, above: Line | None, *, is_wrapped: bool
) -> bool:
    """Say whether a line is still part of the question: wrapped, or in brackets."""
    if len(question.lines) >= _MOST_LINES_OF_QUESTION:
        return False
    said = " ".join(line.plain for line in question.lines)
    if line.plain.startswith("(") or said.count("(") > said.count(")"):
        return True
    if above is None or "\t" in line.raw or _NOT_HELD.search(line.plain):
        return False
    is_open = above.plain[-1] not in ".?:;"
    may_be_wrapped = is_wrapped and len(above.plain) > _FULL_LINE
    return is_open and (line.plain[0].islower() or may_be_wrapped)


def _is_lead_in(lines: Sequence[Line]) -> bool:
    return (
        len(lines) == 1
        and len(lines[0].plain) <= _LONGEST_LEAD_IN
        and bool(_LEAD_IN.match(lines[0].plain))
    )


def _answer(
    numbers: tuple[int, ...], lines: Sequence[Line], tables: Sequence[Table]
) -> Answer:
    span = Span(lines[0].start, lines[-1].end)
    inside = starting_in(tables, span.start, span.end)
    prose = [
        line.plain
        for line in lines
        if not any(t.span.start <= line.end and line.start < t.span.end for t in inside)
    ]
    return Answer(numbers, _holding(prose, inside), span)


def _holding(prose: Sequence[str], tables: Sequence[Table]) -> Holding:
    """Return what the answer says is held; a table with gaps is held in part."""
    said = "\n".join(prose)
    has_gaps = any(
        _NOT_HELD.search(cell.text)
        for table in tables
        for row in table.rows
        for cell in row
    )
    if _PARTLY.search(said) or (tables and (has_gaps or _NOT_HELD.search(said))):
        return Holding.PARTLY_HELD
    if prose and _NOT_HELD.search(prose[0]):
        return Holding.NOT_HELD
    if _EXEMPT.search(said):
        return Holding.EXEMPT
    return Holding.PARTLY_HELD if _NOT_HELD.search(said) else Holding.HELD
