"""A dossier holds all that was done, can be checked by hand, and leaves a trace."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import replace

import pytest
from django.core.exceptions import ObjectDoesNotExist

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditEvent, AuditLink
from safehold.apps.decisions.models import Decision
from safehold.apps.documents.models import Document
from safehold.apps.dossiers import actions, policies
from safehold.apps.dossiers.actions import File
from safehold.apps.dossiers.queries import Days, Wanted
from safehold.apps.dossiers.states import About
from safehold.apps.intake import actions as intake
from safehold.apps.programmes.models import Programme
from safehold.engine.actors import Actor, Purpose
from safehold.engine.documents.facts import FactKind
from tests import cast
from tests.apps.refusing import refused
from tests.build import HACKNEY, fact_of, paper
from tests.cast import LATER, NOON, Cast

REASON = "For the annual audit."
MUCH_LATER = datetime.datetime(2026, 7, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast.assemble()


@pytest.fixture
def document(people: Cast) -> Document:
    written = paper().decision("PCD 1").programme("Lantern", HACKNEY)
    stored = written.award("Lantern", 1_000).store(
        by=people.amara, organisation_id=people.commissioner_id
    )
    intake.confirm_all(stored.pk, by=people.amara, at=LATER)
    return stored


def for_audit(actor: Actor) -> Actor:
    return replace(actor, purpose=Purpose.AUDIT)


def take(people: Cast, wanted: Wanted) -> dict[str, bytes]:
    """Return what Judith takes, behind the walls as in a request."""
    with context.fresh():
        files = actions.take(
            wanted, reason=REASON, by=for_audit(people.judith), at=MUCH_LATER
        )
    assert len({file.name for file in files}) == len(files)
    return {file.name: file.content for file in files}


def of(document: Document) -> Wanted:
    return Wanted(About.DOCUMENT, record_id=document.pk)


class TestADossierOfADocument:
    def test_holds_the_record_its_original_and_all_that_was_done(
        self, people: Cast, document: Document
    ) -> None:
        files = take(people, of(document))

        [row] = json.loads(files["records/document.json"])
        original = files[f"originals/document-{document.pk}.txt"]
        assert hashlib.sha256(original).hexdigest() == row["sha256"]
        assert len(json.loads(files["records/facts.json"])) == document.facts.count()
        verbs = {event["verb"] for event in json.loads(files["events.json"])}
        assert {"documents.import", "documents.confirm"} <= verbs
        tables = {change["table_name"] for change in json.loads(files["changes.json"])}
        assert {"documents_document", "documents_fact"} <= tables

    def test_says_who_took_it_when_why_and_what_is_in_it(
        self, people: Cast, document: Document
    ) -> None:
        files = take(people, of(document))

        manifest = json.loads(files.pop("manifest.json"))
        assert manifest["taken_by"] == {
            "id": people.judith.person_id,
            "name": "Judith",
        }
        assert manifest["reason"] == REASON
        assert manifest["about"] == f"document:{document.pk}"
        assert manifest["taken_at"] == "2026-07-02T09:00:00Z"
        listed = {each["name"]: each["sha256"] for each in manifest["files"]}
        assert listed == {
            name: hashlib.sha256(content).hexdigest() for name, content in files.items()
        }

    def test_lets_each_link_be_checked_by_hand(
        self, people: Cast, document: Document
    ) -> None:
        files = take(people, of(document))

        links = json.loads(files["links.json"])
        checked = [link for link in links if link["can_be_checked_here"]]
        assert checked
        for link in checked:
            hashed = files[f"chain/{link['position']}.txt"]
            assert hashlib.sha256(hashed).hexdigest() == link["hash"]
            assert hashed.decode().partition("\n")[0] == link["hash_before"]
            kept = AuditLink.objects.get(position=link["position"])
            assert (kept.hash, kept.entries) == (link["hash"], link["entries"])

    def test_is_the_same_to_the_byte_for_the_same_rows(
        self, people: Cast, document: Document
    ) -> None:
        day = datetime.date(2026, 7, 1)
        wanted = Wanted(About.DAYS, days=Days(day, day))

        # Taken on the day after, so that the first is no part of the second.
        assert take(people, wanted) == take(people, wanted)

    def test_is_kept_with_its_reason_and_the_digest_of_its_manifest(
        self, people: Cast, document: Document
    ) -> None:
        files = take(people, of(document))

        event = AuditEvent.objects.get(verb="audit.take")
        assert event.actor_name == "Judith"
        assert event.subject == f"document:{document.pk}"
        assert event.organisation_id == people.commissioner_id
        assert event.purpose == "audit"
        digest = hashlib.sha256(files["manifest.json"]).hexdigest()
        assert event.details == {"reason": REASON, "manifest_sha256": digest}


class TestADossierOfAnotherRecord:
    def test_of_a_decision_holds_the_document_behind_it(
        self, people: Cast, document: Document
    ) -> None:
        decision = Decision.objects.get(reference="PCD 1")

        files = take(people, Wanted(About.DECISION, record_id=decision.pk))

        [row] = json.loads(files["records/decision.json"])
        assert row["reference"] == "PCD 1"
        assert f"originals/document-{document.pk}.txt" in files

    def test_of_a_programme_holds_what_was_taken_out_of_it(
        self, people: Cast, document: Document
    ) -> None:
        award = fact_of(document, FactKind.AWARD)
        intake.discard(award.pk, reason="Not one.", by=people.amara, at=LATER)
        programme = Programme.objects.get()

        files = take(people, Wanted(About.PROGRAMME, record_id=programme.pk))

        assert json.loads(files["records/awards.json"]) == []
        changes = json.loads(files["changes.json"])
        removed = [each for each in changes if each["operation"] == "delete"]
        assert {each["table_name"] for each in removed} == {"programmes_award"}

    def test_of_a_person_holds_their_roles_and_never_their_password(
        self, people: Cast, document: Document
    ) -> None:
        wanted = Wanted(About.PERSON, record_id=people.dev.person_id)

        files = take(people, wanted)

        [person] = json.loads(files["records/person.json"])
        assert set(person) == {"id", "name", "email", "is_active"}
        [role] = json.loads(files["records/roles.json"])
        assert role["role"] == "finance_officer"
        tables = {change["table_name"] for change in json.loads(files["changes.json"])}
        assert tables == {"people_person", "people_membership"}


class TestADossierOfDays:
    def test_holds_all_that_was_done_on_them_here_and_nothing_else(
        self, people: Cast, document: Document
    ) -> None:
        paper().store(by=people.hugo, organisation_id=people.another_commissioner_id)
        day = NOON.date()

        files = take(people, Wanted(About.DAYS, days=Days(day, day)))
        elsewhen = take(
            people,
            Wanted(
                About.DAYS, days=Days(day.replace(year=2020), day.replace(year=2021))
            ),
        )

        events = json.loads(files["events.json"])
        assert {event["actor_name"] for event in events} == {"Amara"}
        assert {event["organisation_id"] for event in events} == {
            people.commissioner_id
        }
        assert not [name for name in files if name.startswith("records/")]
        assert json.loads(elsewhen["events.json"]) == []
        assert json.loads(elsewhen["links.json"]) == []


class TestTaking:
    def attempt(self, actor: Actor, wanted: Wanted, reason: str = REASON) -> list[File]:
        return list(
            actions.take(wanted, reason=reason, by=for_audit(actor), at=MUCH_LATER)
        )

    def test_without_a_reason_is_refused(
        self, people: Cast, document: Document
    ) -> None:
        for reason in ("", "  ", "x" * (policies.LONGEST_REASON + 1)):
            with refused(policies.REASON_MISSING):
                self.attempt(people.judith, of(document), reason)

    def test_of_days_by_whoever_audits_nowhere_is_refused(
        self, people: Cast, document: Document
    ) -> None:
        day = NOON.date()
        for actor in (people.amara, people.kwame, people.hugo, people.grace):
            with refused(policies.NOT_AUDITOR):
                self.attempt(actor, Wanted(About.DAYS, days=Days(day, day)))

    def test_by_whoever_may_not_see_the_record_finds_none(
        self, people: Cast, document: Document
    ) -> None:
        records = [
            of(document),
            Wanted(About.DECISION, record_id=Decision.objects.get().pk),
            Wanted(About.PROGRAMME, record_id=Programme.objects.get().pk),
            Wanted(About.PERSON, record_id=people.dev.person_id),
        ]
        for wanted in records:
            for actor in (people.hugo, people.grace, people.kwame):
                with context.fresh(), pytest.raises(ObjectDoesNotExist):
                    self.attempt(actor, wanted)

        assert not AuditEvent.objects.filter(verb="audit.take").exists()

    @pytest.mark.parametrize(
        ("limit", "least"), [("MOST_ENTRIES", 1), ("MOST_BYTES", 10)]
    )
    def test_of_too_much_is_refused(
        self,
        people: Cast,
        document: Document,
        monkeypatch: pytest.MonkeyPatch,
        limit: str,
        least: int,
    ) -> None:
        monkeypatch.setattr(policies, limit, least)

        with refused(policies.TOO_LARGE):
            self.attempt(people.judith, of(document))
