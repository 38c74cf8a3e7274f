"""Whole documents, read, confirmed and added up."""

from __future__ import annotations

import pytest

from safehold.apps.documents import policies
from safehold.apps.documents import queries as document_queries
from safehold.apps.documents.models import Document
from safehold.apps.intake import actions
from safehold.apps.programmes import queries
from safehold.apps.programmes.models import Award
from safehold.cli.demonstration.load import SPECIMENS
from safehold.engine.money import Money
from tests.cast import NOON, Cast
from tests.sources import CABINET, DRIVE, HOUSING, REQUEST, RESTART, real_text

YEAR = queries.Slice("2022-23")
HOME_OFFICE = Money(2_541_937_00)
COMMISSIONER_MATCH = Money(578_452_00)
MATCH_FUNDING = Money(2_057_705_00)


def take_in(text: str, people: Cast) -> Document:
    """Import the text and confirm what can be confirmed of it."""
    document_id = actions.import_file(
        text.encode(),
        name="whole.txt",
        organisation_id=people.commissioner_id,
        by=people.amara,
        at=NOON,
    )
    left = actions.confirm_all(document_id, by=people.amara, at=NOON)
    assert {each.refusal for each in left} <= MAY_BE_LEFT
    return Document.objects.get(pk=document_id)


# What only a person can say; everything else stands as read.
MAY_BE_LEFT = {
    policies.YEAR_MISSING,
    policies.PROGRAMME_MISSING,
    policies.SAID_OTHERWISE,
}


def specimen(name: str) -> str:
    return (SPECIMENS / name).read_text(encoding="utf-8")


def holds_londons_portfolio(people: Cast) -> None:
    totals = queries.totals(YEAR, by=people.amara)
    assert totals.grant == HOME_OFFICE
    assert totals.commissioner_match == COMMISSIONER_MATCH
    assert totals.match_funding == MATCH_FUNDING
    assert totals.total == HOME_OFFICE + MATCH_FUNDING
    assert queries.rows_of(YEAR, by=people.amara).count() == 7
    assert len(queries.programmes_by_area(YEAR, by=people.amara)) == 17


class TestTheResponseToARequest:
    def test_as_published_makes_londons_portfolio(self, people: Cast) -> None:
        take_in(real_text(REQUEST), people)

        holds_londons_portfolio(people)

    def test_as_our_own_specimen_makes_the_same(self, people: Cast) -> None:
        take_in(specimen("foi_response.txt"), people)

        holds_londons_portfolio(people)

    def test_in_both_forms_counts_the_money_once(self, people: Cast) -> None:
        take_in(specimen("foi_response.txt"), people)

        take_in(real_text(REQUEST), people)

        holds_londons_portfolio(people)

    def test_opens_each_figure_at_the_words_it_came_from(self, people: Cast) -> None:
        document = take_in(specimen("foi_response.txt"), people)

        awards = Award.objects.select_related("fact")
        assert awards.count() == 14
        for award in awards:
            fact = award.fact
            printed = document.text[fact.start : fact.end]
            assert fact.document_id == document.pk
            assert printed.startswith(str(Money(award.amount_pence)))


class TestEveryDocument:
    @pytest.mark.parametrize("number", [RESTART, CABINET, DRIVE, HOUSING, REQUEST])
    def test_as_published_is_reviewed_from_end_to_end(
        self, people: Cast, number: str
    ) -> None:
        document = take_in(real_text(number), people)

        assert document.facts.exclude(verdict="unreviewed").exists()

    @pytest.mark.parametrize(
        "path", sorted(SPECIMENS.glob("*.txt")), ids=lambda p: p.stem
    )
    def test_of_our_own_is_reviewed_from_end_to_end(
        self, people: Cast, path: object
    ) -> None:
        document = take_in(specimen(str(path).rpartition("/")[2]), people)

        assert document.facts.exclude(verdict="unreviewed").exists()

    def test_of_our_own_may_be_taken_in_after_all_the_others(
        self, people: Cast
    ) -> None:
        for path in sorted(SPECIMENS.glob("*.txt")):
            take_in(specimen(path.name), people)

        documents = document_queries.visible_to(people.amara)
        assert documents.count() == len(list(SPECIMENS.glob("*.txt")))
        holds_londons_portfolio(people)
