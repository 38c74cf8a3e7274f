"""The page where an auditor takes a dossier: what of, and why."""

from __future__ import annotations

import datetime
import tempfile
import zipfile
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from safehold.apps.dossiers import actions, policies
from safehold.apps.dossiers.actions import File
from safehold.apps.dossiers.queries import Days, Wanted
from safehold.apps.dossiers.states import About
from safehold.engine.refusals import Refused
from safehold.web import authentication
from safehold.web.actor import ActorRequest
from safehold.web.audit.doors import auditing
from safehold.web.components import attachments
from safehold.web.components.forms import DateInputField

IN_MEMORY_BYTES = 5_000_000
# The same bytes whenever the same is taken: what is true of the time stands inside.
NO_TIME = (1980, 1, 1, 0, 0, 0)

LABELS = {
    About.DOCUMENT: "A document",
    About.DECISION: "A decision",
    About.PROGRAMME: "A programme",
    About.PERSON: "A person",
    About.DAYS: "All that was done here within some days",
}


class DossierForm(forms.Form):
    """What a dossier is to be about, and why it is taken."""

    about = forms.ChoiceField(
        label="What is it about?",
        choices=[(about.value, words) for about, words in LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what the dossier is about",
            "invalid_choice": "Choose what the dossier is about",
        },
    )
    number = forms.IntegerField(
        label="Number of the record",
        help_text="As the audit pages give it, for example 12 for document 12.",
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        widget=forms.TextInput(
            {"inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
        error_messages={
            "invalid": "The number must be digits, such as 12",
            "min_value": "The number must be 1 or more",
            "max_value": "There is no record with a number so large",
        },
    )
    first = DateInputField(
        name="First day", label="First day", help_text="Like 1 7 2026.", required=False
    )
    last = DateInputField(
        name="Last day", label="Last day", help_text="Like 31 7 2026.", required=False
    )
    reason = forms.CharField(
        label="Why do you take it?",
        help_text="It stands in the dossier, and on record.",
        max_length=policies.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Enter why you take it",
            "null_characters_not_allowed": "The reason must not hold odd characters",
            "max_length": "The reason must be %(limit_value)d characters or fewer",
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        match cleaned.get("about"):
            case None:
                pass
            case About.DAYS:
                self._need_days(cleaned.get("first"), cleaned.get("last"))
            case _ if cleaned.get("number") is None and "number" not in self.errors:
                self.add_error("number", "Enter the number of the record")
        return cleaned

    def _need_days(
        self, first: datetime.date | None, last: datetime.date | None
    ) -> None:
        for name, day in (("first", first), ("last", last)):
            if day is None and name not in self.errors:
                self.add_error(name, f"Enter the {name} day")
        if first and last and last < first:
            self.add_error(
                "last", "The last day must be the same as or after the first day"
            )
        if last == datetime.date.max:
            self.add_error("last", "The last day must be a day before 31 12 9999")

    def wanted(self) -> Wanted:
        """Return what the form asks for, once it is valid."""
        about = About(self.cleaned_data["about"])
        if about is About.DAYS:
            days = Days(self.cleaned_data["first"], self.cleaned_data["last"])
            return Wanted(about, days=days)
        return Wanted(about, record_id=self.cleaned_data["number"])


@require_http_methods(["GET", "HEAD", "POST"])
@auditing
@never_cache
def take(request: ActorRequest) -> HttpResponseBase:
    # Before the form is filled in: what is sent must not be asked for twice.
    authentication.require_recent(request)
    asked = {key: request.GET[key] for key in ("about", "number") if key in request.GET}
    form = DossierForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, form.wanted(), form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused.refusal.message)
        except ObjectDoesNotExist:
            form.add_error("number", "There is no such record for you to take")
    return _page(request, form)


def _page(request: ActorRequest, form: DossierForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "audit/dossier.html", {"form": form}, status=status)


def _take(request: ActorRequest, wanted: Wanted, reason: str) -> HttpResponseBase:
    at = timezone.now()
    files = actions.take(wanted, reason=reason, by=request.actor, at=at)
    what = wanted.days.first if wanted.days else wanted.record_id
    name = f"dossier-{wanted.about}-{what}"
    # The response closes it, once it is sent.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115
    write_zip(files, file)
    file.seek(0)
    response = FileResponse(file, content_type="application/zip")
    return attachments.to_save(response, name=f"{name}-{timezone.localdate(at)}.zip")


def write_zip(
    files: Sequence[File], file: tempfile.SpooledTemporaryFile[bytes]
) -> None:
    """Write the files, one after the other, without anything of when or where."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            entry = zipfile.ZipInfo(each.name, date_time=NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else it names the system that made it.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, each.content)
