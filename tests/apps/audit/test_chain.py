"""The chain as the database makes it: at commit, one after another, without gaps."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models import Max

from safehold.apps.audit import actions, context
from safehold.apps.audit.models import AuditChange, AuditEvent, AuditLink
from safehold.apps.organisations.models import Organisation
from safehold.engine.actors import SYSTEM
from tests import cast
from tests.apps.audit.tampering import do, do_together
from tests.cast import NOON, Cast

CONNECTIONS, TRANSACTIONS = 8, 50


class TakenBack(Exception):
    """What was done is not to stand."""


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast.assemble()


def newest() -> int:
    return AuditLink.objects.aggregate(newest=Max("position"))["newest"]


def claim(key: UUID | str | None) -> None:
    with connection.cursor() as cursor:
        claimed = str(key).replace("-", "") if isinstance(key, UUID) else key
        cursor.execute("SELECT set_config('safehold.transaction', %s, true)", [claimed])


def note(people: Cast, verb: str) -> None:
    actions.record(
        verb,
        subject="lantern:1",
        organisation_id=people.commissioner_id,
        by=people.amara,
        at=NOON,
    )


def verify() -> str:
    printed = StringIO()
    call_command("verify_audit", stdout=printed)
    return printed.getvalue()


class TestOneTransaction:
    def test_is_one_link_for_all_that_it_did(self, people: Cast) -> None:
        before = newest()

        do_together(people, "tests.one", "tests.two")

        link = AuditLink.objects.get(position=before + 1)
        keys = set(
            AuditEvent.objects.filter(verb__startswith="tests.").values_list(
                "transaction_key", flat=True
            )
        )
        assert (keys, link.entries) == ({link.transaction_key}, 2)
        assert newest() == before + 1

    def test_that_is_rolled_back_leaves_no_link_and_no_gap(self, people: Cast) -> None:
        before = newest(), AuditEvent.objects.count(), AuditChange.objects.count()

        with contextlib.suppress(TakenBack), context.acting(SYSTEM, at=NOON):
            Organisation.objects.create(name="Nobody", kind="other")
            raise TakenBack

        assert before == (
            newest(),
            AuditEvent.objects.count(),
            AuditChange.objects.count(),
        )
        do(people, "tests.after")
        assert newest() == before[0] + 1

    def test_keeps_of_a_savepoint_that_failed_nothing(self, people: Cast) -> None:
        before = newest()

        with context.acting(SYSTEM, at=NOON):
            Organisation.objects.create(name="Stays", kind="other")
            with contextlib.suppress(TakenBack), transaction.atomic():
                Organisation.objects.create(name="Goes", kind="other")
                raise TakenBack

        assert AuditLink.objects.get(position=before + 1).entries == 1
        assert "holds" in verify()

    def test_that_only_reads_makes_no_link(self, people: Cast) -> None:
        before = newest()

        with context.acting(SYSTEM, at=NOON):
            list(Organisation.objects.all())

        assert newest() == before


class TestAKey:
    """Who holds the application's password sets the setting, and joins no old link."""

    def test_of_an_older_transaction_is_not_used_again(self, people: Cast) -> None:
        do(people, "tests.old")
        old = AuditEvent.objects.get(verb="tests.old").transaction_key
        before = newest()

        with context.acting(people.amara, at=NOON):
            claim(old)
            note(people, "tests.late")

        late = AuditEvent.objects.get(verb="tests.late").transaction_key
        assert AuditLink.objects.get(transaction_key=late).position == before + 1
        assert AuditEvent.objects.filter(transaction_key=old).count() == 1
        assert "holds" in verify()

    def test_that_its_own_transaction_has_linked_is_not_used_again(
        self, people: Cast
    ) -> None:
        with context.acting(people.amara, at=NOON), connection.cursor() as cursor:
            note(people, "tests.early")
            early = AuditEvent.objects.get(verb="tests.early").transaction_key
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            claim(early)
            note(people, "tests.late")

        assert AuditLink.objects.get(transaction_key=early).entries == 1
        assert AuditEvent.objects.filter(transaction_key=early).count() == 1
        assert "holds" in verify()

    @pytest.mark.parametrize("nonsense", ["none", "0" * 32, "0" * 33, "-" * 36])
    def test_that_is_none_is_made_anew(self, people: Cast, nonsense: str) -> None:
        with context.acting(people.amara, at=NOON):
            claim(nonsense)
            note(people, "tests.late")

        assert "holds" in verify()


class TestManyAtOnce:
    def test_make_one_chain_without_a_gap(self, people: Cast) -> None:
        before = newest()
        start = threading.Barrier(CONNECTIONS)

        def work(number: int) -> None:
            try:
                start.wait(timeout=10)
                for each in range(TRANSACTIONS):
                    with context.acting(SYSTEM, at=NOON, verb="tests.write"):
                        Organisation.objects.create(
                            name=f"Body {number}.{each}", kind="other"
                        )
                do(people, f"tests.done_{number}")
            finally:
                connections.close_all()

        with ThreadPoolExecutor(CONNECTIONS) as pool:
            list(pool.map(work, range(CONNECTIONS)))

        made = CONNECTIONS * (TRANSACTIONS + 1)
        positions = AuditLink.objects.order_by("position").values_list(
            "position", flat=True
        )
        assert list(positions) == list(range(1, before + made + 1))
        assert Organisation.objects.filter(name__startswith="Body").count() == (
            CONNECTIONS * TRANSACTIONS
        )
        assert f"{before + made:,} links" in verify()
