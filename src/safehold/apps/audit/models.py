"""The append-only record of who did what, when and why."""

from django.db import models


class AuditEvent(models.Model):
    verb = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    happened_at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject", "id"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.verb} {self.subject}"
