"""The register of decisions: those held, and those that others only cite."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from safehold.apps.decisions import queries as decisions
from safehold.apps.decisions.states import DecisionStatus
from safehold.apps.documents import queries as documents
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.commissioner.findings import finding_rows
from safehold.web.commissioner.wording import coloured
from safehold.web.components.tables import Column, Filter, Table

STATUS_LABELS = {
    DecisionStatus.SIGNED.value: "signed",
    DecisionStatus.UNSIGNED.value: "unsigned",
    DecisionStatus.CITED_NOT_HELD.value: "cited, not held",
}


@require_safe
@signed_in
def register(request: ActorRequest) -> HttpResponseBase:
    table: Table[decisions.Decision] = Table(
        "Register of decisions",
        decisions.with_recommended_words(decisions.visible_to(request.actor)),
        columns=(
            Column("reference", "Reference", sort="reference", link=_page),
            Column("title", "Title", sort="title"),
            Column("signed_date", "Signed", kind="date", sort="signed_date"),
            Column(
                "status",
                "Status",
                value=lambda row: coloured(STATUS_LABELS[row.status]),
                kind="tag",
                sort="status",
            ),
        ),
        default_sort="reference",
        filters=(
            Filter.search(
                "search",
                "Search references, titles and recommendations",
                ("reference", "title", "searchable"),
            ),
            Filter.choice("status", "Status", [*STATUS_LABELS.items()], field="status"),
        ),
        empty="No decision has been confirmed yet. Import one and review it.",
        noun=("decision", "decisions"),
    )
    return table.respond(request, "commissioner/decisions.html", {})


def _page(decision: decisions.Decision) -> str:
    return reverse("decision", args=[decision.slug])


@require_safe
@signed_in
def decision(request: ActorRequest, slug: str) -> HttpResponse:
    found = decisions.with_slug(slug, by=request.actor)
    document = found.fact.document if found.fact else None
    findings = (
        documents.findings_of(document, by=request.actor).order_by("start", "pk")
        if document
        else ()
    )
    return render(
        request,
        "commissioner/decision.html",
        {
            "decision": found,
            "status_label": STATUS_LABELS[found.status],
            "recommendations": decisions.recommendations_of(found),
            "cited_by": decisions.citing(found),
            "cites": decisions.cited_in(document.pk) if document else (),
            "document": document,
            "findings": finding_rows(findings),
        },
    )
