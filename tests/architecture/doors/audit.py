"""Doors of the auditor, and of each record's history.

To whoever does not audit there is no such page. A history opens to whom its record
does.
"""

from safehold.apps.audit.models import AuditChange, AuditEvent
from tests import cast
from tests.architecture.doors.administration import only_kwame
from tests.architecture.doors.door import SHUT, Door, Things


def only_judith(method: str, route: str, answer: int, about: str = "") -> Door:
    return Door(method, route, (302, *((SHUT,) * 6), answer), about)


DOORS = (
    only_judith("GET", "audit/", 200),
    only_judith("GET", "audit/changes/", 200),
    only_judith("GET", "audit/events/<int:event_id>/", 200),
    only_judith("GET", "audit/changes/<int:change_id>/", 200),
    only_judith("GET", "audit/dossier/", 200),
    only_judith("POST", "audit/dossier/", 422),
    # What happened elsewhere is not there for her either.
    only_judith("GET", "audit/events/<int:event_id>/", SHUT, "event_elsewhere"),
    only_judith("GET", "audit/changes/<int:change_id>/", SHUT, "change_elsewhere"),
    Door("GET", "documents/<int:document_id>/history/", (302, 404, 200, 200, 404, 404)),
    Door(
        "GET",
        "facts/<int:fact_id>/history/",
        (302, 404, 200, 200, 404, 404),
        "unreviewed",
    ),
    # The figure is open to all once it stands; who works on it is not.
    Door(
        "GET",
        "facts/<int:fact_id>/history/",
        (302, 404, 200, 200, 404, 404),
        "confirmed",
    ),
    Door("GET", "findings/<int:finding_id>/history/", (302, 404, 200, 200, 404, 404)),
    Door(
        "GET",
        "programmes/<slug:slug>/history/",
        (302, 404, 200, 200, 200, 404),
        "programme",
    ),
    Door(
        "GET",
        "decisions/<slug:slug>/history/",
        (302, 404, 200, 200, 200, 404),
        "decision",
    ),
    Door(
        "GET",
        "jobs/<int:job_id>/history/",
        (302, 404, 200, 404, 404, 404),
        "failed_job",
    ),
    only_kwame("GET", "people/<int:person_id>/history/", 200, "dev"),
)


def things(people: cast.Cast) -> Things:
    """Find an entry of the first commissioner's, and one of another's."""
    events = AuditEvent.objects.order_by("pk")
    changes = AuditChange.objects.order_by("pk")
    here, elsewhere = people.commissioner_id, people.another_commissioner_id
    cast.member(cast.person("Iris"), cast.Role.GRANTS_MANAGER, elsewhere)
    return {
        "event_id": events.filter(organisation_id=here)[0].pk,
        "change_id": changes.filter(organisation_id=here)[0].pk,
        "event_elsewhere": events.exclude(organisation_id=here)[0].pk,
        "change_elsewhere": changes.filter(organisation_id=elsewhere)[0].pk,
    }
