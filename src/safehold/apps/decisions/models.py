"""Decisions on the register, what they recommend, and which others they cite."""

from django.db import models

from safehold.apps.decisions.states import DecisionStatus
from safehold.engine.documents.qualifiers import Qualifier


class Decision(models.Model):
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT)
    reference = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=20)
    signed_date = models.DateField(null=True)
    fact = models.OneToOneField("documents.Fact", models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "reference"], name="decision_reference_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "slug"], name="decision_slug_once"
            ),
            models.CheckConstraint(
                name="decision_status_is_known",
                condition=models.Q(
                    status__in=[status.value for status in DecisionStatus]
                ),
            ),
            models.CheckConstraint(
                name="decision_signed_date_set_once_signed",
                condition=models.Q(status="signed", signed_date__isnull=False)
                | (~models.Q(status="signed") & models.Q(signed_date__isnull=True)),
            ),
            models.CheckConstraint(
                name="decision_held_has_its_source",
                condition=models.Q(status="cited_not_held", fact__isnull=True)
                | (~models.Q(status="cited_not_held") & models.Q(fact__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Recommendation(models.Model):
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="recommendations"
    )
    # The wall: the same as the decision's, held so by a composite key.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    number = models.CharField(max_length=20)
    text = models.TextField()
    amount_pence = models.BigIntegerField(null=True)
    qualifier = models.CharField(max_length=20, blank=True)
    fact = models.OneToOneField("documents.Fact", models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "number"], name="recommendation_number_once"
            ),
            models.CheckConstraint(
                name="recommendation_amount_has_a_qualifier",
                condition=models.Q(amount_pence__isnull=True, qualifier="")
                | models.Q(
                    amount_pence__gte=0,
                    qualifier__in=[qualifier.value for qualifier in Qualifier],
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.number} of decision #{self.decision_id}"


class Citation(models.Model):
    document = models.ForeignKey("documents.Document", models.PROTECT)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="citations")
    # The wall: the same as the decision's, held so by a composite key.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    fact = models.OneToOneField("documents.Fact", models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "decision"], name="citation_once_a_document"
            ),
        ]

    def __str__(self) -> str:
        return f"citation #{self.pk}"
