"""Pages where an auditor searches what was done and which rows changed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from functools import partial

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safehold.apps.audit import queries as audit
from safehold.apps.people import queries as people
from safehold.engine.actors import SYSTEM, Actor
from safehold.web.actor import ActorRequest
from safehold.web.audit import wording
from safehold.web.audit.doors import auditing
from safehold.web.audit.wording import Names
from safehold.web.components.cells import Noted
from safehold.web.components.tables import Column, Filter, Table

ROWS_ON_A_PAGE = 25


@require_safe
@auditing
@never_cache
def event_list(request: ActorRequest) -> HttpResponseBase:
    table: Table[audit.AuditEvent] = Table(
        "What was done",
        audit.events_visible_to(request.actor, people_ids=_person_asked(request)),
        columns=(
            Column("when", "When", "happened_at", "date", "happened_at", _event),
            Column("who", "Who", "actor_name"),
            Column("what", "What", lambda row: wording.done(row.verb)),
            Column("about", "About", lambda row: wording.about(row.subject)),
            Column("purpose", "For", lambda row: wording.PURPOSES.get(row.purpose, "")),
            Column("request", "Request", "request_id"),
        ),
        default_sort="-when",
        filters=(
            _people(request.actor, "actor_id"),
            Filter.choice("verb", "What", _verbs(), field="verb"),
            Filter("about", "About, such as document 12", _about),
            *_common(),
        ),
        empty="Nothing has been done here yet.",
        noun=("event", "events"),
        page_size=ROWS_ON_A_PAGE,
    )
    return table.respond(request, "audit/events.html", {})


def _event(row: audit.AuditEvent) -> str:
    return reverse("audit-event", args=[row.pk])


def _verbs() -> list[tuple[str, str]]:
    """Return each verb with its words; several verbs may be said in the same words."""
    return [
        (verb, f"{words} ({verb})")
        for verb, words in sorted(wording.VERBS.items(), key=lambda pair: pair[1])
    ]


def _about(typed: str) -> Q:
    return Q(subject=_subject(typed))


def _subject(typed: str) -> str:
    """Return a subject as the record names it: "Document 12" is `document:12`."""
    subject, _, number = typed.lower().replace(":", " ").strip().rpartition(" ")
    return f"{subject.strip().replace(' ', '_')}:{number}"


def _person_asked(request: ActorRequest) -> tuple[int, ...]:
    """Return the person that is asked about, where the auditor may know of them."""
    asked = re.fullmatch("person:([0-9]{1,18})", _subject(request.GET.get("about", "")))
    if asked is None:
        return ()
    known = people.people_visible_to(request.actor).filter(pk=int(asked[1]))
    return tuple(known.values_list("pk", flat=True))


@require_safe
@auditing
@never_cache
def change_list(request: ActorRequest) -> HttpResponseBase:
    everybody = people.names(_known(request.actor).values())
    table: Table[audit.AuditChange] = Table(
        "What changed",
        audit.changes_visible_to(request.actor),
        columns=(
            Column("when", "When", "happened_at", "date", "happened_at", _change),
            Column("who", "Who", partial(_who, names=Names(everybody))),
            Column("row", "Record", _row),
            Column("operation", "Was", lambda row: wording.OPERATIONS[row.operation]),
            Column("columns", "What of it", _columns),
            Column("verb", "Because somebody", lambda row: wording.done(row.verb)),
            Column("request", "Request", "request_id"),
        ),
        default_sort="-when",
        filters=(
            _people(request.actor, "person_id"),
            Filter.choice("table", "Kind", _tables(), field="table_name"),
            Filter("row", "Number of the record", lambda typed: Q(row_id=typed)),
            Filter.choice("was", "Was", _operations(), field="operation"),
            *_common(),
        ),
        empty="Nothing has changed here yet.",
        noun=("change", "changes"),
        page_size=ROWS_ON_A_PAGE,
    )
    return table.respond(request, "audit/changes.html", {})


def _change(row: audit.AuditChange) -> str:
    return reverse("audit-change", args=[row.pk])


def _who(row: audit.AuditChange, names: Names) -> str:
    return names.person(row.person_id)


def _row(row: audit.AuditChange) -> str:
    return f"{wording.TABLES.get(row.table_name, row.table_name)} {row.row_id}"


MOST_COLUMNS = 4


def _columns(row: audit.AuditChange) -> str | Noted:
    """Return what changed, by its words; a whole row is told on its own page."""
    if row.operation != "update":
        return "the whole record"
    words = [wording.COLUMNS.get(name, name) for name in row.becomes or ()]
    listed = ", ".join(sorted(words)[:MOST_COLUMNS])
    more = len(words) - MOST_COLUMNS
    return Noted(listed, f"and {more} more") if more > 0 else listed


def _tables() -> list[tuple[str, str]]:
    return sorted(wording.TABLES.items(), key=lambda pair: pair[1])


def _operations() -> list[tuple[str, str]]:
    return list(wording.OPERATIONS.items())


def _known(by: Actor) -> dict[str, int]:
    """Return the people that the auditor may know of, by name, and the service."""
    rows = people.people_visible_to(by).order_by("name", "pk")
    named = {f"{person.name} ({person.email})": person.pk for person in rows}
    return {**named, SYSTEM.name: SYSTEM.person_id}


def _people(by: Actor, field: str) -> Filter:
    options = [(str(person_id), name) for name, person_id in _known(by).items()]
    return Filter.choice("person", "Who", options, field=field)


def _common() -> Sequence[Filter]:
    return (
        Filter("from_day", "From, such as 2026-07-01", partial(_day, _from)),
        Filter("to_day", "To, such as 2026-07-31", partial(_day, _up_to)),
        Filter.choice("purpose", "For", [*wording.PURPOSES.items()], field="purpose"),
        Filter("request", "Request", lambda typed: Q(request_id=typed)),
    )


def _day(where: Callable[[datetime.datetime], Q], typed: str) -> Q:
    """Return which rows stand on that side of the day; none where it is no day."""
    try:
        day = datetime.date.fromisoformat(typed)
        return where(
            datetime.datetime.combine(
                day, datetime.time.min, timezone.get_current_timezone()
            )
        )
    except (ValueError, OverflowError):
        return Q(pk__in=[])


def _from(start: datetime.datetime) -> Q:
    return Q(happened_at__gte=start)


def _up_to(start: datetime.datetime) -> Q:
    """Return what happened before the day is over."""
    return Q(happened_at__lt=start + datetime.timedelta(days=1))
