"""Pages where a commissioner's people import documents and look at them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from safehold.apps.documents import actions as document_actions
from safehold.apps.documents import queries as documents
from safehold.apps.documents.policies import ALREADY_IMPORTED, ALTERED, NOT_IMPORTER
from safehold.apps.intake import actions as intake
from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from safehold.engine.refusals import Refused
from safehold.gateways.files.port import FILE_LIMIT_BYTES, Copy, Unreadable
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.commissioner.wording import DOCUMENT_KINDS
from safehold.web.components.attachments import attachment
from safehold.web.components.tables import Column, Filter, Table

# Reading a larger one may take longer than somebody likes to wait for a page.
IN_THE_BACKGROUND_FROM_BYTES = 1_000_000


class ImportForm(forms.Form):
    document = forms.FileField(
        label="Published document",
        help_text=(
            "A decision, a cabinet report or a freedom of information response, as "
            "plain text, HTML, PDF or Word (.docx), up to 10 MB. Import only what "
            "has been published: people outside your team see what you confirm."
        ),
        error_messages={
            "required": "Choose a document to import",
            "empty": "The document you chose is empty. Choose another one",
        },
    )

    def clean_document(self) -> UploadedFile[bytes]:
        upload: UploadedFile[bytes] = self.cleaned_data["document"]
        if (upload.size or 0) > FILE_LIMIT_BYTES:
            raise forms.ValidationError("The document must be smaller than 10 MB")
        return upload


def importing_for(actor: Actor) -> int | None:
    """Return the organisation this person imports documents for, or None."""
    return min(access.scope(actor, Act.REVIEW_DOCUMENTS).organisation_ids, default=None)


@require_safe
@signed_in
def document_list(request: ActorRequest) -> HttpResponseBase:
    table: Table[documents.Document] = Table(
        "Documents",
        documents.with_progress(documents.visible_to(request.actor)),
        columns=(
            Column("heading", "Document", sort="title", link=_review),
            Column("kind", "Kind", value=_kind, sort="kind"),
            Column("dated", "Dated", kind="date", sort="dated"),
            Column("imported_at", "Imported", kind="date", sort="imported_at"),
            Column("unreviewed", "Facts to review", kind="number", sort="unreviewed"),
            Column("open_findings", "Open findings", kind="number"),
        ),
        default_sort="-imported_at",
        filters=(
            Filter.search(
                "search",
                "Search titles and references",
                ("title", "reference", "name"),
            ),
            Filter.choice("kind", "Kind", tuple(DOCUMENT_KINDS.items()), field="kind"),
        ),
        empty="No document has been imported yet. Import one to start.",
        noun=("document", "documents"),
    )
    return table.respond(
        request,
        "commissioner/documents.html",
        {"may_import": importing_for(request.actor) is not None},
    )


def _kind(document: documents.Document) -> str:
    return DOCUMENT_KINDS[document.kind]


def _review(document: documents.Document) -> str:
    return reverse("review", args=[document.pk])


@signed_in
def import_document(request: ActorRequest) -> HttpResponse:
    organisation_id = importing_for(request.actor)
    if organisation_id is None:
        raise Refused(NOT_IMPORTER)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["document"]
        try:
            return _import(request, upload, organisation_id)
        except Unreadable as unreadable:
            form.add_error("document", unreadable.sentence)
        except Refused as refused:
            if refused.refusal is not ALREADY_IMPORTED:
                raise
            form.add_error("document", refused.refusal.message)
    status = 422 if form.errors else 200
    return render(request, "commissioner/import.html", {"form": form}, status=status)


def _import(
    request: ActorRequest, upload: UploadedFile[bytes], organisation_id: int
) -> HttpResponse:
    if (upload.size or 0) >= IN_THE_BACKGROUND_FROM_BYTES:
        return _import_in_the_background(request, upload, organisation_id)
    document_id = intake.import_file(
        upload.read(),
        name=upload.name or "document",
        organisation_id=organisation_id,
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, "The document has been read. Review what was found.")
    return redirect("review", document_id)


def _import_in_the_background(
    request: ActorRequest, upload: UploadedFile[bytes], organisation_id: int
) -> HttpResponse:
    job_id = intake.ask_import(
        upload.read(),
        name=upload.name or "document",
        organisation_id=organisation_id,
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, "The document is large: it is read in the background.")
    return redirect("job", job_id)


@require_safe
@signed_in
def copy(request: ActorRequest, document_id: int) -> HttpResponse:
    taken = document_actions.take_copy(document_id, by=request.actor, at=timezone.now())
    return _file(taken, name=f"document-{document_id}")


@require_safe
@signed_in
def original(request: ActorRequest, document_id: int) -> HttpResponse:
    taken = document_actions.take_original(
        document_id, by=request.actor, at=timezone.now()
    )
    return _file(taken, name=f"document-{document_id}-original")


def _file(taken: Copy | None, *, name: str) -> HttpResponse:
    if taken is None:
        # Only now, so that the record of it is kept.
        raise Refused(ALTERED)
    return attachment(taken.content, name=f"{name}.{taken.media_type.ending}")
