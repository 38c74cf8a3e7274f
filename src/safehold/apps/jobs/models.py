"""Work that is done in the background, as the person sees it who asked for it."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from safehold.apps.jobs.states import LIVE, TENDED_BY, JobState
from safehold.engine.actors import Purpose

LIVE_VALUES = [state.value for state in LIVE]
OF_ITS_KIND = reduce(
    or_, (Q(kind=kind.value, act=act.value) for kind, act in TENDED_BY.items())
)


class Job(models.Model):
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT)
    kind = models.CharField(max_length=40)
    # By which act others see and tend it, as its kind says; row security reads it.
    act = models.CharField(max_length=40)
    # What makes a second asking the same as the first, such as a file's hash.
    key = models.CharField(max_length=64)
    # What it is about: as `document:12`, and as whoever asked calls it.
    subject = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=255, blank=True)
    purpose = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Person", models.PROTECT)
    state = models.CharField(max_length=20, default=JobState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Why it did not go through: a rule's code and its fixed words, never a traceback.
    failure_code = models.CharField(max_length=100, blank=True)
    failure = models.TextField(blank=True)
    result = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "key"],
                condition=Q(state__in=[*LIVE_VALUES, "done"]),
                name="job_asked_once",
            ),
            models.CheckConstraint(
                name="job_act_goes_with_kind",
                condition=OF_ITS_KIND,
            ),
            models.CheckConstraint(
                name="job_purpose_is_known",
                condition=Q(purpose__in=[purpose.value for purpose in Purpose]),
            ),
            models.CheckConstraint(
                name="job_state_is_known",
                condition=Q(state__in=[state.value for state in JobState]),
            ),
            models.CheckConstraint(
                name="job_waiting_says_for_when",
                condition=Q(state="waiting", next_attempt_at__isnull=False)
                | (~Q(state="waiting") & Q(next_attempt_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="job_running_has_been_started",
                condition=~Q(state__in=["running", "done"])
                | Q(started_at__isnull=False, attempts__gte=1),
            ),
            models.CheckConstraint(
                name="job_finished_at_set_once_over",
                condition=Q(state__in=LIVE_VALUES, finished_at__isnull=True)
                | (~Q(state__in=LIVE_VALUES) & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="job_given_up_says_why",
                condition=~Q(state__in=["failed", "dead"])
                | (~Q(failure_code="") & ~Q(failure="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "next_attempt_at"],
                condition=Q(state__in=LIVE_VALUES),
                name="job_to_be_done",
            ),
            models.Index(
                fields=["organisation", "-id"], name="job_newest_of_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"job #{self.pk}: {self.kind}"


class JobProgress(models.Model):
    """What changes while a job is running.

    Whoever does the job holds its row, so that nobody else can finish it too. What
    is told meanwhile therefore stands in a row of its own.
    """

    job = models.OneToOneField(Job, models.PROTECT, related_name="progress")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT)
    act = models.CharField(max_length=40)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    cancel_asked_by = models.ForeignKey("people.Person", models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="jobprogress_is_no_more_than_all",
                condition=Q(done__lte=models.F("total")),
            ),
            models.CheckConstraint(
                name="jobprogress_cancel_asked_at_and_by_together",
                condition=Q(cancel_asked_at__isnull=True, cancel_asked_by__isnull=True)
                | Q(cancel_asked_at__isnull=False, cancel_asked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"progress of job #{self.job_id}"


class WaitingFile(models.Model):
    """The bytes that a job is about, from when it is asked for until it is done."""

    job = models.OneToOneField(Job, models.PROTECT, related_name="file")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT)
    act = models.CharField(max_length=40)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file of job #{self.job_id}"
