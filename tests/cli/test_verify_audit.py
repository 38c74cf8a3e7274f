"""Whatever the superuser does to the record, the check names it."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from safehold.apps.audit.models import AuditEvent, AuditLink
from tests import cast
from tests.apps.audit.tampering import do, do_together, superuser
from tests.cast import Cast
from tests.database import ThrowawayDatabase

VERBS = ("tests.one", "tests.two", "tests.three")


@pytest.fixture
def people(transactional_db: None) -> Cast:
    people = cast.assemble()
    do(people, *VERBS)
    return people


@pytest.fixture
def tamper(
    people: Cast, throwaway_database: ThrowawayDatabase
) -> Iterator[psycopg.Connection]:
    with superuser(throwaway_database) as connection:
        yield connection


def verify(*arguments: str) -> str:
    printed = StringIO()
    call_command("verify_audit", *arguments, stdout=printed)
    return printed.getvalue()


def fault() -> str:
    with pytest.raises(CommandError) as raised:
        verify()
    assert raised.value.returncode == 1
    return str(raised.value)


def event(verb: str) -> AuditEvent:
    return AuditEvent.objects.get(verb=verb)


def position(verb: str) -> int:
    return AuditLink.objects.get(transaction_key=event(verb).transaction_key).position


class TestAWholeRecord:
    def test_is_said_to_hold_with_the_head_to_keep(self, people: Cast) -> None:
        newest = AuditLink.objects.order_by("position").last()

        printed = verify()

        assert newest is not None
        assert f"holds: {newest.position} links" in printed
        assert printed.endswith(f"{newest.position}:{newest.hash}\n")

    def test_agrees_with_every_head_kept_outside(self, people: Cast) -> None:
        kept = [f"{link.position}:{link.hash}" for link in AuditLink.objects.all()]

        assert "holds" in verify(*(f"--expect={each}" for each in kept))

    def test_says_how_far_it_is(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            "safehold.cli.management.commands.verify_audit.TOLD_EVERY", 2
        )

        assert "2 of " in verify()

    def test_may_be_larger_than_one_batch(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("safehold.apps.audit.queries.LINKS_AT_ONCE", 2)

        assert "holds" in verify()


class TestTheNewestLinks:
    def test_are_missed_only_where_a_head_was_kept_outside(
        self, tamper: psycopg.Connection
    ) -> None:
        kept = verify().splitlines()[-1]
        newest = position("tests.three")
        tamper.execute("DELETE FROM audit_auditlink WHERE position = %s", [newest])
        tamper.execute("DELETE FROM audit_auditevent WHERE verb = 'tests.three'")

        assert "holds" in verify()
        with pytest.raises(CommandError, match=f"link {newest}.*is missing"):
            verify(f"--expect={kept}")

    def test_written_anew_differ_from_the_head_kept_outside(self, people: Cast) -> None:
        newest = position("tests.three")

        with pytest.raises(CommandError, match=f"link {newest} is not the one"):
            verify(f"--expect={newest}:{'0' * 64}")

    def test_are_expected_as_they_were_printed(self, people: Cast) -> None:
        with pytest.raises(CommandError, match="POSITION:HASH"):
            verify("--expect=12:short")


class TestAnEntry:
    @pytest.mark.parametrize(
        "edit",
        [
            "verb = 'tests.other'",
            "actor_name = 'Brendan'",
            "actor_id = actor_id + 1",
            "happened_at = happened_at - interval '1 day'",
            'details = \'{"reason": "Another."}\'',
            "organisation_id = NULL",
            "subject = 'lantern:2'",
            "purpose = 'audit'",
            "request_id = 'another'",
            "act = 'portfolio.read'",
        ],
    )
    def test_that_was_edited_is_named(
        self, tamper: psycopg.Connection, edit: str
    ) -> None:
        two = event("tests.two")

        tamper.execute(f"UPDATE audit_auditevent SET {edit} WHERE id = {two.pk}")

        where = AuditLink.objects.get(transaction_key=two.transaction_key).position
        assert f"an entry of link {where} was edited: event {two.pk}" in fault()

    def test_that_was_deleted_is_missed(self, tamper: psycopg.Connection) -> None:
        where = position("tests.two")

        tamper.execute("DELETE FROM audit_auditevent WHERE verb = 'tests.two'")

        assert f"an entry of link {where} is missing" in fault()

    def test_that_was_added_to_an_older_link_is_named(
        self, tamper: psycopg.Connection
    ) -> None:
        where = position("tests.two")

        tamper.execute(
            "INSERT INTO audit_auditevent (verb, subject, actor_id, actor_name, "
            "happened_at, details, act, purpose, request_id, transaction_key) "
            "SELECT 'tests.more', subject, actor_id, actor_name, happened_at, details, "
            "act, purpose, request_id, transaction_key "
            "FROM audit_auditevent WHERE verb = 'tests.two'"
        )

        assert f"an entry was added to link {where}" in fault()

    def test_that_no_link_covers_is_named(self, tamper: psycopg.Connection) -> None:
        tamper.execute(
            "INSERT INTO audit_auditchange (happened_at, table_name, row_id, operation,"
            " act, purpose, verb, request_id, transaction_key) "
            "VALUES (now(), 'documents_fact', '1', 'delete', '', '', '', '', "
            "gen_random_uuid())"
        )

        assert "entries that no link covers" in fault()
        assert "change " in fault()

    def test_two_of_a_transaction_that_changed_places_are_named(
        self, people: Cast, tamper: psycopg.Connection
    ) -> None:
        do_together(people, "tests.left", "tests.right")
        do(people, "tests.after")
        where = position("tests.left")
        left, right = event("tests.left").pk, event("tests.right").pk

        move = "UPDATE audit_auditevent SET id = %s WHERE id = %s"
        for to, which in [(-1, left), (left, right), (right, -1)]:
            tamper.execute(move, [to, which])

        assert f"an entry of link {where} was edited" in fault()


class TestALink:
    def test_that_was_deleted_is_named(self, tamper: psycopg.Connection) -> None:
        where = position("tests.two")

        tamper.execute("DELETE FROM audit_auditlink WHERE position = %s", [where])

        assert f"link {where} is missing" in fault()

    def test_that_was_edited_is_told_from_its_entries(
        self, tamper: psycopg.Connection
    ) -> None:
        where = position("tests.two")

        tamper.execute(
            "UPDATE audit_auditlink SET hash = repeat('0', 64) WHERE position = %s",
            [where],
        )

        assert f"link {where} was edited; its entries are as they were" in fault()

    def test_that_changed_places_with_the_next_is_named(
        self, tamper: psycopg.Connection
    ) -> None:
        where = position("tests.two")

        move = "UPDATE audit_auditlink SET position = %s WHERE position = %s"
        for to, which in [(-1, where), (where, where + 1), (where + 1, -1)]:
            tamper.execute(move, [to, which])

        assert f"link {where} was moved" in fault()

    def test_the_first_of_several_faults_is_named(
        self, tamper: psycopg.Connection
    ) -> None:
        where = position("tests.one")

        tamper.execute(
            "UPDATE audit_auditevent SET subject = 'lantern:9' "
            "WHERE verb IN ('tests.one', 'tests.three')"
        )

        assert f"an entry of link {where} was edited" in fault()
