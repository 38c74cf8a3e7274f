"""People who sign in, and what they do for which organisation from when to when."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from safehold.apps.people.states import EndReason
from safehold.engine.actors import Role

ROLES = [role.value for role in Role]
ROLE_CHOICES = [(role.value, role.name.replace("_", " ").title()) for role in Role]


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        # The database takes ſ for s and ı for i; every count of attempts does not.
        if not (username or "").isascii():
            raise Person.DoesNotExist
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="person_email_once_in_any_case"
            ),
        ]

    def __str__(self) -> str:
        return f"person #{self.pk}"


class Membership(models.Model):
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT)
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    end_reason = models.CharField(
        max_length=40,
        choices=[(reason.value, reason.value) for reason in EndReason],
        blank=True,
        default="",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_role_is_known",
                condition=models.Q(role__in=ROLES),
            ),
            models.CheckConstraint(
                # None, where it has not ended, or was ended from the command line.
                name="membership_end_reason_is_known",
                condition=models.Q(
                    end_reason__in=["", *(reason.value for reason in EndReason)]
                ),
            ),
            models.CheckConstraint(
                name="membership_end_reason_only_once_ended",
                condition=models.Q(end_reason="") | models.Q(to_date__isnull=False),
            ),
            models.CheckConstraint(
                # On the very day, where it was given by mistake.
                name="membership_ends_no_earlier_than_it_starts",
                condition=models.Q(to_date__isnull=True)
                | models.Q(to_date__gte=models.F("from_date")),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "from_date"],
                name="membership_starts_once",
            ),
        ]

    def __str__(self) -> str:
        return f"membership #{self.pk}: {self.role}"
