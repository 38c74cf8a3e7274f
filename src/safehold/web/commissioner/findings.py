"""The list of what does not add up, to work through: nothing on it is ever hidden."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from safehold.apps.audit import queries as audit
from safehold.apps.documents import actions as documents
from safehold.apps.documents import policies
from safehold.apps.documents import queries as document_queries
from safehold.apps.documents.states import FINDING_MOVES, FindingStatus
from safehold.engine.money import Money
from safehold.engine.refusals import Refused, require
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.commissioner import judging
from safehold.web.commissioner.passages import Mark, Passage, passages
from safehold.web.commissioner.wording import coloured, told
from safehold.web.components.tables import Column, Filter, Table


class FindingRow(NamedTuple):
    """One finding as a page lists it, with its figures side by side."""

    id: int
    message: str
    code: str
    source: str
    status: str
    reason: str
    printed: Money | None
    computed: Money | None
    difference: Money | None
    mark: Mark | None
    document: document_queries.Document
    other: document_queries.Document | None


STATUSES = [(status.value, status.value) for status in FindingStatus]
VERB_LABELS = {
    "explain": "Explain it: it is right, and you say why",
    "accept": "Accept it: it is wrong in the document, and stays on the record",
    "reopen": "Open it again",
}


class Work(forms.Form):
    """What is done about a finding, and why."""

    verb = forms.ChoiceField(
        label="What do you want to do?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want to do with the finding"},
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give a reason, so that others can see why"},
    )

    def __init__(self, *args: object, status: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        verbs = [move.verb for move in FINDING_MOVES if move.source == status]
        choices = [(verb, VERB_LABELS[verb]) for verb in verbs]
        self.fields["verb"].choices = choices  # type: ignore[attr-defined]


def finding_rows(
    findings: Iterable[document_queries.Finding], *, beside: int | None = None
) -> list[FindingRow]:
    """Return the findings as a page lists them.

    `beside` is the document that the page shows: a finding whose words stand in the
    other document has no mark on it.
    """
    rows = [_row(finding) for finding in findings]
    if beside is None:
        return rows
    return [
        row
        if row.document.pk == beside
        else row._replace(mark=None, other=row.document)
        for row in rows
    ]


def _row(finding: document_queries.Finding) -> FindingRow:
    start, end = finding.start, finding.end
    return FindingRow(
        id=finding.pk,
        message=finding.message,
        code=finding.code,
        source=finding.source,
        status=finding.status,
        reason=finding.reason,
        printed=_money(finding.printed_pence),
        computed=_money(finding.computed_pence),
        difference=_money(finding.difference_pence),
        mark=(
            Mark(f"finding-{finding.pk}", start, end)
            if start is not None and end is not None
            else None
        ),
        document=finding.document,
        other=finding.other_document,
    )


def _money(pence: int | None) -> Money | None:
    return None if pence is None else Money(pence)


@require_safe
@signed_in
def finding_list(request: ActorRequest) -> HttpResponseBase:
    findings = document_queries.findings_visible_to(request.actor)
    table: Table[document_queries.Finding] = Table(
        "Findings",
        document_queries.with_documents(findings),
        columns=(
            Column("message", "What does not add up", link=_page),
            Column("document", "Document", "document.heading", sort="document__title"),
            Column("printed_pence", "Printed", kind="money"),
            Column("computed_pence", "Computed", kind="money"),
            Column("difference_pence", "Difference", kind="money"),
            Column("source", "Rule", sort="source"),
            Column(
                "status",
                "Status",
                value=lambda row: coloured(row.status),
                kind="tag",
                sort="status",
            ),
        ),
        default_sort="-status",
        filters=(
            Filter.search("search", "Search findings", ("message", "code", "source")),
            Filter.choice("status", "Status", STATUSES, field="status"),
        ),
        empty="Nothing has been found that does not add up.",
        noun=("finding", "findings"),
    )
    return table.respond(request, "commissioner/findings.html", {})


def _page(finding: document_queries.Finding) -> str:
    return reverse("finding", args=[finding.pk])


@signed_in
def finding(request: ActorRequest, finding_id: int) -> HttpResponse:
    found = _found(request, finding_id)
    if request.method != "POST":
        form = Work(status=found.status)
        return _finding_page(request, found, form, seen=found.state)
    form, seen = Work(request.POST, status=found.status), judging.seen(request)
    try:
        # What may be done depends on the state, so that comes before the form.
        require(policies.why_not_judge(found, seen=seen, by=request.actor))
        if not form.is_valid():
            return _finding_page(request, found, form, seen=seen)
        documents.work_finding(
            finding_id,
            form.cleaned_data["verb"],
            reason=form.cleaned_data["reason"],
            seen=seen,
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refused:
        return _refused(request, finding_id, form, refused)
    messages.success(request, "Your reason is on the record.")
    return redirect("finding", finding_id)


def _refused(
    request: ActorRequest, finding_id: int, form: Work, refused: Refused
) -> HttpResponse:
    """Show the form again with why; a stale one with what was said meanwhile."""
    found = _found(request, finding_id)
    if not judging.is_stale(refused):
        form.add_error(None, refused.refusal.message)
        return _finding_page(request, found, form, seen=judging.seen(request))
    # What they wrote is kept, and not held against what may be chosen from now.
    form = Work(request.POST, status=found.status)
    form.errors.clear()
    form.add_error(None, refused.refusal.message)
    said = judging.said_of_finding(found)
    return _finding_page(request, found, form, seen=found.state, said=said)


def _found(request: ActorRequest, finding_id: int) -> document_queries.Finding:
    findings = document_queries.findings_visible_to(request.actor)
    return findings.select_related("document", "other_document", "worked_by").get(
        pk=finding_id
    )


def _finding_page(
    request: ActorRequest,
    found: document_queries.Finding,
    form: Work,
    *,
    seen: str,
    said: judging.Said | None = None,
) -> HttpResponse:
    row = _row(found)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(
        request,
        "commissioner/finding.html",
        {
            "row": row,
            "finding": found,
            "form": form,
            "seen": seen,
            "said": said,
            "why_not": policies.why_not_review(found.document, by=request.actor),
            "passages": _around(found, row.mark),
            "history": told(audit.history_of(f"finding:{found.pk}")),
        },
        status=HTTPStatus.CONFLICT if said else status,
    )


# How much of the document stands before and after the words, in characters.
AROUND = 400


def _around(found: document_queries.Finding, mark: Mark | None) -> list[Passage]:
    if mark is None:
        return []
    first = max(mark.start - AROUND, 0)
    text = found.document.text[first : mark.end + AROUND]
    shifted = Mark(mark.anchor, mark.start - first, mark.end - first)
    return passages(text, [shifted], chosen=shifted)
