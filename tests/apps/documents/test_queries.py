from collections.abc import Callable

import pytest
from django.db.models import QuerySet

from safehold.apps.documents import actions, queries
from safehold.apps.documents.models import Document
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import FactKind
from safehold.engine.findings import Finding as Found
from safehold.engine.money import Money
from safehold.engine.spans import Span
from tests.build import BARNET, Paper, fact_of, paper
from tests.cast import NOON, Cast

OUT = Found("tables.column_sum", "Lantern & Key: the column is out.", "REF-01")


def store(written: Paper, people: Cast) -> Document:
    return written.store(by=people.amara, organisation_id=people.commissioner_id)


@pytest.fixture
def document(people: Cast) -> Document:
    return store(paper().mentions(1).mentions(2).mentions(3).doubts(OUT, OUT), people)


class TestVisible:
    @pytest.mark.parametrize(
        "rows",
        [queries.visible_to, queries.findings_visible_to, queries.facts_visible_to],
    )
    def test_to_the_commissioners_own_people_and_nobody_else(
        self,
        people: Cast,
        document: Document,
        rows: Callable[[Actor], QuerySet[Document]],
    ) -> None:
        insiders = {people.amara, people.dev}

        seen_by = {
            actor for actor in (people.amara, *people.strangers) if rows(actor).exists()
        }

        assert seen_by == insiders

    def test_facts_that_stand_are_read_by_everybody_who_reads_the_portfolio(
        self, people: Cast, document: Document
    ) -> None:
        confirmed = fact_of(document, FactKind.AMOUNT, 2)
        actions.let_stand(confirmed.pk, by=people.amara, at=NOON)

        for reader in (people.brendan, people.esi, people.farid):
            assert list(queries.facts_visible_to(reader)) == [confirmed]
        for stranger in (people.grace, people.hugo):
            assert not queries.facts_visible_to(stranger).exists()


class TestProgress:
    def test_counts_what_is_left_to_look_at(
        self, people: Cast, document: Document
    ) -> None:
        actions.let_stand(
            fact_of(document, FactKind.AMOUNT).pk, by=people.amara, at=NOON
        )
        finding = document.findings.first()
        assert finding is not None
        actions.work_finding(
            finding.pk, "accept", reason="Known.", by=people.amara, at=NOON
        )

        progress = queries.with_progress(queries.visible_to(people.amara)).get()

        assert (progress.unreviewed, progress.open_findings) == (3 - 1, 2 - 1)

    def test_is_nothing_where_nothing_was_read(self, people: Cast) -> None:
        store(paper(), people)

        progress = queries.with_progress(queries.visible_to(people.amara)).get()

        assert (progress.unreviewed, progress.open_findings) == (0, 0)

    def test_lists_the_unreviewed_in_the_order_of_the_document(
        self, people: Cast, document: Document
    ) -> None:
        first, second, third = document.facts.order_by("position")
        actions.discard(second.pk, reason="None.", by=people.amara, at=NOON)

        assert queries.unreviewed(document) == (first.pk, third.pk)


class TestStanding:
    KEY = "award|lantern|grant|home-office|2022-23"

    def test_is_the_fact_that_was_read_first(self, people: Cast) -> None:
        older, newer = (
            fact_of(store(paper().award("Lantern", 4_000), people), FactKind.AWARD)
            for _ in range(2)
        )
        for fact in (newer, older):
            actions.let_stand(fact.pk, by=people.amara, at=NOON)

        found = queries.standing(self.KEY, organisation_id=people.commissioner_id)

        assert found == older

    def test_is_none_before_anybody_confirmed_it(self, people: Cast) -> None:
        store(paper().award("Lantern", 4_000), people)

        assert not queries.standing(self.KEY, organisation_id=people.commissioner_id)

    def test_is_none_of_another_commissioners(self, people: Cast) -> None:
        document = store(paper().award("Lantern", 4_000), people)
        fact = fact_of(document, FactKind.AWARD)
        actions.let_stand(fact.pk, by=people.amara, at=NOON)

        another_id = people.another_commissioner_id
        assert not queries.standing(self.KEY, organisation_id=another_id)


