"""The page where a document and what was read from it stand side by side."""

from __future__ import annotations

from http import HTTPStatus
from itertools import groupby
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from safehold.apps.audit import queries as audit
from safehold.apps.documents import policies
from safehold.apps.documents import queries as documents
from safehold.apps.intake import actions as intake
from safehold.engine.documents.read import extract
from safehold.engine.documents.sentences import find_sentences
from safehold.engine.refusals import Refused, require
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.commissioner import also_read, judging, wording
from safehold.web.commissioner.corrections import correction_form
from safehold.web.commissioner.findings import finding_rows
from safehold.web.commissioner.passages import Mark, passages

CORRECT = "commissioner/correct.html"
DISCARD = "commissioner/discard.html"


class FactRow(NamedTuple):
    """One fact as the page lists it."""

    id: int
    kind: str
    line: str
    printed: str
    verdict: str
    state: str
    reason: str
    reviewed_by: str
    mark: Mark


class Reason(forms.Form):
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give a reason, so that others can see why"},
    )


@require_safe
@signed_in
def review(request: ActorRequest, document_id: int) -> HttpResponse:
    document = documents.visible_to(request.actor).get(pk=document_id)
    rows = fact_rows(document)
    reading = extract(document.text)
    findings = finding_rows(
        documents.findings_of(document, by=request.actor).order_by("start", "pk"),
        beside=document.pk,
    )
    marks = [row.mark for row in rows] + [row.mark for row in findings if row.mark]
    chosen = next(
        (mark for mark in marks if mark.anchor == request.GET.get("words")), None
    )
    return render(
        request,
        "commissioner/review.html",
        {
            "document": document,
            "findings": findings,
            "groups": _groups(rows),
            "passages": passages(document.text, marks, chosen=chosen),
            "chosen": chosen,
            "also_read": also_read.parts(reading),
            "tables": also_read.tables(reading),
            "unreviewed": sum(row.verdict == "unreviewed" for row in rows),
            "why_not": policies.why_not_review(document, by=request.actor),
            "why_not_original": policies.why_not_take_original(
                document, by=request.actor
            ),
        },
    )


@require_POST
@signed_in
def confirm(request: ActorRequest, fact_id: int) -> HttpResponse:
    fact = documents.facts_visible_to(request.actor).get(pk=fact_id)
    seen = judging.seen(request)
    try:
        intake.confirm(fact_id, seen=seen, by=request.actor, at=timezone.now())
    except Refused as refused:
        if not judging.is_stale(refused):
            raise
        return _judged_page(request, fact_id, refused)
    messages.success(request, "Confirmed.")
    return _back_to(fact)


def _judged_page(request: ActorRequest, fact_id: int, refused: Refused) -> HttpResponse:
    """Show what was said since the page was opened, and offer to confirm it anew."""
    fact = _as_it_stands(request, fact_id)
    context = {"refusal": refused.refusal, **_about(fact), **_meanwhile(fact)}
    return render(
        request, "commissioner/judged.html", context, status=HTTPStatus.CONFLICT
    )


@require_POST
@signed_in
def confirm_all(request: ActorRequest, document_id: int) -> HttpResponse:
    refused = intake.confirm_all(document_id, by=request.actor, at=timezone.now())
    if refused:
        _say_refused(request, refused)
    else:
        messages.success(request, "Every fact of this document is confirmed.")
    return redirect("review", document_id)


def _say_refused(request: ActorRequest, refused: tuple[Refused, ...]) -> None:
    reasons = dict.fromkeys(why.refusal.message for why in refused)
    number = "One fact was" if len(refused) == 1 else f"{len(refused)} facts were"
    messages.warning(
        request, f"{number} left to review; the rest are confirmed. {' '.join(reasons)}"
    )


