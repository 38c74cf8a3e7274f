"""A table of programmes gives each programme, its awards and its figures."""

import pytest

from safehold.engine.documents.awards import resolve_funder
from safehold.engine.documents.read import extract
from safehold.engine.documents.reading import (
    AwardRole,
    ObservationStatus,
    StatedAward,
    StatedObservation,
)
from safehold.engine.periods import FinancialYear

GRANT, MATCH_FUNDING = AwardRole.GRANT, AwardRole.MATCH_FUNDING
BARKING, BARNET, BEXLEY = "E09000002", "E09000003", "E09000004"
BRENT, BROMLEY, ENFIELD = "E09000005", "E09000006", "E09000010"
REDBRIDGE, RICHMOND = "E09000026", "E09000027"

AWARDS = "Programme\tOperating in\tDescription\t2029-30 award\n"
FIGURES = "Programme\tReferral routes\tNumber of Referrals\tStarts\tCompletions\n"


def awards_in(text: str) -> tuple[StatedAward, ...]:
    return extract(text).awards


def award_of(cell: str, areas: str = "Sutton") -> StatedAward:
    (award,) = awards_in(f"{AWARDS}Alpha\t{areas}\tHomes\t{cell}\n")
    return award


def observations_in(text: str) -> tuple[StatedObservation, ...]:
    return extract(text).observations


class TestProgramme:
    def test_has_its_boroughs_and_what_it_does(self) -> None:
        text = f"{AWARDS}Alpha\tBarnet, Brent\tFinds homes\t£5 (Grant)\n"

        (programme,) = extract(text).programmes

        assert (programme.name, programme.description) == ("Alpha", "Finds homes")
        assert programme.areas is not None
        assert programme.areas.gss_codes == (BARNET, BRENT)
        assert text[programme.span.start : programme.span.end].startswith(
            "Alpha\tBarnet"
        )

    def test_keeps_a_borough_that_is_listed_twice(self) -> None:
        text = f"{AWARDS}Alpha\tBarnet, Brent & Barnet\tHomes\t£5 (Grant)\n"

        (programme,) = extract(text).programmes

        assert programme.areas is not None
        assert programme.areas.gss_codes == (BARNET, BRENT, BARNET)

    def test_is_told_once_by_the_first_table_that_names_it(self) -> None:
        told = f"{AWARDS}Alpha\tBarnet\tHomes\t£5 (Grant)\n"
        text = f"{told}\n{FIGURES}Alpha\tCourt\t5\t6\t7\n"

        assert [each.description for each in extract(text).programmes] == ["Homes"]

    def test_may_have_no_boroughs(self) -> None:
        (programme,) = extract("Scheme\tAreas\tAward\nAlpha\tNone yet\t£5\n").programmes

        assert programme.areas is None

    def test_is_not_a_total_or_a_row_without_a_name(self) -> None:
        text = "Project\tBudget\n\t£1\nAlpha\t£5\nTotal\t£6\n"

        assert [each.name for each in extract(text).programmes] == ["Alpha"]

    def test_needs_a_column_headed_as_one(self) -> None:
        assert extract("Funding category\tTotal\nPartner\t£5\n").programmes == ()


