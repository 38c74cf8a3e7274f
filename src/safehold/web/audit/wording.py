"""How is the record told: which words stand for a verb, a table, a column, a value?

A test holds these tables and the code together: no verb, table or column is without
its words, and none has words that nothing uses.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from safehold.engine.actors import Purpose
from safehold.engine.money import Money
from safehold.web.components import cells

NOTHING = "nothing"
NOT_KEPT = "[not kept]"

VERBS = {
    "audit.read": "read it",
    "audit.record_read": "read it",
    "audit.take": "took a dossier",
    "audit.take_export": "took a table as a file",
    "decisions.cite": "put a citation on the register",
    "decisions.recommend": "put a recommendation on the register",
    "decisions.record": "put a decision on the register",
    "decisions.record_citation": "put a citation on the register",
    "decisions.record_decision": "put a decision on the register",
    "decisions.record_recommendation": "put a recommendation on the register",
    "decisions.withdraw": "took a record off the register",
    "demonstration.load": "loaded the demonstration",
    "documents.accept_finding": "accepted the finding",
    "documents.compare": "compared it with another document",
    "documents.confirm": "confirmed the fact as read",
    "documents.correct": "corrected the fact",
    "documents.discard": "discarded the fact",
    "documents.explain_finding": "explained the finding",
    "documents.find_altered": "found its bytes altered",
    "documents.import": "imported the document",
    "documents.let_stand": "let the fact stand",
    "documents.reopen_finding": "opened the finding again",
    "documents.store": "stored the document",
    "documents.take_copy": "saved a copy without metadata",
    "documents.take_original": "saved the original",
    "documents.work_finding": "worked on the finding",
    "dossiers.take": "took a dossier",
    "exports.take": "took a table as a file",
    "identity.begin_session": "signed in",
    "identity.bind": "bound an account with another service",
    "identity.end_sessions": "ended the open sessions",
    "identity.forget_factors": "took the second factors away",
    "intake.ask_import": "asked for a document to be imported",
    "intake.confirm": "confirmed the fact",
    "intake.confirm_all": "confirmed every fact of the document",
    "intake.correct": "corrected the fact",
    "intake.discard": "discarded the fact",
    "intake.import": "imported the document",
    "intake.import_file": "imported the document",
    "invitations.accept": "accepted the invitation",
    "invitations.invite": "invited somebody",
    "invitations.send": "sent the invitation",
    "invitations.send_again": "had the invitation sent again",
    "invitations.withdraw": "withdrew the invitation",
    "jobs.ask": "asked for the job",
    "jobs.cancel": "cancelled the job",
    "jobs.clear_file": "threw away the job's file",
    "jobs.clear_files": "threw away files of jobs that are over",
    "jobs.fail": "could not do the job",
    "jobs.finish": "finished the job",
    "jobs.import_document": "imported the document in the background",
    "jobs.refuse": "refused the job",
    "jobs.report_progress": "told how far the job is",
    "jobs.rescue": "rescued the job",
    "jobs.retry": "had the job tried again",
    "jobs.send_invitation": "sent the invitation in the background",
    "jobs.start": "started the job",
    "jobs.stop": "stopped the job",
    "organisations.register": "registered the organisation",
    "people.change_sign_in": "changed how they sign in",
    "people.deactivate": "shut the person out",
    "people.give_role": "gave a role",
    "people.join": "let the person in",
    "people.join_demonstration": "let an invented person in",
    "people.leave": "ended a role",
    "people.move": "moved the person to another role",
    "people.reactivate": "let the person sign in again",
    "people.read": "read the person's record",
    "people.read_person": "read the person's record",
    "people.send_notice": "sent a notice",
    "people.set_password": "set the password",
    "programmes.portfolio": "printed the portfolio",
    "programmes.record_award": "entered an award",
    "programmes.record_observation": "entered a figure",
    "programmes.record_programme": "entered a programme",
    "programmes.withdraw": "took a record out of the portfolio",
}

TABLES = {
    "account_emailaddress": "e-mail address for signing in",
    "decisions_citation": "citation",
    "decisions_decision": "decision",
    "decisions_recommendation": "recommendation",
    "documents_document": "document",
    "documents_fact": "fact",
    "documents_finding": "finding",
    "documents_original": "original",
    "invitations_invitation": "invitation",
    "jobs_job": "job",
    "jobs_jobprogress": "progress of a job",
    "jobs_waitingfile": "file of a job",
    "mfa_authenticator": "second factor",
    "organisations_organisation": "organisation",
    "people_membership": "role of a person",
    "people_person": "person",
    "programmes_award": "award",
    "programmes_observation": "figure",
    "programmes_programme": "programme",
    "programmes_programmearea": "borough of a programme",
    "socialaccount_socialaccount": "account with another service",
}

OPERATIONS = {"insert": "added", "update": "changed", "delete": "removed"}

PURPOSES = {
    Purpose.GRANTS.value: "grants",
    Purpose.ADMINISTRATION.value: "administration",
    Purpose.AUDIT.value: "audit",
}

COLUMNS = {
    "accepted_at": "Accepted at",
    "accepted_by_id": "Accepted by",
    "act": "Tended by whoever may",
    "aim": "Aim",
    "amount_pence": "Amount",
    "asked_at": "Asked at",
    "asked_by_id": "Asked by",
    "attempts": "Attempts",
    "cancel_asked_at": "Cancelling asked at",
    "cancel_asked_by_id": "Cancelling asked by",
    "code": "Code",
    "computed_pence": "Computed figure",
    "content": "Bytes",
    "corrected_value": "Corrected value",
    "created_at": "Made at",
    "data": "Secret of it",
    "date_joined": "Joined at",
    "dated": "Dated",
    "decision_id": "Number of the decision",
    "document_id": "Number of the document",
    "email": "E-mail address",
    "end": "Ends at character",
    "end_reason": "Why it ended",
    "expiry_date": "Link works until before",
    "extra_data": "What the other service says",
    "fact_id": "Number of the fact",
    "failure": "Why it failed",
    "failure_code": "Code of why it failed",
    "financial_year": "Financial year",
    "finished_at": "Finished at",
    "from_date": "From",
    "funder_id": "Funder",
    "funder_kind": "Kind of funder",
    "funder_printed": "Funder as printed",
    "gss_code": "GSS code",
    "id": "Number",
    "imported_at": "Imported at",
    "imported_by_id": "Imported by",
    "invited_at": "Invited at",
    "invited_by_id": "Invited by",
    "is_active": "May sign in",
    "is_demonstration": "Invented",
    "job_id": "Number of the job",
    "key": "Key",
    "kind": "Kind",
    "measure": "Measure",
    "media_type": "Type of file",
    "message": "What does not add up",
    "name": "Name",
    "next_attempt_at": "Next attempt at",
    "number": "Number as printed",
    "organisation_id": "Organisation",
    "other_document_id": "Number of the other document",
    "password": "Password",
    "period": "Period",
    "person_id": "Person",
    "position": "Place in the document",
    "primary": "First address",
    "printed": "Words as printed",
    "printed_pence": "Printed figure",
    "programme_id": "Number of the programme",
    "provider": "Other service",
    "purpose": "Purpose",
    "qualifier": "The amount is",
    "reason": "Reason",
    "record_key": "Record it tells of",
    "reference": "Reference",
    "result": "Result",
    "reviewed_at": "Reviewed at",
    "reviewed_by_id": "Reviewed by",
    "role": "Role",
    "sending_id": "Number of the job that sends it",
    "sha256": "SHA-256",
    "signed_date": "Signed on",
    "size_bytes": "Size in bytes",
    "slug": "Word in the address",
    "source": "Rule",
    "start": "Begins at character",
    "started_at": "Started at",
    "state": "State",
    "status": "Status",
    "subject": "About",
    "template": "Form",
    "text": "Text",
    "title": "Title",
    "to_date": "Until before",
    "token_sha256": "Hash of the link",
    "type": "Type",
    "uid": "Name there",
    "unit": "Unit",
    "user_id": "Person",
    "value": "Value",
    "verdict": "Verdict",
    "verified": "Known to be theirs",
    "withdrawn_at": "Withdrawn at",
    "withdrawn_by_id": "Withdrawn by",
    "worked_at": "Worked on at",
    "worked_by_id": "Worked on by",
}

# Whose values are words of ours, stored with lines between.
OUR_WORDS = frozenset(
    {
        *("end_reason", "funder_kind", "kind", "measure", "purpose", "qualifier"),
        *("role", "state", "status", "template", "type", "unit", "verdict"),
    }
)
PEOPLE = frozenset({"person_id", "user_id"})
ORGANISATIONS = frozenset({"organisation_id", "funder_id"})


@dataclass(frozen=True, slots=True)
class Names:
    """Who is meant by a number: of a person, of an organisation."""

    people: Mapping[int, str] = field(default_factory=dict)
    organisations: Mapping[int, str] = field(default_factory=dict)

    def person(self, person_id: int | None) -> str:
        if person_id is None:
            return "nobody that the database was told of"
        return self.people.get(person_id, f"person {person_id}")

    def organisation(self, organisation_id: int) -> str:
        return self.organisations.get(
            organisation_id, f"organisation {organisation_id}"
        )


def is_person(column: str) -> bool:
    """Test if the column holds the number of a person."""
    return column in PEOPLE or column.endswith("_by_id")


def done(verb: str) -> str:
    """Return a verb of the record as a page says it."""
    return VERBS.get(verb, verb)


def about(subject: str) -> str:
    """Return a subject as a page says it: `document:12` is "document 12"."""
    return subject.replace(":", " ", 1).replace("_", " ")


def value(column: str, kept: object, names: Names) -> str:
    """Return what a column held as a person reads it."""
    match kept:
        case None | "":
            return NOTHING
        case str() if kept == NOT_KEPT:
            return "not kept here"
        case bool():
            return "yes" if kept else "no"
        case int():
            return _number(column, kept, names)
        case str():
            return _words(column, kept)
        case _:
            return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _number(column: str, kept: int, names: Names) -> str:
    if is_person(column):
        return names.person(kept)
    if column in ORGANISATIONS:
        return names.organisation(kept)
    return str(Money(kept)) if column.endswith("_pence") else str(kept)


def _words(column: str, kept: str) -> str:
    if column in OUR_WORDS:
        return kept.replace("_", " ")
    try:
        if column.endswith("_at"):
            return cells.words(datetime.datetime.fromisoformat(kept))
        if column.endswith("_date"):
            return cells.words(datetime.date.fromisoformat(kept))
    except ValueError:
        # It was another column when this was kept.
        return kept
    return kept
