"""Questions about what was done."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

# Named again for the signatures of those who ask these questions.
from safehold.apps.audit.models import AuditChange as AuditChange
from safehold.apps.audit.models import AuditEvent as AuditEvent
from safehold.apps.audit.models import AuditLink as AuditLink
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from safehold.engine.chain import Anchor, Link

LINKS_AT_ONCE = 1_000

# With the link before each: its hash covers that one's, too.
LINKS_OF = """
SELECT l.position, l.hash, l.entries, b.hash AS before, e.entry
FROM audit_auditlink l
LEFT JOIN audit_auditlink b ON b.position = l.position - 1
LEFT JOIN LATERAL safehold_entries(l.transaction_key)
    WITH ORDINALITY AS e (entry, number) ON true
WHERE l.transaction_key = ANY (%s)
ORDER BY l.position, e.number
"""

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


class Row(NamedTuple):
    """A row of a table, as what changed of it is kept."""

    table: str
    id: int


class Step(NamedTuple):
    """What one transaction did to a record."""

    position: int
    events: tuple[AuditEvent, ...]
    changes: tuple[AuditChange, ...]


class History(NamedTuple):
    """One page of what was done to a record, newest first, and where it goes on."""

    steps: tuple[Step, ...]
    older: int | None


STEPS_ON_A_PAGE = 20


def history(
    subjects: Sequence[str], rows: Sequence[Row], *, before: int | None = None
) -> History:
    """Return what was done to a record: its subjects, and the rows it is made of.

    The caller found the record among those that its reader may see; row security
    holds back what of it they may not. Source: SEC-54.
    """
    events, changes = events_about(subjects), changes_of(rows)
    keys = events.values("transaction_key").union(changes.values("transaction_key"))
    links = AuditLink.objects.filter(transaction_key__in=keys).order_by("-position")
    if before is not None:
        links = links.filter(position__lt=before)
    found = list(links[: STEPS_ON_A_PAGE + 1])
    page = found[:STEPS_ON_A_PAGE]
    wanted = [link.transaction_key for link in page]
    by_key = _by_transaction(
        events.filter(transaction_key__in=wanted).order_by("pk"),
        changes.filter(transaction_key__in=wanted).order_by("pk"),
    )
    steps = (Step(link.position, *by_key[link.transaction_key]) for link in page)
    return History(tuple(steps), page[-1].position if len(found) > len(page) else None)


def _of(rows: Sequence[Row]) -> Q:
    found = Q(pk__in=[])
    for table in sorted({row.table for row in rows}):
        ids = [str(row.id) for row in rows if row.table == table]
        found |= Q(table_name=table, row_id__in=ids)
    return found


Entries = tuple[tuple[AuditEvent, ...], tuple[AuditChange, ...]]


def _by_transaction(
    events: QuerySet[AuditEvent], changes: QuerySet[AuditChange]
) -> dict[UUID, Entries]:
    found: dict[UUID, tuple[list[AuditEvent], list[AuditChange]]] = {}
    for event in events:
        assert event.transaction_key is not None, "every event has been linked"
        found.setdefault(event.transaction_key, ([], []))[0].append(event)
    for change in changes:
        found.setdefault(change.transaction_key, ([], []))[1].append(change)
    return {key: (tuple(done), tuple(kept)) for key, (done, kept) in found.items()}


def rows_naming(
    parent_id: int, *, as_: str, table: str, operation: str
) -> tuple[Row, ...]:
    """Return the rows, made or removed, that named the parent in the column."""
    kept = "was" if operation == "delete" else "becomes"
    naming = AuditChange.objects.filter(
        table_name=table, operation=operation, **{f"{kept}__{as_}": parent_id}
    )
    ids = naming.order_by("pk").values_list("row_id", flat=True)
    return tuple(Row(table, int(row_id)) for row_id in ids)


def events_about(subjects: Sequence[str]) -> QuerySet[AuditEvent]:
    """Return what was done to the subjects; see `history` for who may ask."""
    return AuditEvent.objects.filter(subject__in=subjects)


def changes_of(rows: Sequence[Row]) -> QuerySet[AuditChange]:
    """Return what changed of the rows; see `history` for who may ask."""
    return AuditChange.objects.filter(_of(rows))


def events_visible_to(
    by: Actor, *, people_ids: Iterable[int] = ()
) -> QuerySet[AuditEvent]:
    """Return the events that this person may search: of where they audit.

    What concerns a person as a whole is of no organisation; it is there for the
    people who are named, whom the caller found among those that `by` may know of.
    """
    wanted = _audited(by)
    subjects = [f"person:{person_id}" for person_id in people_ids]
    if subjects:
        # Only where asked for: it would keep the whole list from its index.
        wanted |= Q(organisation_id__isnull=True, subject__in=subjects)
    return AuditEvent.objects.filter(wanted)


def changes_visible_to(by: Actor) -> QuerySet[AuditChange]:
    """Return the changes that this person may search: of where they audit."""
    return AuditChange.objects.filter(_audited(by))


def _audited(by: Actor) -> Q:
    scope = access.scope(by, Act.READ_AUDIT)
    return Q() if scope.everywhere else Q(organisation_id__in=scope.organisation_ids)


def link_of(transaction_key: UUID | None) -> AuditLink | None:
    """Return the link that covers the transaction, or None before it is made."""
    if transaction_key is None:
        return None
    return AuditLink.objects.filter(transaction_key=transaction_key).first()


def head() -> Anchor | None:
    """Return the newest link of the chain, or None where there is none yet."""
    newest = AuditLink.objects.order_by("-position").first()
    return Anchor(newest.position, newest.hash) if newest else None


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
        Link(position, hash_, entries, _found(group))
        for (position, hash_, entries), group in itertools.groupby(
            rows, key=itemgetter(0, 1, 2)
        )
    ]


def _found(rows: Iterable[Sequence[str | None]]) -> tuple[str, ...]:
    """Return the entries of a link: the last of each row, if there is one."""
    return tuple(row[-1] for row in rows if row[-1] is not None)


class LinkAfter(NamedTuple):
    """A link with the hash of the one before it: enough to check it by hand."""

    link: Link
    hash_before: str


def links_of(transaction_keys: Iterable[UUID]) -> tuple[LinkAfter, ...]:
    """Return the links of the transactions, with the entries that may be seen."""
    with connection.cursor() as cursor:
        cursor.execute(LINKS_OF, [list(transaction_keys)])
        rows = cursor.fetchall()
    return tuple(
        LinkAfter(Link(position, hash_, entries, _found(group)), before or "")
        for (position, hash_, entries, before), group in itertools.groupby(
            rows, key=itemgetter(0, 1, 2, 3)
        )
    )


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