class TestAward:
    @pytest.mark.parametrize(
        ("cell", "role", "funder"),
        [
            ("£5 (Home Office Grant)", GRANT, "Home Office"),
            ("£5*(Home Office Grant)", GRANT, "Home Office"),
            (
                "£5 (MOPAC Match Fund)",
                MATCH_FUNDING,
                "Mayor's Office for Policing and Crime",
            ),
            ("£5 (matched by Sutton)", MATCH_FUNDING, "London Borough of Sutton"),
            ("Home Office grant: £5", GRANT, "Home Office"),
            (
                "£5 (LBBD Match Fund)",
                MATCH_FUNDING,
                "London Borough of Barking and Dagenham",
            ),
        ],
    )
    def test_has_the_funder_named_beside_it(
        self, cell: str, role: AwardRole, funder: str
    ) -> None:
        award = award_of(cell)

        assert (award.role, award.funder, award.programme) == (role, funder, "Alpha")
        assert award.amount.money.pence == 5_00
        assert award.financial_year == FinancialYear(2029)

    def test_of_two_in_a_cell_each_has_its_own(self) -> None:
        cell = "£5 (Home Office Grant) £6 (LBS Match Fund)"
        text = f"{AWARDS}Alpha\tSutton\tHomes\t{cell}\n"

        assert [
            (a.role, a.funder_printed, str(a.amount.money)) for a in awards_in(text)
        ] == [
            (GRANT, "Home Office", "£5"),
            (MATCH_FUNDING, "LBS", "£6"),
        ]

    def test_is_read_from_the_pieces_of_its_own_cell(self) -> None:
        text = (
            f"{AWARDS}Alpha\tSutton\tSaves\t£5 (Home\n"
            "\t\t£9 a day\tOffice Grant)\nBeta\tBrent\tHomes\t£7 (Grant)\n"
        )

        assert [str(award.amount.money) for award in awards_in(text)] == ["£5", "£7"]

    def test_may_have_its_funder_in_the_head(self) -> None:
        text = (
            "Project\tBoroughs\tHome Office grant 2029-30\tMatch funding\t"
            "Match funder\t"
            "Total\nAlpha\tBarnet\t£5\t£6\tLBB\t£11\n"
        )

        found = [(a.role, a.funder, str(a.amount.money)) for a in awards_in(text)]

        assert found == [
            (GRANT, "Home Office", "£5"),
            (MATCH_FUNDING, "London Borough of Barnet", "£6"),
        ]

    def test_may_be_all_that_a_total_says(self) -> None:
        (award,) = awards_in("Project\tTotal award\nAlpha\t£5\nTotal\t£5\n")

        assert (award.funder, award.funder_printed) == ("", "")

    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("In 2029-30 we paid:\n\nProject\tAward\nAlpha\t£5\n", FinancialYear(2029)),
            (
                "In 2029-30.\n\n\n\nText.\n\nProject\tAward\nAlpha\t£5\n",
                FinancialYear(2029),
            ),
            ("2028-29, 2029-30.\n\nText.\n\nProject\tAward\nAlpha\t£5\n", None),
            ("Project\tAward\nAlpha\t£5\n\nThis was in 2029-30.\n", None),
            ("Project\tAward\nAlpha\t£5\n", None),
        ],
    )
    def test_has_the_one_year_that_is_stated_before(
        self, text: str, year: FinancialYear | None
    ) -> None:
        (award,) = awards_in(text)

        assert award.financial_year == year


class TestFunder:
    @pytest.mark.parametrize(
        ("printed", "operating_in", "choices"),
        [
            ("LBB", (BARNET, BRENT, ENFIELD), (BARNET, BRENT)),
            ("LBB", (BARKING,), (BARNET, BEXLEY, BRENT, BROMLEY)),
            ("LBR", (), (REDBRIDGE, RICHMOND)),
            ("The Example Trust", (), ()),
        ],
    )
    def test_is_a_choice_where_initials_fit_several(
        self, printed: str, operating_in: tuple[str, ...], choices: tuple[str, ...]
    ) -> None:
        funder = resolve_funder(printed, operating_in)

        assert (funder.name, funder.printed, funder.choices) == ("", printed, choices)

    @pytest.mark.parametrize(
        ("printed", "operating_in", "name"),
        [
            ("LBR", (REDBRIDGE, BARNET), "London Borough of Redbridge"),
            ("RBG", (), "Royal Borough of Greenwich"),
            ("Greenwich", (), "Royal Borough of Greenwich"),
            ("MOPAC", (), "Mayor's Office for Policing and Crime"),
        ],
    )
    def test_is_named_where_one_is_left(
        self, printed: str, operating_in: tuple[str, ...], name: str
    ) -> None:
        assert resolve_funder(printed, operating_in).name == name


