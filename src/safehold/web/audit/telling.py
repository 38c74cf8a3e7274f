"""What did a row hold before and after, and who is meant? Ready for a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from safehold.apps.audit import queries as audit
from safehold.apps.organisations import queries as organisations
from safehold.apps.people import queries as people
from safehold.web.audit import wording
from safehold.web.audit.wording import Names


class Difference(NamedTuple):
    """One column of a row: what it is called, what it held and what it holds."""

    column: str
    was: str
    becomes: str


class ChangedRow(NamedTuple):
    """One row that changed, as a page tells it."""

    id: int
    heading: str
    operation: str
    differences: tuple[Difference, ...]


class Happening(NamedTuple):
    """What one transaction did to a record, as its history tells it."""

    happened_at: datetime.datetime
    who: str
    done: tuple[str, ...]
    reasons: tuple[str, ...]
    rows: tuple[ChangedRow, ...]


def names_in(
    events: Iterable[audit.AuditEvent], changes: Iterable[audit.AuditChange]
) -> Names:
    """Return who is meant by the numbers in all of it, asked for once."""
    people_ids = {event.actor_id for event in events}
    organisation_ids: set[int] = set()
    for change in changes:
        if change.person_id is not None:
            people_ids.add(change.person_id)
        for kept in (change.was or {}, change.becomes or {}):
            for column, value in kept.items():
                if not isinstance(value, int):
                    continue
                if wording.is_person(column):
                    people_ids.add(value)
                elif column in wording.ORGANISATIONS:
                    organisation_ids.add(value)
    return Names(
        people.names(people_ids), organisations.names(frozenset(organisation_ids))
    )


def changed_row(change: audit.AuditChange, names: Names) -> ChangedRow:
    """Return the row with what changed of it."""
    return ChangedRow(
        change.pk,
        heading=f"{wording.TABLES.get(change.table_name, change.table_name)} "
        f"{change.row_id}",
        operation=wording.OPERATIONS[change.operation],
        differences=differences(change, names),
    )


def differences(change: audit.AuditChange, names: Names) -> tuple[Difference, ...]:
    """Return the columns that changed; of a new or removed row, those that say much."""
    was, becomes = change.was or {}, change.becomes or {}
    return tuple(
        Difference(
            wording.COLUMNS.get(column, column),
            wording.value(column, was.get(column), names) if change.was else "",
            wording.value(column, becomes.get(column), names) if change.becomes else "",
        )
        for column in sorted(was | becomes, key=_by_words)
        if was.get(column) not in (None, "") or becomes.get(column) not in (None, "")
    )


def _by_words(column: str) -> str:
    return wording.COLUMNS.get(column, column)


def happenings(steps: Iterable[audit.Step], *, hides_people: bool) -> list[Happening]:
    """Return the steps of a history; `hides_people` where the reader is a stranger."""
    steps = tuple(steps)
    names = names_in(
        [event for step in steps for event in step.events],
        [change for step in steps for change in step.changes],
    )
    if hides_people:
        names = Names({}, names.organisations)
    return [_happening(step, names, hides_people=hides_people) for step in steps]


STRANGER = "Somebody at the organisation"


def _happening(step: audit.Step, names: Names, *, hides_people: bool) -> Happening:
    verbs = [event.verb for event in step.events]
    # Without an event of its own, a row changed as part of what was done elsewhere.
    verbs = verbs or [change.verb for change in step.changes if change.verb]
    reasons = [str(event.details.get("reason", "")) for event in step.events]
    return Happening(
        happened_at=_instant(step),
        who=STRANGER if hides_people else _who(step, names),
        done=tuple(dict.fromkeys(wording.done(verb) for verb in verbs)),
        reasons=() if hides_people else tuple(filter(None, dict.fromkeys(reasons))),
        rows=tuple(changed_row(change, names) for change in step.changes),
    )


def _instant(step: audit.Step) -> datetime.datetime:
    return (step.events or step.changes)[0].happened_at


def _who(step: audit.Step, names: Names) -> str:
    if step.events:
        # As they were called when they did it.
        return step.events[0].actor_name
    return names.person(step.changes[0].person_id)
