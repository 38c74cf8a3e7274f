"""Every rule that the database keeps is broken here once, on purpose."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from safehold.apps.documents import actions as documents
from safehold.apps.intake import actions as intake
from safehold.apps.invitations.models import Invitation
from safehold.apps.jobs import actions as jobs
from safehold.engine.findings import Finding
from safehold.engine.spans import Span
from tests import cast
from tests.apps.refusing import OURS
from tests.build import BARNET, HACKNEY, paper
from tests.cast import NOON, Cast

Row = dict[str, object]

MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]
CONSTRAINTS = {
    constraint.name: model for model in MODELS for constraint in model._meta.constraints
}
# The database alone writes these: the application may not even try.
WRITTEN_BY_THE_DATABASE = {"audit_auditchange", "audit_auditlink"}
UNIQUE_COLUMNS = {
    f"{model._meta.db_table}_{field.column}_key": model
    for model in MODELS
    if model._meta.db_table not in WRITTEN_BY_THE_DATABASE
    for field in model._meta.local_fields
    if field.unique and not field.primary_key
}


@dataclass(frozen=True)
class Broken:
    """How a copy of a good row breaks one rule and no other."""

    changes: Row
    where: Row = field(default_factory=dict)


UNSIGNED: Row = {"status": "unsigned", "signed_date": None}
CONFIRMED: Row = {"verdict": "confirmed"}
WAITING: Row = {"accepted_at": None, "withdrawn_at": None}
TAKEN: Row = {"accepted_at__isnull": False}

# A copy of a row repeats its unique columns, which the database looks at last. A rule
# about those is broken by a copy that changes whatever else is unique.
BROKEN: dict[str, Broken] = {
    # people
    "person_email_once_in_any_case": Broken({"email": "AMARA@TESTS.EXAMPLE"}),
    "people_person_email_key": Broken({"email": "amara@tests.example"}),
    "membership_role_is_known": Broken({"role": "king"}),
    "membership_ends_no_earlier_than_it_starts": Broken(
        {"from_date": cast.TODAY, "to_date": cast.YESTERDAY}
    ),
    "membership_starts_once": Broken({"to_date": datetime.date(2030, 1, 1)}),
    "membership_end_reason_is_known": Broken(
        {"end_reason": "whim", "to_date": cast.TODAY}
    ),
    "membership_end_reason_only_once_ended": Broken({"end_reason": "left"}),
    # invitations
    "invitation_role_is_known": Broken({"role": "king"}, WAITING),
    "invitation_ends_after_it_starts": Broken({"to_date": cast.LAST_YEAR}, WAITING),
    "invitation_accepted_at_and_by_together": Broken({"accepted_by_id": None}, TAKEN),
    "invitation_withdrawn_at_and_by_together": Broken(
        {"withdrawn_by_id": None}, {"withdrawn_at__isnull": False}
    ),
    "invitation_accepted_or_withdrawn_not_both": Broken(
        {"withdrawn_at": NOON, "withdrawn_by_id": "another"}, TAKEN
    ),
    "invitation_token_only_while_open": Broken({"token_sha256": "b" * 64}, TAKEN),
    "invitation_token_once": Broken({"email": "ama@tests.example"}, WAITING),
    "invitation_open_once": Broken(
        {"email": "JO@tests.example", "token_sha256": "b" * 64}, WAITING
    ),
    # jobs
    "job_asked_once": Broken({}, {"state": "waiting"}),
    "job_act_goes_with_kind": Broken({"act": "people.manage"}),
    "job_purpose_is_known": Broken({"purpose": "fun"}),
    "job_state_is_known": Broken({"state": "lost"}, {"state": "cancelled"}),
    "job_waiting_says_for_when": Broken(
        {"next_attempt_at": None}, {"state": "waiting"}
    ),
    "job_running_has_been_started": Broken(
        {"state": "done", "key": "another", "attempts": 0}, {"state": "cancelled"}
    ),
    "job_finished_at_set_once_over": Broken(
        {"finished_at": None}, {"state": "cancelled"}
    ),
    "job_given_up_says_why": Broken({"state": "dead"}, {"state": "cancelled"}),
    "jobprogress_is_no_more_than_all": Broken({"done": 2, "total": 1}),
    "jobprogress_cancel_asked_at_and_by_together": Broken({"cancel_asked_by_id": 1}),
    "jobs_jobprogress_job_id_key": Broken({"done": 0}),
    "jobs_waitingfile_job_id_key": Broken({"content": b"other bytes"}),
    # organisations
    "organisation_kind_is_known": Broken({"kind": "kingdom"}),
    "organisation_gss_code_is_londons": Broken({"gss_code": "E08000001"}),
    "organisations_organisation_name_key": Broken({"kind": "other"}),
    # documents
    "document_imported_once": Broken({"name": "another name"}),
    "document_sha256_is_hex": Broken({"sha256": "A" * 64}),
    "document_kind_is_known": Broken({"kind": "poem"}),
    "document_template_is_known": Broken({"template": "dmpc_1999"}),
    "documents_original_document_id_key": Broken({"content": b"other bytes"}),
    "fact_stands_once": Broken({}),
    "fact_kind_is_known": Broken({"kind": "rumour"}),
    "fact_verdict_is_known": Broken({"verdict": "believed"}, CONFIRMED),
    "fact_has_words": Broken({"start": 9, "end": 8}),
    "fact_reviewed_at_set_once_reviewed": Broken(
        {"verdict": "confirmed"}, {"verdict": "unreviewed"}
    ),
    "fact_reviewed_at_and_by_together": Broken({"reviewed_by_id": None}, CONFIRMED),
    "fact_corrected_value_set_once_corrected": Broken(
        {"corrected_value": {"pence": 1}}, CONFIRMED
    ),
    "fact_correction_gives_a_reason": Broken({"verdict": "discarded"}, CONFIRMED),
    "finding_status_is_known": Broken(
        {"status": "hidden", "reason": "So."}, {"status": "accepted"}
    ),
    "finding_off_the_open_list_gives_a_reason": Broken(
        {"reason": ""}, {"status": "accepted"}
    ),
    "finding_worked_at_and_by_together": Broken(
        {"worked_by_id": None}, {"status": "accepted"}
    ),
    "finding_start_and_end_together": Broken({"start": None, "end": 4}),
    # programmes
    "programme_slug_once": Broken({"name": "LANTERN"}),
    "programme_area_once_a_year": Broken({}),
    "programme_area_is_londons": Broken({"gss_code": "W06000001"}),
    "programme_area_has_a_financial_year": Broken({"financial_year": "2022"}),
    "award_role_is_known": Broken({"role": "loan"}),
    "award_qualifier_is_known": Broken({"qualifier": "roughly"}),
    "award_funder_kind_is_known": Broken({"funder_kind": "kingdom"}),
    "award_is_not_negative": Broken({"amount_pence": -1}),
    "award_has_a_financial_year": Broken({"financial_year": "2022/23"}),
    "award_entered_once": Broken({"fact_id": "another"}),
    "programmes_award_fact_id_key": Broken({"record_key": "another"}),
    "observation_is_a_value_or_a_status": Broken({"status": "not_held"}),
    "observation_is_not_negative": Broken({"value": -1}),
    "observation_entered_once": Broken({"fact_id": "another"}),
    "programmes_observation_fact_id_key": Broken({"record_key": "another"}),
    # decisions
    "decision_reference_once": Broken({"slug": "another", "fact_id": "another"}),
    "decision_slug_once": Broken({"reference": "another", "fact_id": "another"}),
    "decision_status_is_known": Broken({**UNSIGNED, "status": "lost"}),
    "decision_signed_date_set_once_signed": Broken({"signed_date": None}),
    "decision_held_has_its_source": Broken({**UNSIGNED, "fact_id": None}),
    "decisions_decision_fact_id_key": Broken({"slug": "other", "reference": "other"}),
    "recommendation_number_once": Broken({"fact_id": "another"}),
    "recommendation_amount_has_a_qualifier": Broken({"qualifier": ""}),
    "decisions_recommendation_fact_id_key": Broken({"number": "another"}),
    "citation_once_a_document": Broken({"fact_id": "another"}),
    "decisions_citation_fact_id_key": Broken({"decision_id": "another"}),
}


def ask_in(people: Cast) -> None:
    """Have an invitation that waits, one that was accepted and one taken back."""
    someone = {"accepted_at": NOON, "accepted_by_id": people.brendan.person_id}
    nobody = {"withdrawn_at": NOON, "withdrawn_by_id": people.kwame.person_id}
    for became in ({"token_sha256": "a" * 64}, someone, nobody):
        Invitation.objects.create(
            organisation_id=people.commissioner_id,
            email="jo@tests.example",
            name="Jo",
            role="evaluator",
            from_date=cast.TODAY,
            expiry_date=cast.TODAY + datetime.timedelta(days=7),
            invited_at=NOON,
            invited_by_id=people.kwame.person_id,
            **became,
        )


@pytest.fixture
def rows(people: Cast) -> Cast:
    """Have a good row of everything."""
    ask_in(people)
    found = Finding("tables.out", "The column is out.", "REF-01", span=Span(0, 5))
    document = (
        paper()
        .decision("PCD 9001")
        .recommends("1")
        .cites("PCD 8001")
        .programme("Lantern", BARNET, HACKNEY)
        .award("Lantern", 4_000)
        .observes("Lantern", 116)
        .mentions(9_000)
        .doubts(found, found)
        .store(by=people.amara, organisation_id=people.commissioner_id)
    )
    intake.confirm_all(document.pk, by=people.amara, at=NOON)
    finding = document.findings.first()
    assert finding is not None
    documents.work_finding(
        finding.pk, "accept", reason="Known.", by=people.amara, at=NOON
    )
    paper().mentions(1).store(by=people.amara, organisation_id=people.commissioner_id)
    jobs_of(people)
    return people


def jobs_of(people: Cast) -> None:
    """Have a job that waits, and one that was cancelled."""
    for content in (b"One.", b"Another."):
        job_id = intake.ask_import(
            content,
            name="a.txt",
            organisation_id=people.commissioner_id,
            by=people.amara,
            at=NOON,
        )
    jobs.cancel(job_id, by=people.amara, at=NOON)


def broken_by(model: type[models.Model], row: Row) -> str:
    """Return the name of the rule that the database refuses the row by."""
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        model._default_manager.create(**row)
    cause = raised.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return str(cause.diag.constraint_name)


def good_row(model: type[models.Model], where: Row) -> Row:
    row: Row | None = model._default_manager.filter(**where).order_by("pk").values()[0]
    assert row is not None
    return {name: value for name, value in row.items() if name != "id"}


def with_ids(model: type[models.Model], changes: Row) -> Row:
    """Put real ids where a change only says that it is another."""
    return {
        name: _another(model, name) if is_link(name) and value == "another" else value
        for name, value in changes.items()
    }


def is_link(name: str) -> bool:
    return name.endswith("_id")


def _another(model: type[models.Model], name: str) -> object:
    link = model._meta.get_field(name.removesuffix("_id"))
    assert isinstance(link, models.ForeignKey)
    used = model._default_manager.exclude(**{name: None}).values(name)
    others = link.related_model._default_manager.exclude(pk__in=used)
    return others.order_by("pk").values_list("pk", flat=True)[0]


class TestEveryRule:
    def test_has_a_way_to_break_it_here(self) -> None:
        assert set(BROKEN) == {*CONSTRAINTS, *UNIQUE_COLUMNS}

    @pytest.mark.parametrize("name", sorted({*CONSTRAINTS, *UNIQUE_COLUMNS}))
    def test_is_kept_by_the_database(self, rows: Cast, name: str) -> None:
        model = {**CONSTRAINTS, **UNIQUE_COLUMNS}[name]
        broken = BROKEN[name]
        row = good_row(model, broken.where)

        assert broken_by(model, {**row, **with_ids(model, broken.changes)}) == name
