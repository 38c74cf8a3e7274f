"""How what a reviewer says of an award changes the portfolio."""

import pytest

from safehold.apps.documents import policies
from safehold.apps.documents.models import Fact
from safehold.apps.organisations.models import Organisation
from safehold.apps.programmes.models import (
    Award,
    Programme,
)
from safehold.engine.documents.facts import (
    FactKind,
)
from tests.apps.intake.desk import Desk, read, verbs
from tests.apps.refusing import not_found, refused
from tests.build import BARNET, fact_of, paper


class TestConfirmingAnAward:
    def test_enters_it_in_the_portfolio(self, desk: Desk) -> None:
        fact = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)

        desk.confirm(fact)

        award = Award.objects.get()
        assert award.fact == fact
        assert (award.amount_pence, award.qualifier) == (4_000_00, "exact")
        assert (award.role, award.financial_year) == ("grant", "2022-23")
        assert (award.programme.name, award.programme.slug) == ("Lantern", "lantern")
        assert award.funder == Organisation.objects.get(name="Home Office")
        assert award.funder_kind == "government"

    def test_records_every_step(self, desk: Desk) -> None:
        fact = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)

        desk.confirm(fact)

        assert verbs(fact) == [
            "documents.confirm",
            "programmes.record_award",
            "intake.confirm",
        ]

    def test_leaves_open_whose_initials_fit_several_bodies(self, desk: Desk) -> None:
        fact = desk.fact(paper().award("Lantern", 300, initials="LBB"), FactKind.AWARD)

        desk.confirm(fact)

        award = Award.objects.get()
        assert award.funder is None
        assert (award.funder_printed, award.funder_kind) == ("LBB", "council")

    def test_puts_programmes_in_either_spelling_together(self, desk: Desk) -> None:
        desk.confirm(
            desk.fact(paper().award("Lantern & Key", 1, year=2022), FactKind.AWARD),
            desk.fact(paper().award("Lantern and Key", 2, year=2023), FactKind.AWARD),
        )

        assert Programme.objects.get().awards.count() == 2

    def test_twice_is_refused(self, desk: Desk) -> None:
        fact = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)
        desk.confirm(fact)

        with refused(policies.ALREADY_SAID):
            desk.confirm(fact)

    def test_by_anybody_else_is_refused(self, desk: Desk) -> None:
        fact = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)

        with refused(policies.NOT_REVIEWER):
            desk.confirm(fact, by=desk.people.dev)
        with not_found():
            desk.confirm(fact, by=desk.people.grace)


class TestTwoDocumentsThatStateOneAward:
    @pytest.fixture
    def facts(self, desk: Desk) -> tuple[Fact, Fact]:
        first, second = (
            desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD) for _ in range(2)
        )
        return first, second

    def test_count_once(self, desk: Desk, facts: tuple[Fact, Fact]) -> None:
        desk.confirm(*facts)

        assert Award.objects.get().amount_pence == 4_000_00

    def test_leave_it_resting_on_the_one_that_was_read_first(
        self, desk: Desk, facts: tuple[Fact, Fact]
    ) -> None:
        first, second = facts
        desk.confirm(second)

        desk.confirm(first)

        assert Award.objects.get().fact == first

    def test_are_refused_where_they_differ(self, desk: Desk) -> None:
        desk.confirm(desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD))
        other = desk.fact(paper().award("Lantern", 5_000), FactKind.AWARD)

        with refused(policies.SAID_OTHERWISE):
            desk.confirm(other)

    def test_fall_back_on_the_other_when_one_is_discarded(
        self, desk: Desk, facts: tuple[Fact, Fact]
    ) -> None:
        first, second = facts
        desk.confirm(first, second)

        desk.discard(first)

        assert Award.objects.get().fact == second

    def test_lose_it_when_both_are_discarded(
        self, desk: Desk, facts: tuple[Fact, Fact]
    ) -> None:
        desk.confirm(*facts)
        for fact in facts:
            desk.discard(fact)

        assert not Award.objects.exists()
        assert not Programme.objects.exists()


