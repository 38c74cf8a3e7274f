"""Taking a dossier: a record, or some days, with all that proves what was done."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.utils import timezone

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.audit import queries as kept
from safehold.apps.documents import queries as documents
from safehold.apps.dossiers import policies, queries
from safehold.apps.dossiers.queries import Days, Record, Wanted
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from safehold.engine.refusals import require
from safehold.gateways.files.port import MediaType


class File(NamedTuple):
    """One file of a dossier."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Entries(NamedTuple):
    """What the record keeps of what a dossier is about."""

    events: QuerySet[kept.AuditEvent]
    changes: QuerySet[kept.AuditChange]


@context.action
def take(
    wanted: Wanted, *, reason: str, by: Actor, at: datetime.datetime
) -> tuple[File, ...]:
    """Return the files of the dossier, and keep that it was taken, and why.

    Shape: the same rows, person, reason and instant give the same bytes.
    Raises: Refused, see policies; ObjectDoesNotExist. Source: SEC-56, SEC-57.
    """
    scope = access.scope(by, Act.TAKE_DOSSIER).organisation_ids
    record = None if wanted.days else queries.record(wanted, by=by)
    where = record.organisation_ids & scope if record else scope
    require(policies.why_not_take(where, reason=reason, by=by))
    entries = _entries(record, wanted.days, by=by)
    size = _size(record, entries, by=by)
    # Measured before the largest of it is read.
    require(policies.why_not_take(where, reason=reason, size=size, by=by))

    files = _files(record, entries, by=by)
    said = {
        "about": wanted.subject,
        "reason": reason.strip(),
        "taken_at": at,
        "taken_by": {"id": by.person_id, "name": by.name},
    }
    whole = (*files, _manifest(said, files))

    for organisation_id in sorted(where):
        audit.record(
            "audit.take",
            subject=wanted.subject,
            organisation_id=organisation_id,
            by=by,
            at=at,
            details={"reason": reason.strip(), "manifest_sha256": whole[-1].sha256},
        )
    return whole


def _size(record: Record | None, entries: Entries, *, by: Actor) -> policies.Size:
    number = entries.events.count() + entries.changes.count()
    ids = record.document_ids if record else frozenset()
    originals = documents.visible_to(by).filter(pk__in=ids)
    return policies.Size(number, sum(originals.values_list("size_bytes", flat=True)))


def _files(record: Record | None, entries: Entries, *, by: Actor) -> tuple[File, ...]:
    """Return every file but the manifest."""
    of_record = _of_record(record, by=by)
    return tuple(sorted([*of_record, *_of_entries(entries), HOW_TO_CHECK]))


def _entries(record: Record | None, days: Days | None, *, by: Actor) -> Entries:
    if record is not None:
        return Entries(kept.events_about(record.subjects), kept.changes_of(record.rows))
    assert days is not None, "a dossier is about a record or about days"
    start, end = _instants(days)
    within = {"happened_at__gte": start, "happened_at__lt": end}
    return Entries(
        kept.events_visible_to(by).filter(**within),
        kept.changes_visible_to(by).filter(**within),
    )


def _instants(days: Days) -> tuple[datetime.datetime, datetime.datetime]:
    """Return the first instant of the days, and the first after them."""
    zone = timezone.get_current_timezone()
    first, last = (
        datetime.datetime.combine(day, datetime.time.min, zone)
        for day in (days.first, days.last + datetime.timedelta(days=1))
    )
    return first, last


def _of_record(record: Record | None, *, by: Actor) -> Iterable[File]:
    if record is None:
        return
    for name, rows in record.tables.items():
        yield _json(f"records/{name}.json", list(rows))
    originals = documents.visible_to(by).filter(pk__in=record.document_ids)
    for document in originals.defer("text").order_by("pk"):
        ending = MediaType(document.media_type).ending
        yield File(
            f"originals/document-{document.pk}.{ending}",
            documents.original_bytes(document),
        )


def _of_entries(entries: Entries) -> Iterable[File]:
    events = list(entries.events.order_by("pk").values())
    changes = list(entries.changes.order_by("pk").values())
    yield _json("events.json", events)
    yield _json("changes.json", changes)
    keys = {entry["transaction_key"] for entry in (*events, *changes)}
    links = kept.links_of(key for key in keys if key is not None)
    yield _json("links.json", [_link(each) for each in links])
    for each in links:
        if _is_whole(each):
            yield File(f"chain/{each.link.position}.txt", _hashed(each))


def _is_whole(each: kept.LinkAfter) -> bool:
    """Test if whoever takes the dossier may see all that the link covers."""
    return len(each.link.found) == each.link.entries


def _hashed(each: kept.LinkAfter) -> bytes:
    """Return the very bytes whose digest is the link's hash."""
    return "\n".join((each.hash_before, *each.link.found)).encode()


def _link(each: kept.LinkAfter) -> dict[str, object]:
    return {
        "position": each.link.position,
        "hash": each.link.hash,
        "hash_before": each.hash_before,
        "entries": each.link.entries,
        "can_be_checked_here": _is_whole(each),
    }


def _manifest(said: dict[str, object], files: Sequence[File]) -> File:
    listed = [
        {"name": file.name, "sha256": file.sha256, "size_bytes": len(file.content)}
        for file in files
    ]
    return _json("manifest.json", {**said, "files": listed})


def _json(name: str, value: object) -> File:
    text = json.dumps(
        value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, sort_keys=True
    )
    return File(name, f"{text}\n".encode())


HOW_TO_CHECK = File(
    "verify.txt",
    b"""\
How to check this dossier by hand

1. That no file was changed since it was taken. manifest.json lists each file with its
   SHA-256. On Linux or macOS, in the folder of the dossier:

       sha256sum originals/*        (macOS: shasum -a 256 originals/*)

   prints each digest beside its name; compare it with the manifest. The digest of the
   manifest itself is kept by the service with the event "audit.take".

2. That an original is the document that came in. Its digest is the column sha256 of
   records/document.json.

3. That a link of the chain covers its entries. chain/17.txt holds the very bytes that
   were hashed for link 17: the hash of link 16, and then each entry in a line. So

       sha256sum chain/17.txt

   must print the hash that links.json gives for position 17, and the first line of
   chain/18.txt must be that same hash. A link whose transaction also holds entries that
   whoever took the dossier may not see has no such file; links.json says so.

4. That the chain was not written anew as a whole. Whoever runs the service keeps the
   newest link outside it. Ask them to run `manage verify_audit --expect POSITION:HASH`
   with a link that was kept before the days in question.

The entries say what the service was told, and when. They do not prove more than that.
""",
)
