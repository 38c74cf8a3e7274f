"""The one way to write to the audit record."""

import datetime
from collections.abc import Mapping

from safehold.apps.audit.models import AuditEvent
from safehold.engine.access import act_to_read
from safehold.engine.actors import Actor


def record(
    verb: str,
    *,
    subject: str,
    organisation_id: int | None = None,
    by: Actor,
    at: datetime.datetime,
    details: Mapping[str, object] | None = None,
) -> None:
    """Add one line to the audit record, within what `by` is doing (context.acting).

    Shape: `subject` is `model:id`; `organisation_id` is whose wall it stands behind,
           None for what is nobody's; `details` holds what changed, as JSON values, and
           never anything personal. Source: SEC-50.
    """
    AuditEvent.objects.create(
        verb=verb,
        subject=subject,
        organisation_id=organisation_id,
        act=act_to_read(subject),
        actor_id=by.person_id,
        actor_name=by.name,
        happened_at=at,
        details=dict(details or {}),
    )