class TestCorrectingAnAward:
    @pytest.fixture
    def fact(self, desk: Desk) -> Fact:
        return desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)

    def test_replaces_it_and_keeps_what_was_read(self, desk: Desk, fact: Fact) -> None:
        desk.confirm(fact)

        desk.correct(fact, read(fact, pence=5_000_00))

        fact.refresh_from_db()
        assert Award.objects.get().amount_pence == 5_000_00
        assert read(fact).pence == 4_000_00

    def test_enters_one_that_nobody_had_confirmed(self, desk: Desk, fact: Fact) -> None:
        desk.correct(fact, read(fact, pence=5_000_00))

        assert Award.objects.get().amount_pence == 5_000_00

    def test_to_another_year_leaves_none_in_the_first(
        self, desk: Desk, fact: Fact
    ) -> None:
        desk.confirm(fact)

        desk.correct(fact, read(fact, financial_year="2023-24"))

        assert Award.objects.get().financial_year == "2023-24"

    def test_to_another_programme_takes_the_first_one_out(
        self, desk: Desk, fact: Fact
    ) -> None:
        desk.confirm(fact)

        desk.correct(fact, read(fact, programme="Beacon"))

        assert Award.objects.get().programme == Programme.objects.get(name="Beacon")
        assert Programme.objects.count() == 1

    def test_away_rests_the_award_on_the_other_document(
        self, desk: Desk, fact: Fact
    ) -> None:
        other = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)
        desk.confirm(fact, other)

        desk.correct(fact, read(fact, financial_year="2023-24"))

        years = Award.objects.order_by("financial_year")
        assert [(award.financial_year, award.fact) for award in years] == [
            ("2022-23", other),
            ("2023-24", fact),
        ]

    def test_says_whose_the_initials_are(self, desk: Desk) -> None:
        fact = desk.fact(paper().award("Lantern", 300, initials="LBB"), FactKind.AWARD)
        desk.confirm(fact)
        barnet = "London Borough of Barnet"

        desk.correct(fact, read(fact, funder=barnet))

        award = Award.objects.get()
        assert award.funder is not None
        assert (award.funder.name, award.funder.gss_code) == (barnet, BARNET)

    def test_back_to_what_was_read_is_a_confirmation(
        self, desk: Desk, fact: Fact
    ) -> None:
        desk.correct(fact, read(fact, financial_year="2023-24", pence=1))

        desk.confirm(fact)

        award = Award.objects.get()
        assert (award.financial_year, award.amount_pence) == ("2022-23", 4_000_00)


class TestDiscarding:
    def test_takes_the_award_out(self, desk: Desk) -> None:
        fact = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)
        desk.confirm(fact)

        desk.discard(fact)

        assert not Award.objects.exists()
        assert verbs(fact)[3:] == [
            "documents.discard",
            "programmes.withdraw",
            "intake.discard",
        ]

    def test_what_never_stood_takes_nothing_out(self, desk: Desk) -> None:
        desk.confirm(desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD))
        fact = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)

        desk.discard(fact)

        assert Award.objects.count() == 1
        assert verbs(fact) == ["documents.discard", "intake.discard"]

    def test_without_a_reason_is_refused(self, desk: Desk) -> None:
        fact = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)
        desk.confirm(fact)

        with refused(policies.REASON_MISSING):
            desk.discard(fact, reason=" ")


class TestTwoCommissioners:
    def test_keep_records_of_their_own(self, desk: Desk) -> None:
        ours = desk.fact(paper().award("Lantern", 4_000), FactKind.AWARD)
        theirs = fact_of(
            paper()
            .award("Lantern", 5_000)
            .store(
                by=desk.people.hugo,
                organisation_id=desk.people.another_commissioner_id,
            ),
            FactKind.AWARD,
        )
        desk.confirm(ours)
        desk.confirm(theirs, by=desk.people.hugo)

        desk.discard(ours)

        award = Award.objects.get()
        assert award.fact == theirs
        assert award.programme.organisation_id == desk.people.another_commissioner_id
