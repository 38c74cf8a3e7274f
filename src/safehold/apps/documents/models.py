"""Published documents as they came in, what was read from them, and what is wrong."""

from django.db import models

from safehold.apps.documents.states import FindingStatus, Verdict, as_shown
from safehold.engine.documents.facts import FactKind
from safehold.engine.documents.reading import DocumentKind, Template


class Document(models.Model):
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=30)
    template = models.CharField(max_length=30, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=500, blank=True)
    dated = models.DateField(null=True)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey("people.Person", models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"], name="document_imported_once"
            ),
            models.CheckConstraint(
                name="document_sha256_is_hex",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="document_kind_is_known",
                condition=models.Q(kind__in=[kind.value for kind in DocumentKind]),
            ),
            models.CheckConstraint(
                name="document_template_is_known",
                condition=models.Q(
                    template__in=["", *(template.value for template in Template)]
                ),
            ),
        ]
        indexes = [
            # As the list begins: behind a wall, no row is looked at in vain.
            models.Index(
                fields=["organisation", "-imported_at", "-id"],
                name="document_newest",
            ),
        ]

    def __str__(self) -> str:
        return f"document #{self.pk}"

    @property
    def heading(self) -> str:
        return self.called or self.name

    @property
    def called(self) -> str:
        """What the document calls itself, if anything: the name of its file is ours."""
        return " – ".join(part for part in (self.reference, self.title) if part)


class Original(models.Model):
    """The bytes as they came in. The database refuses to change or delete them."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="original")
    # The wall: the same as the document's, held so by a composite key.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"original of document #{self.document_id}"


class Fact(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="facts")
    # The wall: the same as the document's, held so by a composite key.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    value = models.JSONField()
    printed = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    verdict = models.CharField(max_length=20, default=Verdict.UNREVIEWED.value)
    corrected_value = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("people.Person", models.PROTECT, null=True)
    record_key = models.CharField(max_length=300, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"], name="fact_stands_once"
            ),
            models.CheckConstraint(
                name="fact_kind_is_known",
                condition=models.Q(kind__in=[kind.value for kind in FactKind]),
            ),
            models.CheckConstraint(
                name="fact_verdict_is_known",
                condition=models.Q(verdict__in=[verdict.value for verdict in Verdict]),
            ),
            models.CheckConstraint(
                name="fact_has_words",
                condition=models.Q(end__gte=models.F("start")),
            ),
            models.CheckConstraint(
                name="fact_reviewed_at_set_once_reviewed",
                condition=models.Q(verdict="unreviewed", reviewed_at__isnull=True)
                | (
                    ~models.Q(verdict="unreviewed")
                    & models.Q(reviewed_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="fact_reviewed_at_and_by_together",
                condition=models.Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="fact_corrected_value_set_once_corrected",
                condition=models.Q(verdict="corrected", corrected_value__isnull=False)
                | (
                    ~models.Q(verdict="corrected")
                    & models.Q(corrected_value__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="fact_correction_gives_a_reason",
                condition=~models.Q(verdict__in=["corrected", "discarded"])
                | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"fact #{self.pk}: {self.kind}"

    @property
    def state(self) -> str:
        return as_shown(self.verdict, self.reviewed_at)


class Finding(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="findings")
    # The wall: the same as the document's, held so by a composite key.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    other_document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="findings_with_others"
    )
    code = models.CharField(max_length=80)
    message = models.TextField()
    source = models.CharField(max_length=40)
    printed_pence = models.BigIntegerField(null=True)
    computed_pence = models.BigIntegerField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=20, default=FindingStatus.OPEN.value)
    reason = models.TextField(blank=True)
    worked_at = models.DateTimeField(null=True)
    worked_by = models.ForeignKey("people.Person", models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="finding_status_is_known",
                condition=models.Q(
                    status__in=[status.value for status in FindingStatus]
                ),
            ),
            models.CheckConstraint(
                name="finding_off_the_open_list_gives_a_reason",
                condition=models.Q(status="open")
                | (~models.Q(reason="") & models.Q(worked_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="finding_worked_at_and_by_together",
                condition=models.Q(worked_at__isnull=True, worked_by__isnull=True)
                | models.Q(worked_at__isnull=False, worked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_start_and_end_together",
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(start__isnull=False, end__gte=models.F("start")),
            ),
        ]
        indexes = [models.Index(fields=["status", "id"], name="finding_by_status")]

    def __str__(self) -> str:
        return f"finding #{self.pk}: {self.code}"

    @property
    def state(self) -> str:
        return as_shown(self.status, self.worked_at)

    @property
    def difference_pence(self) -> int | None:
        if self.printed_pence is None or self.computed_pence is None:
            return None
        return self.printed_pence - self.computed_pence