class TestObservation:
    @pytest.mark.parametrize(
        ("cell", "value", "status"),
        [
            ("0", 0, None),
            ("116", 116, None),
            ("1,204", 1204, None),
            ("28*", 28, None),
            ("28 (two of them twice)", 28, None),
            ("MOPAC does not hold this data", None, ObservationStatus.NOT_HELD),
            ("Not held", None, ObservationStatus.NOT_HELD),
            ("N/A - counted as families", None, ObservationStatus.NOT_APPLICABLE),
            ("not applicable", None, ObservationStatus.NOT_APPLICABLE),
            ("Not collected", None, ObservationStatus.NOT_COLLECTED),
            ("To follow in May", None, ObservationStatus.PENDING),
        ],
    )
    def test_is_a_value_or_says_why_not(
        self, cell: str, value: int | None, status: ObservationStatus | None
    ) -> None:
        (found, *_) = observations_in(f"{FIGURES}Alpha\tCourt\t{cell}\t6\t7\n")

        assert (found.measure, found.value, found.status) == (
            "referrals",
            value,
            status,
        )
        assert found.printed == cell

    @pytest.mark.parametrize("cell", ["", "-", "many", "<5", "12.5", "7%"])
    def test_is_none_where_the_cell_says_neither(self, cell: str) -> None:
        found = observations_in(f"{FIGURES}Alpha\tCourt\t{cell}\t6\t7\n")

        assert [each.measure for each in found] == ["starts", "successful_completions"]

    def test_is_none_for_one_cell_among_others_that_are(self) -> None:
        found = observations_in("Programme\tStarts\nAlpha\tmany\nBeta\t5\n")

        assert [each.programme for each in found] == ["Beta"]

    def test_counts_people_unless_families_are_named(self) -> None:
        found = observations_in(f"{FIGURES}Alpha\tCourt\tN/A, as families\t6\t7\n")

        assert [each.unit for each in found] == ["family", "person", "person"]

    @pytest.mark.parametrize(
        ("heading", "measure"),
        [
            ("Number of Referrals", "referrals"),
            ("People referred", "referrals"),
            ("Numbers of Starts", "starts"),
            ("Successful completions", "successful_completions"),
            ("Self-referrals", "Self-referrals"),
            ("Referrals accepted", "Referrals accepted"),
            ("Victims supported", "Victims supported"),
        ],
    )
    def test_has_the_measure_that_its_column_names(
        self, heading: str, measure: str
    ) -> None:
        (found,) = observations_in(f"Programme\t{heading}\nAlpha\t5\n")

        assert found.measure == measure

    @pytest.mark.parametrize(
        "column",
        ["Referral routes\tCourt", "Contact\tAda", "Award\t£5", "Notes\t5, or so"],
    )
    def test_is_not_read_from_other_columns(self, column: str) -> None:
        heading, cell = column.split("\t")

        assert observations_in(f"Programme\t{heading}\nAlpha\t{cell}\n") == ()

    def test_has_the_period_stated_above_its_table(self) -> None:
        text = (
            "In 2027-28 all was well.\n\n"
            "These are the figures\nof the last 12 months.\n\n"
            "Programme\tStarts\nAlpha\t5\n"
        )

        (found,) = observations_in(text)

        assert found.period is not None
        assert found.period.printed == "last 12 months"

    def test_has_the_period_of_its_column_before_any_other(self) -> None:
        text = "The last 12 months:\n\nProgramme\tStarts 2028-29\nAlpha\t5\n"

        (found,) = observations_in(text)

        assert found.period is not None
        assert found.period.printed == "2028-29"

    def test_may_have_no_period(self) -> None:
        (found,) = observations_in("Programme\tStarts\nAlpha\t5\n")

        assert found.period is None
