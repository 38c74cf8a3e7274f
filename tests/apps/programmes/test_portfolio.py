"""The portfolio holds what the awards say, however it is asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.apps.programmes import queries
from safehold.apps.programmes.models import Award, Observation, ProgrammeArea
from safehold.apps.programmes.queries import Slice
from safehold.engine.documents.records import slug
from safehold.engine.money import ZERO, Money
from safehold.engine.portfolio import Shares, cross_foots
from tests.build import (
    BARNET,
    BRENT,
    HACKNEY,
    HOME_OFFICE,
    MOPAC,
    GivenArea,
    GivenAward,
    enter_portfolio,
)
from tests.cast import Cast

PROGRAMMES = ("Lantern", "Lantern & Key", "Beacon", "100% Safe")
YEARS = ("2021-22", "2022-23")
BOROUGHS = (BARNET, BRENT, HACKNEY)
# Initials that nobody has identified stand for a funder of their own.
FUNDERS = {
    HOME_OFFICE: ("government", True),
    MOPAC: ("commissioner", True),
    "London Borough of Barnet": ("council", True),
    "LBB": ("council", False),
    "Respect": ("charity", True),
}


def award(programme: str, funder: str, role: str, year: str, pence: int) -> GivenAward:
    kind, is_identified = FUNDERS[funder]
    return GivenAward(programme, funder, role, kind, is_identified, year, pence)


awards = st.builds(
    award,
    st.sampled_from(PROGRAMMES),
    st.sampled_from(sorted(FUNDERS)),
    st.sampled_from(["grant", "match_funding"]),
    st.sampled_from(YEARS),
    st.integers(0, 10**11),
)
areas = st.builds(
    GivenArea,
    st.sampled_from(PROGRAMMES),
    st.sampled_from(BOROUGHS),
    st.sampled_from(YEARS),
)
slices = st.builds(
    Slice,
    st.sampled_from([*YEARS, "2030-31"]),
    gss_code=st.sampled_from(["", *BOROUGHS]),
    funder=st.sampled_from(["", *FUNDERS, "Nobody"]),
    role=st.sampled_from(["", "grant", "match_funding"]),
    programme=st.sampled_from(["", "lantern", "beacon"]),
    words=st.sampled_from(["", "lantern", "KEY lan", "%", "_", "none of them"]),
)
portfolios = st.tuples(
    st.lists(awards, max_size=12), st.lists(areas, max_size=8, unique=True)
)
Portfolio = tuple[list[GivenAward], list[GivenArea]]

with_a_database = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@contextmanager
def entered(portfolio: Portfolio, people: Cast) -> Iterator[None]:
    """Have the portfolio in the database, and take it out again."""
    given_awards, given_areas = portfolio
    with transaction.atomic():
        enter_portfolio(
            given_awards,
            given_areas,
            by=people.amara,
            organisation_id=people.commissioner_id,
        )
        yield
        transaction.set_rollback(True)


def of_slice(portfolio: Portfolio, part: Slice) -> list[GivenAward]:
    """Return the awards of the slice, found without a database."""
    given_awards, given_areas = portfolio
    return [
        each
        for each in given_awards
        if each.year == part.financial_year
        and part.funder in ("", each.funder)
        and part.role in ("", each.role)
        and part.programme in ("", slug(each.programme))
        and all(word in each.programme.lower() for word in part.words.lower().split())
        and (
            part.gss_code == ""
            or GivenArea(each.programme, part.gss_code, each.year) in given_areas
        )
    ]


def shares(given_awards: Iterable[GivenAward]) -> Shares:
    """Add the awards up by where they come from, one after the other."""
    pence: Counter[str] = Counter()
    for each in given_awards:
        column = "grant" if each.role == "grant" else each.funder_kind
        pence[column] += each.pence
    return Shares(
        grant=Money(pence["grant"]),
        commissioner_match=Money(pence["commissioner"]),
        council_match=Money(pence["council"]),
        other_match=Money(pence["charity"] + pence["government"]),
    )


def by_programme(given_awards: Iterable[GivenAward]) -> dict[str, Shares]:
    found: dict[str, list[GivenAward]] = defaultdict(list)
    for each in given_awards:
        found[each.programme].append(each)
    return {name: shares(of_programme) for name, of_programme in found.items()}


def by_funder(given_awards: Iterable[GivenAward]) -> dict[tuple[str, str], Money]:
    found: dict[tuple[str, str], Money] = defaultdict(lambda: ZERO)
    for each in given_awards:
        found[each.role, each.funder] += Money(each.pence)
    return found


class TestThePortfolio:
    @with_a_database
    @given(portfolios, slices)
    def test_adds_up_by_programme_and_by_funder(
        self, people: Cast, portfolio: Portfolio, part: Slice
    ) -> None:
        expected = of_slice(portfolio, part)

        with entered(portfolio, people):
            rows = list(queries.rows_of(part, by=people.amara))
            totals = queries.totals(part, by=people.amara)
            funders = queries.funder_totals(part, by=people.amara)

        assert len(rows) == len({row.name for row in rows})
        assert {row.name: queries.shares(row) for row in rows} == by_programme(expected)
        assert {row.name: Money(vars(row)["total_pence"]) for row in rows} == {
            name: each.total for name, each in by_programme(expected).items()
        }
        assert totals == shares(expected)
        assert {(each.role, each.funder): each.money for each in funders} == by_funder(
            expected
        )
        assert cross_foots(totals, funders=(each.money for each in funders))

    @with_a_database
    @given(portfolios, slices)
    def test_says_where_its_programmes_operate_in_the_year(
        self, people: Cast, portfolio: Portfolio, part: Slice
    ) -> None:
        names = {each.programme for each in of_slice(portfolio, part)}
        expected = sorted(
            (each.programme, each.gss_code)
            for each in portfolio[1]
            if each.programme in names and each.year == part.financial_year
        )

        with entered(portfolio, people):
            rows = queries.rows_of(part, by=people.amara)
            told = [
                (row.name, place.gss_code)
                for row in rows.order_by("name")
                for place in queries.places(row)
            ]
            counted = queries.programmes_by_area(part, by=people.amara)

        assert sorted(told) == expected
        assert counted == Counter(gss_code for _, gss_code in expected)

    @with_a_database
    @given(portfolios)
    def test_says_who_gives_what_in_which_year(
        self, people: Cast, portfolio: Portfolio
    ) -> None:
        expected: dict[str, dict[str, Money]] = {}
        for each in portfolio[0]:
            years_of = expected.setdefault(each.funder, {})
            before = years_of.get(each.year, ZERO)
            years_of[each.year] = before + Money(each.pence)

        with entered(portfolio, people):
            told = queries.funders_by_year(people.amara)
            names = {
                year: queries.funder_names(year, by=people.amara) for year in YEARS
            }
            years = queries.financial_years(people.amara)

        assert told == expected
        assert {year: set(names[year]) for year in YEARS} == {
            year: {name for name, given_in in told.items() if year in given_in}
            for year in YEARS
        }
        assert all(len(each) == len(set(each)) for each in names.values())
        assert list(years) == sorted({each.year for each in portfolio[0]}, reverse=True)

    def test_names_the_largest_funder_first_and_grants_before_match_funding(
        self, people: Cast
    ) -> None:
        given_awards = [
            award("Lantern", MOPAC, "match_funding", "2022-23", 9_00),
            award("Lantern", "Respect", "grant", "2022-23", 1_00),
            award("Lantern", "LBB", "grant", "2022-23", 1_00),
            award("Beacon", HOME_OFFICE, "grant", "2022-23", 5_00),
        ]

        with entered((given_awards, []), people):
            funders = queries.funder_totals(Slice("2022-23"), by=people.amara)

        assert [each.funder for each in funders] == [
            HOME_OFFICE,
            "LBB",
            "Respect",
            MOPAC,
        ]


class TestWhoMayRead:
    def test_is_everybody_with_a_role_but_another_commissioner(
        self, people: Cast
    ) -> None:
        part = Slice("2022-23")
        everybody = (people.amara, *people.strangers)

        with entered(([GivenAward("Lantern", HOME_OFFICE)], []), people):
            readers = {
                by for by in everybody if queries.totals(part, by=by).total > ZERO
            }

        assert readers == set(everybody) - {people.grace, people.hugo}

    def test_gives_each_commissioner_their_own_portfolio(self, people: Cast) -> None:
        part = Slice("2022-23")

        with entered(([GivenAward("Lantern", HOME_OFFICE, pence=4_00)], []), people):
            enter_portfolio(
                [GivenAward("Lantern", HOME_OFFICE, pence=5_00)],
                by=people.hugo,
                organisation_id=people.another_commissioner_id,
            )
            totals = {
                by.name: queries.totals(part, by=by).total
                for by in (people.amara, people.hugo)
            }
            ours, theirs, read = (
                queries.with_slug("lantern", by=by)
                for by in (people.amara, people.hugo, people.brendan)
            )

        assert totals == {"Amara": Money(4_00), "Hugo": Money(5_00)}
        assert ours.organisation_id == people.commissioner_id
        assert theirs.organisation_id == people.another_commissioner_id
        assert read == ours

    def test_leaves_out_whoever_has_none(self, people: Cast) -> None:
        part, grace = Slice("2022-23"), people.grace

        with entered(
            (
                [GivenAward("Lantern", HOME_OFFICE)],
                [GivenArea("Lantern", BARNET)],
            ),
            people,
        ):
            assert not queries.visible_to(grace).exists()
            assert not queries.awards_visible_to(grace).exists()
            assert not queries.observations_visible_to(grace).exists()
            assert not queries.rows_of(part, by=grace).exists()
            assert queries.totals(part, by=grace) == Shares()
            assert queries.funder_totals(part, by=grace) == ()
            assert queries.programmes_by_area(part, by=grace) == {}
            assert queries.financial_years(grace) == ()


Budget = Callable[[int], AbstractContextManager[object]]


class TestTheDatabase:
    @pytest.mark.parametrize("programmes", [3, 300])
    def test_is_asked_as_often_for_three_programmes_as_for_three_hundred(
        self, people: Cast, django_assert_num_queries: Budget, programmes: int
    ) -> None:
        names = [f"Programme {number}" for number in range(programmes)]
        given_awards = [
            award(name, funder, "grant", "2022-23", 1_00)
            for name in names
            for funder in FUNDERS
        ]
        given_areas = [GivenArea(name, code) for name in names for code in BOROUGHS]
        part = Slice("2022-23", gss_code=BARNET, words="programme")

        with entered((given_awards, given_areas), people):
            # The rows, and where they operate.
            with django_assert_num_queries(2):
                rows = list(queries.rows_of(part, by=people.amara))
                assert all(len(queries.places(row)) == 3 for row in rows)
            with django_assert_num_queries(3):
                totals = queries.totals(part, by=people.amara)
                queries.funder_totals(part, by=people.amara)
                queries.programmes_by_area(part, by=people.amara)

        assert len(rows) == programmes
        assert totals.total == Money(programmes * len(FUNDERS) * 1_00)


class TestNamesOfRows:
    def test_say_which_they_are(self, people: Cast) -> None:
        with entered(
            ([GivenAward("Lantern", HOME_OFFICE)], [GivenArea("Lantern", BARNET)]),
            people,
        ):
            one, area = Award.objects.get(), ProgrammeArea.objects.get()
            programme = one.programme

        assert str(one) == f"award #{one.pk}"
        assert str(programme) == "Lantern"
        assert str(area) == f"{BARNET} in 2022-23"

    def test_say_which_figure_it_is(self) -> None:
        assert str(Observation(pk=7)) == "observation #7"
