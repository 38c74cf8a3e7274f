"""Every change leaves a trace, whichever way it comes; nobody writes one by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet

from safehold.apps.audit import actions, context
from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.apps.organisations.models import Organisation
from safehold.apps.people.models import Membership, Person
from safehold.engine.actors import SYSTEM
from tests import cast
from tests.apps.refusing import OURS
from tests.build import paper
from tests.cast import NOON, Cast

# What changes when people sign in, and stands in tables that are not ours.
WAYS_IN = {
    "mfa_authenticator",
    "account_emailaddress",
    "socialaccount_socialaccount",
}
EXCUSED = {
    "audit_auditevent": "is the record itself",
    "audit_auditchange": "is the record itself",
    "audit_auditlink": "is the record itself",
}
TRIGGERED = """
SELECT tgrelid::regclass::text FROM pg_trigger
WHERE tgfoid = 'safehold_capture_change'::regproc
"""
OTHERS = {
    "people_permission": "changes by migration alone",
    "django_session": "says who is signed in, and is kept beside what it is for",
    "usersessions_usersession": "says who is signed in where, and goes with it",
    "django_migrations": "says how the tables were made",
    "django_content_type": "is made with the tables",
    "auth_permission": "is made with the tables; the service does not ask it",
    "auth_group": "is empty; the service does not ask it",
    "auth_group_permissions": "is empty; the service does not ask it",
    "shared_cache": "is forgotten after minutes",
    "account_emailconfirmation": "is empty: links are signed, not stored",
    "socialaccount_socialapp": "is empty: settings name the issuer",
    "socialaccount_socialtoken": "is empty: no token of an issuer is kept",
}


def column(query: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def ours() -> set[str]:
    return {
        model._meta.db_table
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    }


@pytest.mark.django_db
class TestTheCensus:
    def test_every_table_is_captured_or_excused(self) -> None:
        captured = column(TRIGGERED)

        assert captured == (ours() | WAYS_IN) - set(EXCUSED)

    def test_no_other_table_has_come_unseen(self) -> None:
        tables = column(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') "
            "AND relnamespace = 'public'::regnamespace"
        )
        queue = {table for table in tables if table.startswith("procrastinate_")}

        assert tables - queue - ours() - WAYS_IN == set(OTHERS)


def changes(table: str) -> QuerySet[AuditChange]:
    return AuditChange.objects.filter(table_name=table).order_by("pk")


def newest(table: str) -> AuditChange:
    change = changes(table).last()
    assert change is not None
    return change


@contextmanager
def amara_acts(people: Cast) -> Iterator[None]:
    with context.acting(
        people.amara,
        at=NOON,
        verb="tests.change",
        as_system=True,
        request_id="request-7",
    ):
        yield


def body(people: Cast) -> Organisation:
    return Organisation.objects.get(name=cast.PARTNER)


class TestAChange:
    def test_says_who_when_why_for_what_and_by_which_request(
        self, people: Cast
    ) -> None:
        with amara_acts(people):
            Organisation.objects.filter(name=cast.PARTNER).update(name="Renamed")

        change = newest("organisations_organisation")
        assert (change.person_id, change.verb) == (
            people.amara.person_id,
            "tests.change",
        )
        assert (change.purpose, change.request_id) == ("grants", "request-7")
        assert change.operation == "update"
        assert change.was == {"name": cast.PARTNER}
        assert change.becomes == {"name": "Renamed"}
        assert change.happened_at.tzinfo is not None

    def test_of_a_walled_row_says_whose_it_is_and_who_may_read_it(
        self, people: Cast
    ) -> None:
        paper().mentions(5).store(
            by=people.amara, organisation_id=people.commissioner_id
        )

        change = newest("documents_fact")
        assert change.organisation_id == people.commissioner_id
        assert change.act == "documents.read"

    def test_is_kept_of_many_rows_made_at_once(self, people: Cast) -> None:
        with amara_acts(people):
            made = Organisation.objects.bulk_create(
                Organisation(name=f"Body {number}", kind="other") for number in range(3)
            )

        kept = changes("organisations_organisation").filter(operation="insert")
        last = list(kept)[-3:]
        assert [change.row_id for change in last] == [str(each.pk) for each in made]
        assert {change.verb for change in last} == {"tests.change"}

    def test_is_kept_of_many_rows_changed_at_once(self, people: Cast) -> None:
        before = changes("people_membership").count()

        with amara_acts(people):
            number = Membership.objects.update(
                from_date=F("from_date") - datetime.timedelta(days=1)
            )

        kept = changes("people_membership")[before:]
        assert len(kept) == number
        assert all(set(change.becomes or {}) == {"from_date"} for change in kept)

    @pytest.mark.parametrize(
        ("statement", "operation"),
        [
            (
                "INSERT INTO organisations_organisation (name, kind, gss_code) "
                "VALUES ('By hand', 'other', '')",
                "insert",
            ),
            (
                "UPDATE organisations_organisation SET name = 'By hand' "
                "WHERE name = 'Rise Mutual'",
                "update",
            ),
            (
                "DELETE FROM people_membership WHERE person_id = "
                "(SELECT id FROM people_person WHERE name = 'Grace')",
                "delete",
            ),
        ],
    )
    def test_is_kept_of_sql_written_by_hand(
        self, people: Cast, statement: str, operation: str
    ) -> None:
        with amara_acts(people), connection.cursor() as cursor:
            cursor.execute(statement)

        change = AuditChange.objects.order_by("pk").last()
        assert change is not None
        assert change.operation == operation
        assert (change.person_id, change.verb, change.request_id) == (
            people.amara.person_id,
            "tests.change",
            "request-7",
        )

    def test_that_was_removed_is_kept_whole(self, people: Cast) -> None:
        held = Membership.objects.get(person__name="Grace")

        with amara_acts(people):
            Membership.objects.filter(pk=held.pk).delete()

        change = newest("people_membership")
        assert change.row_id == str(held.pk)
        assert change.becomes is None
        assert change.was is not None
        assert change.was["role"] == held.role

    def test_to_the_same_value_leaves_nothing(self, people: Cast) -> None:
        before = AuditChange.objects.count()

        with amara_acts(people):
            Organisation.objects.update(name=F("name"))
            Person.objects.update(last_login=NOON)

        assert AuditChange.objects.count() == before

    def test_by_nobody_that_was_told_names_nobody(self, people: Cast) -> None:
        with context.fresh():
            Organisation.objects.create(name="Nobody's", kind="other")

        change = AuditChange.objects.get(becomes__name="Nobody's")
        assert change.person_id is None
        assert change.verb == ""


HIDDEN = "[not kept]"


class TestWhatIsHidden:
    def test_of_a_person_is_the_password(self, people: Cast) -> None:
        with amara_acts(people):
            Person.objects.filter(name="Grace").update(password="secret-hash-77")

        change = newest("people_person")
        assert change.was == {"password": HIDDEN}
        assert change.becomes == {"password": HIDDEN}

    def test_of_a_document_are_its_bytes_and_its_text(self, people: Cast) -> None:
        paper().mentions(5).store(
            by=people.amara, organisation_id=people.commissioner_id
        )

        assert newest("documents_original").becomes["content"] == HIDDEN  # type: ignore[index]
        assert newest("documents_document").becomes["text"] == HIDDEN  # type: ignore[index]

    def test_of_a_second_factor_is_its_secret(self, people: Cast) -> None:
        authenticators = apps.get_model("mfa", "Authenticator").objects

        with amara_acts(people):
            authenticators.create(
                user_id=people.amara.person_id, type="totp", data={"secret": "ABCD77"}
            )
            authenticators.update(data={"secret": "EFGH88"})

        kept = [change.becomes for change in changes("mfa_authenticator")]
        assert [row["data"] for row in kept if row] == [HIDDEN, HIDDEN]

    def test_of_an_issuers_account_is_what_the_issuer_says(self, people: Cast) -> None:
        accounts = apps.get_model("socialaccount", "SocialAccount").objects

        with amara_acts(people):
            accounts.create(
                user_id=people.amara.person_id,
                provider="issuer",
                uid="1",
                extra_data={"phone": "secret"},
            )

        assert newest("socialaccount_socialaccount").becomes["extra_data"] == HIDDEN  # type: ignore[index]

    def test_is_every_column_that_holds_a_secret_or_a_file(self) -> None:
        """Break, where a new column should be hidden and nobody said so."""
        telling = {"password", "secret", "token", "content", "text", "sha256", "key"}
        found = {
            (model._meta.db_table, field.column)
            for model in apps.get_models()
            if model._meta.db_table in (ours() | WAYS_IN) - set(EXCUSED)
            for field in model._meta.local_fields
            if set(str(field.column).split("_")) & telling
        }

        assert found - HIDDEN_COLUMNS == SHOWN_COLUMNS


HIDDEN_COLUMNS = {
    ("people_person", "password"),
    ("documents_document", "text"),
    ("documents_original", "content"),
    ("invitations_invitation", "token_sha256"),
    ("jobs_waitingfile", "content"),
}
# What is called so and tells nothing that the record does not show.
SHOWN_COLUMNS = {
    ("documents_document", "sha256"),
    ("documents_fact", "record_key"),
    ("decisions_recommendation", "text"),
    ("programmes_award", "record_key"),
    ("programmes_observation", "record_key"),
    ("jobs_job", "key"),
}


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


WRITES = (
    "INSERT INTO audit_auditchange (happened_at, table_name, row_id, operation, act, "
    "purpose, verb, request_id, transaction_key) VALUES (now(), 'a', '1', 'insert', "
    "'', '', '', '', gen_random_uuid())",
    "UPDATE audit_auditchange SET verb = 'other'",
    "DELETE FROM audit_auditchange",
    "INSERT INTO audit_auditlink (position, transaction_key, entries, hash) "
    "VALUES (999999, gen_random_uuid(), 1, repeat('0', 64))",
    "UPDATE audit_auditlink SET hash = repeat('0', 64)",
    "DELETE FROM audit_auditlink",
    "UPDATE audit_auditevent SET verb = 'other'",
    "DELETE FROM audit_auditevent",
)


class TestTheApplication:
    @pytest.mark.parametrize("statement", WRITES)
    def test_writes_nothing_of_the_record_by_hand(
        self, people: Cast, statement: str
    ) -> None:
        before = AuditChange.objects.count(), AuditEvent.objects.count()

        with refused(), connection.cursor() as cursor:
            cursor.execute(statement)

        assert before == (AuditChange.objects.count(), AuditEvent.objects.count())

    def test_signs_no_event_with_another_persons_id(self, people: Cast) -> None:
        before = AuditEvent.objects.count()

        with context.acting(people.amara, at=NOON), refused():
            actions.record(
                "tests.forge",
                subject="lantern:1",
                organisation_id=people.commissioner_id,
                by=people.dev,
                at=NOON,
            )

        assert AuditEvent.objects.count() == before

    @pytest.mark.parametrize("number", [-1, 1, 10**9])
    def test_chooses_no_place_for_an_event(self, people: Cast, number: int) -> None:
        before = AuditEvent.objects.count()

        with amara_acts(people), refused():
            AuditEvent.objects.create(
                pk=number,
                verb="tests.forge",
                subject="lantern:1",
                actor_id=people.amara.person_id,
                actor_name="Amara",
                happened_at=NOON,
            )

        assert AuditEvent.objects.count() == before

    def test_cannot_say_by_hand_for_what_or_by_which_request(
        self, people: Cast
    ) -> None:
        with amara_acts(people):
            event = AuditEvent.objects.create(
                verb="tests.forge",
                subject="lantern:1",
                actor_id=people.amara.person_id,
                actor_name="Amara",
                happened_at=NOON,
                purpose="audit",
                request_id="another",
            )

        event.refresh_from_db()
        assert (event.purpose, event.request_id) == ("grants", "request-7")


def test_the_service_signs_as_itself(people: Cast) -> None:
    organisation_id = cast.organisation("A new body")

    event = AuditEvent.objects.get(subject=f"organisation:{organisation_id}")

    assert (event.actor_id, event.actor_name) == (SYSTEM.person_id, SYSTEM.name)
