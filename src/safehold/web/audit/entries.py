"""The page of one entry: what it says, what else its transaction did, and its link."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safehold.apps.audit import actions
from safehold.apps.audit import queries as audit
from safehold.apps.people import queries as people
from safehold.engine.actors import Actor
from safehold.web.actor import ActorRequest
from safehold.web.audit import telling, wording
from safehold.web.audit.doors import auditing

# Of each sort: one transaction may have imported a whole document.
MOST_SHOWN = 50

Entry = audit.AuditEvent | audit.AuditChange


@require_safe
@auditing
@never_cache
def event(request: ActorRequest, event_id: int) -> HttpResponse:
    found = _events(request.actor).get(pk=event_id)
    names = telling.names_in([found], ())
    context = {
        "title": f"{found.actor_name} {wording.done(found.verb)}: "
        f"{wording.about(found.subject)}",
        "entry": found,
        "who": found.actor_name,
        "verb": found.verb,
        "about": wording.about(found.subject),
        "details": [
            telling.Difference(
                wording.COLUMNS.get(key, key.replace("_", " ").capitalize()),
                "",
                wording.value(key, value, names),
            )
            for key, value in sorted(found.details.items())
        ],
    }
    return _page(request, f"event:{event_id}", found, context)


@require_safe
@auditing
@never_cache
def change(request: ActorRequest, change_id: int) -> HttpResponse:
    found = audit.changes_visible_to(request.actor).get(pk=change_id)
    names = telling.names_in((), [found])
    row = telling.changed_row(found, names)
    context = {
        "title": f"{row.heading.capitalize()} was {row.operation}",
        "entry": found,
        "who": names.person(found.person_id),
        "verb": found.verb,
        "about": row.heading,
        "differences": row.differences,
    }
    return _page(request, f"change:{change_id}", found, context)


def _events(by: Actor) -> QuerySet[audit.AuditEvent]:
    """Return the events the auditor may open, those about whole people among them."""
    known = people.people_visible_to(by).values_list("pk", flat=True)
    return audit.events_visible_to(by, people_ids=known)


def _page(
    request: ActorRequest, subject: str, entry: Entry, context: dict[str, object]
) -> HttpResponse:
    """Show the entry among what was done with it, and keep that it was read."""
    actions.record_read(
        subject,
        organisation_id=entry.organisation_id,
        by=request.actor,
        at=timezone.now(),
    )
    together = {"transaction_key": entry.transaction_key}
    events = _events(request.actor).filter(**together).order_by("pk")
    changes = audit.changes_visible_to(request.actor).filter(**together).order_by("pk")
    number = events.count() + changes.count()
    link = audit.link_of(entry.transaction_key)
    shared = {
        "purpose": wording.PURPOSES.get(entry.purpose, ""),
        "done": wording.done(str(context["verb"])),
        "events": [(each, wording.done(each.verb)) for each in events[:MOST_SHOWN]],
        "changes": [
            (each, telling.changed_row(each, wording.Names()))
            for each in changes[:MOST_SHOWN]
        ],
        "is_cut": number > MOST_SHOWN,
        "link": link,
        "number": number,
        "is_more": link is not None and link.entries > number,
    }
    return render(request, "audit/entry.html", {**context, **shared})
