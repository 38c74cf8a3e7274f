"""Bodies that fund, run, evaluate or take part in programmes."""

from django.db import models

from safehold.engine.organisations import OrganisationKind


class Organisation(models.Model):
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(
        max_length=30, choices=[(kind.value, kind.value) for kind in OrganisationKind]
    )
    gss_code = models.CharField(max_length=9, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known",
                condition=models.Q(kind__in=[kind.value for kind in OrganisationKind]),
            ),
            models.CheckConstraint(
                name="organisation_gss_code_is_londons",
                condition=models.Q(gss_code="")
                | models.Q(gss_code__regex=r"^E09000[0-9]{3}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
