"""The one way to write to the audit record."""

import datetime
from collections.abc import Mapping

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditEvent
from safehold.engine.access import Act, act_to_read
from safehold.engine.actors import Actor


def record(
    verb: str,
    *,
    subject: str,
    organisation_id: int | None,
    read_by: Act | None = None,
    by: Actor,
    at: datetime.datetime,
    details: Mapping[str, object] | None = None,
) -> None:
    """Add one line to the audit record, within what `by` is doing (context.acting).

    Shape: `subject` is `model:id`; `organisation_id` is whose wall it stands behind,
           None for what is nobody's; `read_by` is the act that lets others read of it,
           where the model alone does not tell; `details` holds what changed, as JSON
           values, and never anything personal. Source: SEC-50.
    """
    AuditEvent.objects.create(
        verb=verb,
        subject=subject,
        organisation_id=organisation_id,
        act=read_by or act_to_read(subject),
        actor_id=by.person_id,
        actor_name=by.name,
        happened_at=at,
        details=dict(details or {}),
    )


@context.action
def take_export(
    table: str,
    *,
    filters: Mapping[str, str],
    rows: int,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Keep that a table left the service as a file, behind each wall of its taker.

    Shape: `filters` holds what was chosen, never what was typed. Source: SEC-37.
    """
    walls: set[int | None] = {organisation_id for organisation_id, _ in by.roles}
    for organisation_id in walls or {None}:
        record(
            "exports.take",
            subject=f"export:{table}",
            organisation_id=organisation_id,
            by=by,
            at=at,
            details={"filters": dict(filters), "rows": rows},
        )


@context.action
def record_read(
    subject: str, *, organisation_id: int | None, by: Actor, at: datetime.datetime
) -> None:
    """Keep that somebody opened a record that tells of people. Source: SEC-55."""
    record("audit.read", subject=subject, organisation_id=organisation_id, by=by, at=at)
