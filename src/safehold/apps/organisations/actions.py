"""Everything that changes the register of organisations."""

import datetime

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.organisations.models import Organisation
from safehold.engine.actors import Actor
from safehold.engine.organisations import OrganisationKind, known


@context.action
def register(name: str, *, by: Actor, at: datetime.datetime) -> int:
    """Return the organisation's id, adding it to the register where it is new.

    A name that the engine's list knows brings its kind and area with it.
    """
    listed = known(name)
    organisation, is_new = Organisation.objects.get_or_create(
        name=listed.name if listed else name,
        defaults={
            "kind": (listed.kind if listed else OrganisationKind.OTHER).value,
            "gss_code": (listed.gss_code if listed else None) or "",
        },
    )
    if is_new:
        audit.record(
            "organisations.register",
            subject=f"organisation:{organisation.pk}",
            organisation_id=None,
            by=by,
            at=at,
        )
    return organisation.pk