@signed_in
def correct(request: ActorRequest, fact_id: int) -> HttpResponse:
    fact = _to_review(request, fact_id)
    form = correction_form(documents.value_of(fact), data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            intake.correct(
                fact_id,
                form.value(),
                reason=form.cleaned_data["reason"],
                seen=judging.seen(request),
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refused:
            return _refused_form(request, CORRECT, fact_id, form, refused)
        else:
            messages.success(request, "Corrected. What was read is kept beside it.")
            return _back_to(fact)
    return _form_page(request, CORRECT, fact, form)


@signed_in
def discard(request: ActorRequest, fact_id: int) -> HttpResponse:
    fact = _to_review(request, fact_id)
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            intake.discard(
                fact_id,
                reason=form.cleaned_data["reason"],
                seen=judging.seen(request),
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refused:
            return _refused_form(request, DISCARD, fact_id, form, refused)
        else:
            messages.success(request, "Discarded. You can still confirm it later.")
            return _back_to(fact)
    return _form_page(request, DISCARD, fact, form)


@require_safe
@signed_in
def words(request: ActorRequest, fact_id: int) -> HttpResponse:
    """Show the words that a figure came from, with what stands around them."""
    fact = (
        documents.facts_visible_to(request.actor)
        .select_related("document", "reviewed_by")
        .get(pk=fact_id)
    )
    may_open = documents.visible_to(request.actor).filter(pk=fact.document_id).exists()
    first, last = _around(fact) if may_open else _sentence(fact)
    shifted = Mark(f"fact-{fact.pk}", fact.start - first, fact.end - first)
    return render(
        request,
        "commissioner/words.html",
        {
            "fact": fact,
            "line": wording.one_line(documents.value_of(fact)),
            "was_read": wording.one_line(documents.read_value(fact)),
            "passages": passages(
                fact.document.text[first:last], [shifted], chosen=shifted
            ),
            "may_open": may_open,
            "history": wording.told(audit.history_of(f"fact:{fact.pk}")),
        },
    )


# How much of the document stands before and after the words, in characters.
AROUND = 600


def _around(fact: documents.Fact) -> tuple[int, int]:
    return max(fact.start - AROUND, 0), fact.end + AROUND


def _sentence(fact: documents.Fact) -> tuple[int, int]:
    """Return where the fact's own sentence stands: all that others may read."""
    sentence = find_sentences(fact.document.text).holding(fact.start, fact.end)
    return min(sentence.start, fact.start), max(sentence.end, fact.end)


def _to_review(request: ActorRequest, fact_id: int) -> documents.Fact:
    """Return the fact whose form is asked for.

    Raises: Refused, where this person could never send the form in.
    """
    facts = documents.facts_visible_to(request.actor).select_related("document")
    fact = facts.get(pk=fact_id)
    require(policies.why_not_review(fact.document, by=request.actor))
    return fact


def fact_rows(document: documents.Document) -> list[FactRow]:
    """Return the facts of the document in the order a reviewer takes them."""
    facts = document.facts.select_related("reviewed_by").order_by("position")
    return [
        FactRow(
            id=fact.pk,
            kind=fact.kind,
            line=wording.one_line(documents.value_of(fact)),
            printed=fact.printed,
            verdict=fact.verdict,
            state=fact.state,
            reason=fact.reason,
            reviewed_by=fact.reviewed_by.name if fact.reviewed_by else "",
            mark=Mark(f"fact-{fact.pk}", fact.start, fact.end),
        )
        for fact in facts
    ]


def _groups(rows: list[FactRow]) -> list[tuple[str, list[FactRow]]]:
    return [
        (wording.KIND_HEADINGS[kind], list(group))
        for kind, group in groupby(rows, key=lambda row: row.kind)
    ]


def _back_to(fact: documents.Fact) -> HttpResponse:
    page = reverse("review", args=[fact.document_id])
    return redirect(f"{page}?words=fact-{fact.pk}#row-{fact.pk}")


def _form_page(
    request: ActorRequest, template: str, fact: documents.Fact, form: forms.Form
) -> HttpResponse:
    # What is not filled in yet was still seen as it was when the page was opened.
    seen = judging.seen(request) if request.method == "POST" else fact.state
    context = {"form": form, "seen": seen, **_about(fact)}
    return render(request, template, context, status=422 if form.errors else 200)


def _refused_form(
    request: ActorRequest,
    template: str,
    fact_id: int,
    form: forms.Form,
    refused: Refused,
) -> HttpResponse:
    """Show the form again with why; a stale one with what was said meanwhile."""
    form.add_error(None, refused.refusal.message)
    fact = _as_it_stands(request, fact_id)
    if not judging.is_stale(refused):
        return _form_page(request, template, fact, form)
    context = {"form": form, **_about(fact), **_meanwhile(fact)}
    return render(request, template, context, status=HTTPStatus.CONFLICT)


def _as_it_stands(request: ActorRequest, fact_id: int) -> documents.Fact:
    facts = documents.facts_visible_to(request.actor).select_related("reviewed_by")
    return facts.get(pk=fact_id)


def _about(fact: documents.Fact) -> dict[str, object]:
    return {"fact": fact, "line": wording.one_line(documents.read_value(fact))}


def _meanwhile(fact: documents.Fact) -> dict[str, object]:
    is_corrected = fact.corrected_value is not None
    return {
        "seen": fact.state,
        "said": judging.said_of_fact(fact),
        "now": wording.one_line(documents.value_of(fact)) if is_corrected else "",
    }
