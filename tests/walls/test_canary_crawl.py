"""Nobody comes upon a word that is not for them, wherever they ask.

The crawl is shown to be able to see: with the rule in Python and the wall in the
database both broken, it finds what stood behind them. With one of the two it does not.
"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import models, transaction
from django.db.models import Q

from safehold.apps.audit import context
from safehold.apps.documents import queries as documents
from safehold.web.commissioner import review
from tests.conftest import AS_THE_SERVICE
from tests.walls import houses
from tests.walls.catalogue import WALLED
from tests.walls.crawl import NOBODY, Crawl, Leak, crawl, leaks, log_kept
from tests.walls.houses import Street
from tests.walls.never_private import NEVER_PRIVATE

WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
# Whose rows and whose page the broken rule is about.
BROKEN = ("documents_document", "documents_fact", "documents_finding")


def private_columns() -> list[tuple[type[models.Model], str]]:
    return [
        (model, field.column)
        for model in WALLED
        for field in model._meta.local_concrete_fields
        if isinstance(field, WORDS)
        and (model._meta.db_table, field.column) not in NEVER_PRIVATE
    ]


def holds_a_canary(model: type[models.Model], column: str, house: houses.House) -> bool:
    rows = model._base_manager.filter(organisation_id=house.organisation_id)
    return any(
        b"canary" in bytes(value).lower()
        if isinstance(value, memoryview | bytes)
        else "canary" in str(value).lower()
        for value in rows.values_list(column, flat=True)
    )


class TestEveryPrivateColumn:
    def test_holds_a_canary_of_each_organisation(self, street: Street) -> None:
        without = [
            (model._meta.db_table, column, house.organisation_id)
            for model, column in private_columns()
            for house in (street.home, street.other)
            if column not in DERIVED and not holds_a_canary(model, column, house)
        ]

        assert without == []

    def test_is_either_private_or_says_why_not(self) -> None:
        there = {
            (model._meta.db_table, field.column)
            for model in WALLED
            for field in model._meta.local_concrete_fields
            if isinstance(field, WORDS)
        }

        assert set(NEVER_PRIVATE) <= there

    def test_has_words_that_somebody_may_read_and_somebody_may_not(
        self, street: Street
    ) -> None:
        for canary in street.canaries.all:
            may = {canary.may_be_seen_by(actor) for actor in street.everybody}
            assert may == {True, False}, canary


# Hashes of what holds a canary, which are known as canaries themselves.
DERIVED = {"sha256", "key"}


class TestEverybody:
    def test_comes_upon_nothing_that_is_not_for_them(self, street: Street) -> None:
        with log_kept() as log:
            walks = crawl(street)

        assert leaks(walks) == []
        assert_went_everywhere(walks)
        told = log.getvalue().lower()
        assert "request" in told
        assert [one for one in street.canaries.all if one.word in told] == []

    def test_learns_nothing_from_a_failure(
        self, street: Street, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        every_word = " ".join(canary.word for canary in street.canaries.all)

        def fail(text: str) -> None:
            raise RuntimeError(every_word)

        monkeypatch.setattr(review, "extract", fail)
        with log_kept() as log:
            [walk] = walks_to_documents(street)

        assert 500 in walk.answered.values()
        assert walk.leaks == []
        assert "runtimeerror" in log.getvalue().lower()
        told = log.getvalue().lower()
        assert [one for one in street.canaries.all if one.word in told] == []


def assert_went_everywhere(walks: list[Crawl]) -> None:
    """Check that there was something to come upon: pages, refusals, files, lists."""
    answers = {status for walk in walks for status in walk.answered.values()}
    assert answers >= {200, 302, 404, 405, 409, 422}
    for walk in walks:
        if walk.actor != NOBODY:
            assert list(walk.answered.values()).count(200) > 50, walk.actor.name
    taken = [where for walk in walks for where in walk.answered if "export=" in where]
    assert any("xlsx" in where for where in taken)
    assert any("csv" in where for where in taken)


def walks_to_documents(street: Street) -> list[Crawl]:
    """Send Hugo to the first commissioner's documents, and to his own."""
    hugo = street.people.hugo
    hidden = street.canaries.hidden_from(hugo)
    walk = Crawl(hugo, {canary.word: canary for canary in hidden})
    walk.get("/documents/")
    walk.get("/findings/")
    for document in documents.Document.objects.order_by("pk"):
        walk.get(f"/documents/{document.pk}/review/")
    return [walk]


def found(street: Street) -> list[Leak]:
    return leaks(walks_to_documents(street))


class TestTheCrawl:
    """What it finds when a policy is broken on purpose."""

    @pytest.fixture
    def python_is_broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(documents, "_in_scope", lambda by, act: Q())

    @pytest.fixture
    def sql_is_broken(
        self, transactional_db: None, owner_connection: psycopg.Connection
    ) -> None:
        """In a database that is as new again after the test."""
        for table in BROKEN:
            owner_connection.execute(f"SELECT safehold_unwall('{table}')".encode())

    @pytest.fixture
    def fresh_street(self, transactional_db: None) -> Iterator[Street]:
        with transaction.atomic():
            context._tell(AS_THE_SERVICE)
            yield houses.build()
            transaction.set_rollback(True)

    def test_finds_nothing_while_python_alone_is_broken(
        self, fresh_street: Street, python_is_broken: None
    ) -> None:
        assert found(fresh_street) == []

    def test_finds_nothing_while_sql_alone_is_broken(
        self, sql_is_broken: None, fresh_street: Street
    ) -> None:
        assert found(fresh_street) == []

    def test_finds_what_leaks_once_both_are_broken(
        self, sql_is_broken: None, fresh_street: Street, python_is_broken: None
    ) -> None:
        leaked = found(fresh_street)

        home = fresh_street.home.organisation_id
        assert {
            f"a title of organisation {home}",
            f"a text of organisation {home}",
        } <= {leak.what for leak in leaked}
        for leak in sorted(set(leaked))[:8]:
            # What a run of `pytest -s` shows to whoever wants to see it see.
            print(f"{leak.who} came upon {leak.what} at {leak.where}")  # noqa: T201
