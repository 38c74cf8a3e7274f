"""Who was asked in, to which role, by whom, and what became of it."""

from django.db import models
from django.db.models.functions import Lower

from safehold.engine.actors import Role


class Invitation(models.Model):
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(
        max_length=40, choices=[(role.value, role.value) for role in Role]
    )
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    # The first day on which the link no longer works.
    expiry_date = models.DateField()
    # Of 256 random bits: they cannot be guessed, so the hash needs no salt.
    token_sha256 = models.CharField(max_length=64, blank=True, default="")
    # What takes the e-mail there, as it was last asked for; it says how that went.
    sending = models.ForeignKey(
        "jobs.Job", models.PROTECT, related_name="+", null=True, blank=True
    )
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_role_is_known",
                condition=models.Q(role__in=[role.value for role in Role]),
            ),
            models.CheckConstraint(
                name="invitation_ends_after_it_starts",
                condition=models.Q(to_date__isnull=True)
                | models.Q(to_date__gt=models.F("from_date")),
            ),
            models.CheckConstraint(
                name="invitation_accepted_at_and_by_together",
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_withdrawn_at_and_by_together",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_accepted_or_withdrawn_not_both",
                condition=models.Q(accepted_at__isnull=True)
                | models.Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_token_only_while_open",
                condition=models.Q(token_sha256="")
                | models.Q(
                    token_sha256__regex="^[0-9a-f]{64}$",  # noqa: S106 - a shape
                    accepted_at__isnull=True,
                    withdrawn_at__isnull=True,
                ),
            ),
            models.UniqueConstraint(
                fields=["token_sha256"],
                condition=~models.Q(token_sha256=""),
                name="invitation_token_once",
            ),
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                "role",
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation #{self.pk}: {self.role}"