class TestStandingDescriptions:
    def test_come_newest_year_first_and_of_that_programme_only(
        self, people: Cast
    ) -> None:
        confirmed = []
        for name, year in [("Lantern", 2021), ("Lantern", 2023), ("Lantern Two", 2022)]:
            written = paper().programme(name, BARNET).award(name, 1, year=year)
            fact = fact_of(store(written, people), FactKind.PROGRAMME)
            actions.let_stand(fact.pk, by=people.amara, at=NOON)
            confirmed.append(fact)

        described = queries.standing_descriptions(
            "lantern", organisation_id=people.commissioner_id
        )

        old, new, _ = confirmed
        assert list(described) == [new, old]


class TestAboutAProgramme:
    @pytest.mark.parametrize("name", ["Lantern & Key", "Lantern and Key"])
    def test_documents_name_it_in_either_spelling_newest_first(
        self, people: Cast, name: str
    ) -> None:
        undated = store(paper().award("x", 1).programme("Lantern & Key"), people)
        old = store(
            paper().decision("PCD 1", signed="2019-01-01").programme("Lantern and Key"),
            people,
        )
        new = store(
            paper().decision("PCD 2", signed="2024-01-01").programme("LANTERN & KEY"),
            people,
        )
        store(paper().programme("Beacon"), people)

        found = queries.mentioning_programme(name, by=people.amara)

        assert list(found) == [new, old, undated]
        assert not queries.mentioning_programme(name, by=people.hugo).exists()

    def test_documents_name_it_in_whole_words(self, people: Cast) -> None:
        store(paper().programme("Starting over"), people)

        assert not queries.mentioning_programme("Tar", by=people.amara).exists()
        assert queries.mentioning_programme("Starting", by=people.amara).exists()

    def test_findings_are_about_words_that_a_fact_of_it_came_from(
        self, people: Cast
    ) -> None:
        written = paper().award("Lantern", 4_000)
        words = written.awards[0].amount.span
        inside = Found("x", "The sum is out.", "REF-01", span=words)
        outside = Found("x", "The title is out.", "REF-01", span=Span(0, 3))
        document = store(written.doubts(inside, outside), people)

        about = queries.findings_about("Lantern", by=people.amara)

        assert list(about) == [document.findings.get(message="The sum is out.")]

    @pytest.mark.parametrize("name", ["Lantern & Key", "Lantern and Key"])
    def test_findings_name_it_in_either_spelling(
        self, people: Cast, document: Document, name: str
    ) -> None:
        assert list(queries.findings_about(name, by=people.amara)) == list(
            document.findings.order_by("pk")
        )
        assert not queries.findings_about("Beacon", by=people.amara).exists()
        assert not queries.findings_about(name, by=people.hugo).exists()


class TestFindingsOfADocument:
    def test_stand_with_both_of_the_documents_that_differ(
        self, people: Cast, document: Document
    ) -> None:
        other = store(paper(), people)
        actions.compare(other.pk, document.pk, [OUT], by=people.amara, at=NOON)
        between = other.findings.get()

        assert between in queries.findings_of(document, by=people.amara)
        assert list(queries.findings_of(other, by=people.amara)) == [between]
        assert not queries.findings_of(document, by=people.hugo).exists()


class TestWeight:
    def test_puts_the_largest_sum_out_first_and_what_has_none_last(
        self, people: Cast
    ) -> None:
        def out(printed: int, computed: int) -> Found:
            return Found("x", "x", "REF-01", Money(printed), Money(computed))

        none = Found("x", "x", "REF-01")
        document = store(paper().doubts(none, out(5, 4), out(1, 90), none), people)
        first, small, large, last = document.findings.order_by("pk")

        weighed = queries.weightiest(queries.findings_visible_to(people.amara))

        assert list(weighed) == [large, small, last, first]
