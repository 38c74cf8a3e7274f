"""Programmes, where they operate, the money awarded to them and what they did."""

from django.db import models

from safehold.apps.programmes.states import (
    AWARD_ROLES,
    FUNDER_KINDS,
    OBSERVATION_STATUSES,
    QUALIFIERS,
)

FINANCIAL_YEAR = r"^[0-9]{4}-[0-9]{2}$"


class Programme(models.Model):
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    aim = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug"], name="programme_slug_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "name", "id"], name="programme_by_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeArea(models.Model):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="areas")
    # The wall: the same as the programme's, held so by a composite key.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    gss_code = models.CharField(max_length=9)
    financial_year = models.CharField(max_length=7)
    fact = models.ForeignKey("documents.Fact", models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "financial_year", "gss_code"],
                name="programme_area_once_a_year",
            ),
            models.CheckConstraint(
                name="programme_area_is_londons",
                condition=models.Q(gss_code__regex=r"^E09000[0-9]{3}$"),
            ),
            models.CheckConstraint(
                name="programme_area_has_a_financial_year",
                condition=models.Q(financial_year__regex=FINANCIAL_YEAR),
            ),
        ]
        indexes = [
            models.Index(fields=["financial_year", "gss_code"], name="area_by_year")
        ]

    def __str__(self) -> str:
        return f"{self.gss_code} in {self.financial_year}"


class Award(models.Model):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="awards")
    # The wall: the same as the programme's, held so by a composite key.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    role = models.CharField(max_length=20)
    funder = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True)
    funder_kind = models.CharField(max_length=30)
    funder_printed = models.CharField(max_length=200)
    financial_year = models.CharField(max_length=7)
    amount_pence = models.BigIntegerField()
    qualifier = models.CharField(max_length=20)
    fact = models.OneToOneField("documents.Fact", models.PROTECT)
    record_key = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "record_key"], name="award_entered_once"
            ),
            models.CheckConstraint(
                name="award_role_is_known", condition=models.Q(role__in=AWARD_ROLES)
            ),
            models.CheckConstraint(
                name="award_qualifier_is_known",
                condition=models.Q(qualifier__in=QUALIFIERS),
            ),
            models.CheckConstraint(
                name="award_funder_kind_is_known",
                condition=models.Q(funder_kind__in=FUNDER_KINDS),
            ),
            models.CheckConstraint(
                name="award_is_not_negative", condition=models.Q(amount_pence__gte=0)
            ),
            models.CheckConstraint(
                name="award_has_a_financial_year",
                condition=models.Q(financial_year__regex=FINANCIAL_YEAR),
            ),
        ]
        indexes = [
            models.Index(fields=["financial_year", "programme"], name="award_by_year")
        ]

    def __str__(self) -> str:
        return f"award #{self.pk}"


class Observation(models.Model):
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="observations"
    )
    # The wall: the same as the programme's, held so by a composite key.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    measure = models.CharField(max_length=200)
    unit = models.CharField(max_length=20)
    period = models.CharField(max_length=100, blank=True)
    value = models.BigIntegerField(null=True)
    status = models.CharField(max_length=20, blank=True)
    fact = models.OneToOneField("documents.Fact", models.PROTECT)
    record_key = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "record_key"], name="observation_entered_once"
            ),
            models.CheckConstraint(
                name="observation_is_a_value_or_a_status",
                condition=models.Q(value__isnull=False, status="")
                | models.Q(value__isnull=True, status__in=OBSERVATION_STATUSES),
            ),
            models.CheckConstraint(
                name="observation_is_not_negative",
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"observation #{self.pk}"
