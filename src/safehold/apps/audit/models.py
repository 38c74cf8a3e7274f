"""The append-only record: what was done, which rows changed, and the chain of both."""

from django.db import models


class AuditEvent(models.Model):
    """One named thing that somebody did or read, written by the action itself."""

    verb = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    happened_at = models.DateTimeField()
    details = models.JSONField(default=dict)
    # Whose wall it stands behind; of nobody's where there is none.
    organisation_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=40, blank=True)
    # These three the database fills in, whatever a client says.
    purpose = models.CharField(max_length=40, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    transaction_key = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="audit_by_subject"),
            models.Index(fields=["transaction_key"], name="audit_event_by_transaction"),
            models.Index(
                fields=["organisation_id", "happened_at", "id"],
                name="audit_event_by_organisation",
            ),
            models.Index(
                fields=["organisation_id", "actor_id", "happened_at", "id"],
                name="audit_event_by_person",
            ),
            models.Index(
                fields=["request_id"],
                condition=~models.Q(request_id=""),
                name="audit_event_by_request",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.verb} {self.subject}"


class AuditChange(models.Model):
    """One row that changed, written by the database, whichever client changed it."""

    happened_at = models.DateTimeField()
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    operation = models.CharField(max_length=6)
    was = models.JSONField(null=True)
    becomes = models.JSONField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=40, blank=True)
    person_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=100, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    transaction_key = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(
                fields=["table_name", "row_id", "id"], name="audit_change_by_row"
            ),
            models.Index(
                fields=["transaction_key"], name="audit_change_by_transaction"
            ),
            models.Index(
                fields=["organisation_id", "happened_at", "id"],
                name="audit_change_by_organisation",
            ),
            models.Index(
                fields=["organisation_id", "person_id", "happened_at", "id"],
                name="audit_change_by_person",
            ),
            models.Index(
                fields=["request_id"],
                condition=~models.Q(request_id=""),
                name="audit_change_by_request",
            ),
            models.Index(
                fields=["table_name", "id"],
                condition=models.Q(operation="delete"),
                name="audit_change_that_removed",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.operation} {self.table_name} {self.row_id}"


class AuditLink(models.Model):
    """One transaction in the chain: its hash covers its entries and the link before."""

    position = models.BigIntegerField(primary_key=True)
    transaction_key = models.UUIDField(unique=True)
    entries = models.IntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"link {self.position}"
