"""The page where several documents are imported at once, in the background."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from safehold.apps.documents.policies import ALREADY_IMPORTED, NOT_IMPORTER
from safehold.apps.intake import actions as intake
from safehold.engine.refusals import Refused
from safehold.gateways.files.port import FILE_LIMIT_BYTES
from safehold.web.actor import ActorRequest, signed_in
from safehold.web.commissioner.documents import importing_for
from safehold.web.components.uploads import SeveralFilesField, Upload

MOST_FILES = 20


class SeveralForm(forms.Form):
    documents = SeveralFilesField(
        most=MOST_FILES,
        label="Published documents",
        help_text=(
            f"Up to {MOST_FILES} files, 10 MB together: decisions, cabinet reports or "
            "freedom of information responses, as plain text, HTML, PDF or Word "
            "(.docx). Import only what has been published: people outside your team "
            "see what you confirm."
        ),
        error_messages={
            "required": "Choose the documents to import",
            "empty": "One of the documents you chose is empty. Choose them again "
            "without it",
        },
    )

    def clean_documents(self) -> tuple[Upload, ...]:
        uploads: tuple[Upload, ...] = self.cleaned_data["documents"]
        if sum(upload.size or 0 for upload in uploads) > FILE_LIMIT_BYTES:
            raise forms.ValidationError(
                "The documents must be smaller than 10 MB together"
            )
        return uploads


@signed_in
def import_several(request: ActorRequest) -> HttpResponse:
    organisation_id = importing_for(request.actor)
    if organisation_id is None:
        raise Refused(NOT_IMPORTER)
    form = SeveralForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploads = form.cleaned_data["documents"]
        asked = [_is_asked(request, upload, organisation_id) for upload in uploads]
        _say(request, asked.count(True), asked.count(False))
        return redirect("jobs")
    status = 422 if form.errors else 200
    return render(
        request, "commissioner/import_several.html", {"form": form}, status=status
    )


def _is_asked(request: ActorRequest, upload: Upload, organisation_id: int) -> bool:
    """Have the file imported; return whether it was not there already."""
    try:
        intake.ask_import(
            upload.read(),
            name=upload.name or "document",
            organisation_id=organisation_id,
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refused:
        if refused.refusal is not ALREADY_IMPORTED:
            raise
        return False
    return True


def _say(request: ActorRequest, asked: int, known: int) -> None:
    if asked:
        files = "1 document is" if asked == 1 else f"{asked} documents are"
        messages.success(request, f"{files} being read in the background.")
    if known:
        files = "1 document was" if known == 1 else f"{known} documents were"
        messages.warning(request, f"{files} here already: nothing was done again.")
