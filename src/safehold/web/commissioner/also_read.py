"""What was read of a document that becomes no record: its form, dates and tables."""

from __future__ import annotations

from typing import NamedTuple

from safehold.engine.documents.checks.deadlines import ResponseTiming, response_timing
from safehold.engine.documents.reading import (
    Declaration,
    Reading,
    Signature,
    StatedDate,
    Table,
)
from safehold.web.commissioner.wording import said
from safehold.web.components.static_tables import StaticColumn, StaticTable

MOST_ROWS = 60


class Part(NamedTuple):
    """Some things of one sort that the document says."""

    heading: str
    lines: tuple[str, ...]


def parts(reading: Reading) -> list[Part]:
    """Return what the document says of itself, sort by sort; none is empty."""
    found = [
        Part("Sections that are missing", reading.missing_sections),
        Part("Declarations", tuple(map(_declaration, reading.declarations))),
        Part("Signatures", tuple(map(_signature, reading.signatures))),
        Part("Publication", _publication(reading)),
        Part("When it was asked and answered", _timing(reading)),
        Part("Questions and answers", _answers(reading)),
        Part(
            "Periods",
            tuple(
                dict.fromkeys(
                    f"{period.printed} ({said(period.kind)})"
                    for period in reading.periods
                )
            ),
        ),
        Part(
            "Organisations",
            tuple(dict.fromkeys(mention.name for mention in reading.organisations)),
        ),
    ]
    return [part for part in found if part.lines]


def tables(reading: Reading) -> list[StaticTable]:
    """Return the tables as they were understood, rows joined where they broke."""
    return [_table(table, number) for number, table in enumerate(reading.tables, 1)]


def _table(table: Table, number: int) -> StaticTable:
    title = f": {table.title}" if table.title else ""
    return StaticTable(
        caption=f"Table {number}{title}",
        columns=tuple(StaticColumn(column.text) for column in table.columns),
        rows=tuple(tuple(cell.text for cell in row) for row in table.rows[:MOST_ROWS]),
    )


def _declaration(declaration: Declaration) -> str:
    ticked = "ticked" if declaration.ticked else "not ticked"
    variant = f", {said(declaration.variant)}" if declaration.variant else ""
    return f"{declaration.subject}: {ticked}{variant}"


def _signature(signature: Signature) -> str:
    capacity = f" ({said(signature.capacity)})" if signature.capacity else ""
    return f"{signature.office}{capacity}: {_day(signature.signed)}"


def _day(stated: StatedDate | None) -> str:
    if stated is None:
        return "no date"
    return f"{stated.date:%-d %B %Y}" if stated.date else f"“{stated.printed}”"


def _publication(reading: Reading) -> tuple[str, ...]:
    lines = []
    if reading.deferral is not None:
        until = f" until {reading.deferral.until}" if reading.deferral.until else ""
        deferred = f"deferred{until}" if reading.deferral.deferred else "not deferred"
        lines.append(f"Part 1 is {deferred}")
    if reading.has_part_two is not None:
        lines.append(f"There is {'a' if reading.has_part_two else 'no'} part 2")
    return tuple(lines)


def _timing(reading: Reading) -> tuple[str, ...]:
    received = reading.received_on
    if received is None:
        return ()
    timing = response_timing(reading)
    return (f"Received {_day(received)}", *(_due(timing) if timing else ()))


def _due(timing: ResponseTiming) -> tuple[str, ...]:
    assumed = (
        f", taking the year to be {timing.received.year}"
        if timing.year_is_assumed
        else ""
    )
    verdict = "on time" if timing.on_time else "late"
    return (
        f"Due {timing.due:%-d %B %Y}{assumed}",
        f"Answered {timing.answered:%-d %B %Y}, on working day {timing.working_day}: "
        f"{verdict}",
    )


def _answers(reading: Reading) -> tuple[str, ...]:
    return tuple(
        f"Question{'s' if len(answer.questions) > 1 else ''} "
        f"{', '.join(map(str, answer.questions))}: {said(answer.holding)}"
        for answer in reading.answers
    )
