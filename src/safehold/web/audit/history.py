"""The page of each record's history, for those who may see the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safehold.apps.audit import queries as audit
from safehold.apps.audit.queries import Row
from safehold.apps.decisions import queries as decisions
from safehold.apps.documents import queries as documents
from safehold.apps.dossiers import queries as dossiers
from safehold.apps.jobs import queries as jobs
from safehold.apps.people import actions as people
from safehold.apps.programmes import queries as programmes
from safehold.engine import access
from safehold.engine.access import Act
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.administration.doors import administering
from safehold.web.audit import telling


class Record(NamedTuple):
    """What a history is of: its name and page, and where the record tells of it."""

    name: str
    href: str
    subjects: Sequence[str]
    rows: Sequence[Row]
    organisation_id: int | None = None


@require_safe
@signed_in
def document(request: ActorRequest, document_id: int) -> HttpResponse:
    found = documents.visible_to(request.actor).defer("text").get(pk=document_id)
    record = Record(
        found.heading,
        reverse("review", args=[document_id]),
        [f"document:{document_id}"],
        [Row("documents_document", document_id)],
    )
    return _page(request, record)


@require_safe
@signed_in
def fact(request: ActorRequest, fact_id: int) -> HttpResponse:
    """Show what was done to a fact; who reads only that it stands is not shown it."""
    found = documents.facts_visible_to(request.actor).get(pk=fact_id)
    documents.visible_to(request.actor).only("pk").get(pk=found.document_id)
    record = Record(
        f"{found.kind} {fact_id}",
        reverse("words", args=[fact_id]),
        [f"fact:{fact_id}"],
        [Row("documents_fact", fact_id)],
    )
    return _page(request, record)


@require_safe
@signed_in
def finding(request: ActorRequest, finding_id: int) -> HttpResponse:
    found = documents.findings_visible_to(request.actor).get(pk=finding_id)
    record = Record(
        found.message,
        reverse("finding", args=[finding_id]),
        [f"finding:{finding_id}"],
        [Row("documents_finding", finding_id)],
    )
    return _page(request, record)


@require_safe
@signed_in
def programme(request: ActorRequest, slug: str) -> HttpResponse:
    found = programmes.with_slug(slug, by=request.actor)
    record = Record(
        found.name,
        reverse("programme", args=[slug]),
        [f"programme:{found.pk}"],
        dossiers.rows_of_programme(found),
        found.organisation_id,
    )
    return _page(request, record)


@require_safe
@signed_in
def decision(request: ActorRequest, slug: str) -> HttpResponse:
    found = decisions.with_slug(slug, by=request.actor)
    record = Record(
        f"{found.reference} {found.title}".strip(),
        reverse("decision", args=[slug]),
        [f"decision:{found.pk}"],
        dossiers.rows_of_decision(found),
        found.organisation_id,
    )
    return _page(request, record)


@require_safe
@administering
@never_cache
def person(request: ActorRequest, person_id: int) -> HttpResponse:
    found = people.read_person(person_id, by=request.actor, at=timezone.now())
    record = Record(
        found.name,
        reverse("person", args=[person_id]),
        [f"person:{person_id}"],
        dossiers.rows_of_person(found, by=request.actor),
    )
    return _page(request, record)


@require_safe
@signed_in
def job(request: ActorRequest, job_id: int) -> HttpResponse:
    found = jobs.visible_to(request.actor).get(pk=job_id)
    record = Record(
        f"Job {job_id}",
        reverse("job", args=[job_id]),
        [f"job:{job_id}"],
        [Row("jobs_job", found.pk)],
    )
    return _page(request, record)


def _page(request: ActorRequest, record: Record) -> HttpResponse:
    history = audit.history(record.subjects, record.rows, before=_before(request))
    context = {
        "record": record,
        "happenings": telling.happenings(
            history.steps, hides_people=_is_stranger(request, record)
        ),
        "older": history.older,
        "is_newest": "before" not in request.GET,
    }
    return render(request, "audit/history.html", context)


def _is_stranger(request: ActorRequest, record: Record) -> bool:
    """Test if the record is open to all, and who works on it is not."""
    if record.organisation_id is None:
        return False
    return record.organisation_id not in access.scope(request.actor, Act.READ_DOCUMENTS)


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("before", "")
    # A longer number is no position of any chain, and none of PostgreSQL's either.
    return int(asked) if re.fullmatch("[0-9]{1,18}", asked) else None
