"""Questions about what was done."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from operator import itemgetter

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from safehold.apps.audit.models import AuditChange as AuditChange

# Named again for the signatures of those who ask these questions.
from safehold.apps.audit.models import AuditEvent as AuditEvent
from safehold.apps.audit.models import AuditLink as AuditLink
from safehold.engine.chain import Anchor, Link

LINKS_AT_ONCE = 1_000

# The texts come from the database, since only it knows how it writes them; what is
# made of them is computed here, so that the check does not trust what it checks.
LINKS = """
SELECT l.position, l.hash, l.entries, e.entry
FROM audit_auditlink l
LEFT JOIN LATERAL safehold_entries(l.transaction_key)
    WITH ORDINALITY AS e (entry, number) ON true
WHERE l.position > %s AND l.position <= %s
ORDER BY l.position, e.number
"""


def history_of(*subjects: str) -> QuerySet[AuditEvent]:
    """Return what was done to the subjects, newest first.

    The caller shows only subjects that its reader may see.
    """
    return AuditEvent.objects.filter(subject__in=subjects).order_by("-id")


def head() -> Anchor | None:
    """Return the newest link of the chain, or None where there is none yet."""
    newest = AuditLink.objects.order_by("-position").first()
    return newest and Anchor(newest.position, newest.hash)


def links(up_to: int) -> Iterator[Link]:
    """Return the chain from its start, each link with the entries that are found.

    Only who sees behind every wall finds them all: `context.as_service`.
    """
    after = 0
    while after < up_to:
        upper = min(after + LINKS_AT_ONCE, up_to)
        yield from _links(after, upper)
        after = upper


def _links(after: int, up_to: int) -> list[Link]:
    with connection.cursor() as cursor:
        cursor.execute(LINKS, [after, up_to])
        rows = cursor.fetchall()
    return [
        Link(*whole, tuple(entry for *_, entry in group if entry is not None))
        for whole, group in itertools.groupby(rows, key=itemgetter(0, 1, 2))
    ]


def entries_at(position: int) -> tuple[str, ...]:
    """Return what the link covers, by name: `event 3`, `change 8`."""
    keys = AuditLink.objects.filter(position=position).values("transaction_key")
    return _named(
        AuditEvent.objects.filter(transaction_key__in=keys),
        AuditChange.objects.filter(transaction_key__in=keys),
    )


def unlinked() -> tuple[str, ...]:
    """Return the first entries that no link covers, by name."""
    link = AuditLink.objects.filter(transaction_key=OuterRef("transaction_key"))
    return _named(
        AuditEvent.objects.filter(~Exists(link)),
        AuditChange.objects.filter(~Exists(link)),
    )


MOST_NAMED = 20


def _named(
    events: QuerySet[AuditEvent], changes: QuerySet[AuditChange]
) -> tuple[str, ...]:
    """Return what the entries are called, the first of each kind."""
    event_ids = events.order_by("pk").values_list("pk", flat=True)[:MOST_NAMED]
    change_ids = changes.order_by("pk").values_list("pk", flat=True)[:MOST_NAMED]
    return (
        *(f"event {event_id}" for event_id in event_ids),
        *(f"change {change_id}" for change_id in change_ids),
    )
