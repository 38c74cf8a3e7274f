"""Questions about what was done."""

from django.db.models import QuerySet

# Named again for the signatures of those who ask these questions.
from safehold.apps.audit.models import AuditEvent as AuditEvent


def history_of(*subjects: str) -> QuerySet[AuditEvent]:
    """Return what was done to the subjects, newest first.

    The caller shows only subjects that its reader may see.
    """
    return AuditEvent.objects.filter(subject__in=subjects).order_by("-id")
