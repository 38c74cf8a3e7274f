"""The one way to write to the audit record."""

import datetime
from collections.abc import Mapping

from safehold.apps.audit.models import AuditEvent
from safehold.engine.actors import Actor


def record(
    verb: str,
    *,
    subject: str,
    by: Actor,
    at: datetime.datetime,
    details: Mapping[str, object] | None = None,
) -> None:
    """Add one line to the audit record, in the caller's transaction.

    Shape: `subject` is `model:id`; `details` holds what changed, as JSON values,
           and never anything personal.
    """
    AuditEvent.objects.create(
        verb=verb,
        subject=subject,
        actor_id=by.person_id,
        actor_name=by.name,
        happened_at=at,
        details=dict(details or {}),
    )
