"""The chain as the database makes it: at commit, one after another, without gaps."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.db.models import Max

from safehold.apps.audit import context
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
