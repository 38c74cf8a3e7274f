"""Pages where people see how far their background work is, cancel it or retry it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from safehold.apps.audit import queries as audit
from safehold.apps.jobs import actions as jobs
from safehold.apps.jobs import policies, queries
from safehold.apps.jobs.states import LIVE
from safehold.engine.refusals import require
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.components.tables import Column, Filter, Table
from safehold.web.jobs import wording

# How often the page of a job that is not over asks again.
REFRESH_SECONDS = 5


class Reason(forms.Form):
    """Why something that did not go through may go through now."""

    reason = forms.CharField(
        label="Why should it go through now?",
        help_text="For example: the service had a fault, and it has been mended.",
        max_length=policies.LONGEST_REASON,
        error_messages={
            "required": "Enter a reason for trying again",
            "null_characters_not_allowed": "Reason must not hold odd characters",
            "max_length": "Reason must be %(limit_value)d characters or fewer",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@signed_in
def job_list(request: ActorRequest) -> HttpResponseBase:
    table: Table[queries.Job] = Table(
        "Background jobs",
        queries.with_progress(queries.visible_to(request.actor)),
        columns=(
            Column("job", "What", value=wording.title, link=_page),
            Column("state", "State", value=wording.tag, kind="tag", sort="state"),
            Column("asked_by", "Asked for by", "asked_by.name"),
            Column("asked_at", "Asked", kind="date", sort="asked_at"),
            Column("sentence", "What is happening", value=wording.sentence),
        ),
        default_sort="-asked_at",
        filters=(Filter.choice("state", "State", wording.STATES, field="state"),),
        empty="Nothing has been asked for yet. Large files and several at once are "
        "imported in the background, and show here.",
        noun=("job", "jobs"),
    )
    context = {"dead": queries.dead(request.actor).count()}
    return table.respond(request, "jobs/jobs.html", context)


@require_safe
@signed_in
def dead(request: ActorRequest) -> HttpResponseBase:
    table: Table[queries.Job] = Table(
        "Jobs that did not go through",
        queries.with_progress(queries.dead(request.actor)),
        columns=(
            Column("job", "What", value=wording.title, link=_page),
            Column("asked_by", "Asked for by", "asked_by.name"),
            Column("finished_at", "Ended", kind="date", sort="finished_at"),
            Column("state", "State", value=wording.tag, kind="tag", sort="state"),
            Column("failure", "Why"),
            Column("retry", "Try again", value=_retry_label, link=_retry_page),
        ),
        default_sort="-finished_at",
        empty="Every job has gone through.",
        noun=("job", "jobs"),
    )
    return table.respond(request, "jobs/dead.html", {})


def _page(job: queries.Job) -> str:
    return reverse("job", args=[job.pk])


def _retry_page(job: queries.Job) -> str:
    return reverse("retry-job", args=[job.pk])


def _retry_label(job: queries.Job) -> str:
    return f"Try again: {wording.title(job)}"


@require_safe
@signed_in
def job(request: ActorRequest, job_id: int) -> HttpResponse:
    found = _found(request, job_id)
    is_live = found.state in LIVE
    is_still = "still" in request.GET
    page = render(
        request,
        "jobs/job.html",
        {
            "job": found,
            "title": wording.title(found),
            "tag": wording.tag(found),
            "sentence": wording.sentence(found),
            "result": wording.result(found),
            "is_live": is_live,
            "is_still": is_still,
            "refresh_seconds": REFRESH_SECONDS,
            "why_not_cancel": policies.why_not_cancel(found, by=request.actor),
            "why_not_retry": policies.why_not_retry(found, by=request.actor),
            "history": wording.told(audit.history_of(f"job:{job_id}")),
        },
    )
    if is_live and not is_still:
        # Works without a script, and can be turned off on the page.
        page.headers["Refresh"] = str(REFRESH_SECONDS)
    return page


@signed_in
def cancel(request: ActorRequest, job_id: int) -> HttpResponse:
    found = _found(request, job_id)
    require(policies.why_not_cancel(found, by=request.actor))
    if request.method != "POST":
        context = {"job": found, "title": wording.title(found)}
        return render(request, "jobs/cancel.html", context)
    if jobs.cancel(job_id, by=request.actor, at=timezone.now()):
        messages.success(request, "The job is cancelled. Nothing of it stands.")
    else:
        messages.success(request, "The job is being stopped.")
    return redirect("job", job_id)


@signed_in
def retry(request: ActorRequest, job_id: int) -> HttpResponse:
    found = _found(request, job_id)
    require(policies.why_not_retry(found, by=request.actor))
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        jobs.retry(job_id, reason=reason, by=request.actor, at=timezone.now())
        messages.success(request, "The job is tried again, in your name.")
        return redirect("job", job_id)
    context = {"job": found, "title": wording.title(found), "form": form}
    status = 422 if form.errors else 200
    return render(request, "jobs/retry.html", context, status=status)


def _found(request: ActorRequest, job_id: int) -> queries.Job:
    return queries.with_progress(queries.visible_to(request.actor)).get(pk=job_id)
