"""The five published documents: form, dates, items and tables, checked by hand."""

import datetime

import pytest

from safehold.engine.documents.read import extract
from safehold.engine.documents.reading import (
    AwardRole,
    DocumentKind,
    Holding,
    ObservationStatus,
    Reading,
    Table,
    Template,
)
from safehold.engine.money import ZERO, Money
from tests.sources import CABINET, DRIVE, HOUSING, REQUEST, RESTART, real_text

NOT_HELD = ObservationStatus.NOT_HELD
NOT_APPLICABLE = ObservationStatus.NOT_APPLICABLE


def reading_of(number: str) -> Reading:
    return extract(real_text(number))


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


class TestEveryDocument:
    @pytest.mark.parametrize(
        ("number", "kind", "template", "reference"),
        [
            (RESTART, "dmpc_decision", Template.DMPC_2024, "PCD 1742"),
            (CABINET, "cabinet_report", Template.COUNCIL_CABINET, None),
            (DRIVE, "dmpc_decision", Template.DMPC_2019, "PCD 663"),
            (HOUSING, "dmpc_decision", Template.DMPC_2018, "PCD 480"),
            (REQUEST, "foi_response", Template.FOI_LETTER, "FOI 556"),
        ],
    )
    def test_has_its_kind_form_and_reference(
        self, number: str, kind: str, template: Template, reference: str | None
    ) -> None:
        reading = reading_of(number)

        assert reading.kind is DocumentKind(kind)
        assert reading.template is template
        assert (reading.reference and reading.reference.normalised) == reference

    @pytest.mark.parametrize(
        ("number", "signed_on", "meeting_on"),
        [
            (RESTART, datetime.date(2024, 10, 17), None),
            (CABINET, None, datetime.date(2026, 7, 14)),
            (DRIVE, datetime.date(2019, 12, 11), None),
            (HOUSING, None, None),
            (REQUEST, datetime.date(2023, 8, 23), None),
        ],
    )
    def test_has_its_date(
        self,
        number: str,
        signed_on: datetime.date | None,
        meeting_on: datetime.date | None,
    ) -> None:
        reading = reading_of(number)

        assert (reading.signed_on and reading.signed_on.date) == signed_on
        assert (reading.meeting_on and reading.meeting_on.date) == meeting_on

    @pytest.mark.parametrize(
        ("number", "items"),
        [
            (RESTART, [("1", []), ("2", [1_000_000])]),
            (
                CABINET,
                [
                    ("2.1.1", []),
                    ("2.1.2", [1_033_000]),
                    ("2.1.3", []),
                    ("2.1.4", []),
                    ("2.1.5", []),
                ],
            ),
            (DRIVE, [("1", [275_000]), ("2", [89_000])]),
            (HOUSING, [("1", []), ("2", [])]),
            (REQUEST, []),
        ],
    )
    def test_has_every_recommendation_with_its_amounts(
        self, number: str, items: list[tuple[str, list[int]]]
    ) -> None:
        found = reading_of(number).recommendations

        assert [
            (item.number, [amount.money.pence // 100 for amount in item.amounts])
            for item in found
        ] == items

    @pytest.mark.parametrize(
        ("number", "missing"),
        [
            (RESTART, ()),
            (CABINET, ()),
            (DRIVE, ()),
            (
                HOUSING,
                ("Legal Comments", "Commercial Issues", "Public Health Approach"),
            ),
            (REQUEST, ()),
        ],
    )
    def test_has_its_sections(self, number: str, missing: tuple[str, ...]) -> None:
        assert reading_of(number).missing_sections == missing

    @pytest.mark.parametrize(
        ("number", "first", "last", "count"),
        [
            (RESTART, "1.1", "8.2", 27),
            (CABINET, "1.1", "7.6.1", 58),
            (DRIVE, "1.1", "8.5", 36),
            (HOUSING, "1.1", "7.2", 38),
        ],
    )
    def test_has_every_numbered_paragraph(
        self, number: str, first: str, last: str, count: int
    ) -> None:
        found = [paragraph.number for paragraph in reading_of(number).paragraphs]

        assert (found[0], found[-1], len(found)) == (first, last, count)


class TestDecisions:
    def test_of_2024_has_eight_declarations_and_both_signatures(self) -> None:
        reading = reading_of(RESTART)

        assert [(d.subject, d.variant) for d in reading.declarations] == [
            ("Financial Advice", ""),
            ("Legal Advice", "not_required"),
            ("Equalities Advice", ""),
            ("Public Health Approach", ""),
            ("Commercial Issues", ""),
            ("GDPR/Data Privacy", "not_required"),
            ("Drafting Officer", ""),
            ("Director/Head of Service", ""),
        ]
        assert all(declaration.ticked for declaration in reading.declarations)
        assert [(s.office, s.signed and s.signed.date) for s in reading.signatures] == [
            ("Deputy Mayor for Policing and Crime", datetime.date(2024, 10, 17)),
            ("Chief Executive Officer", datetime.date(2024, 10, 15)),
        ]

    def test_of_2019_has_seven_and_a_signature_for_the_interim_officer(self) -> None:
        reading = reading_of(DRIVE)

        assert [declaration.variant for declaration in reading.declarations] == [
            *("", "not_required", "", "", ""),
            *("completed", ""),
        ]
        assert all(declaration.ticked for declaration in reading.declarations)
        assert [
            (s.capacity, s.signed and s.signed.date) for s in reading.signatures
        ] == [
            ("", datetime.date(2019, 12, 11)),
            ("on_behalf_of_interim", datetime.date(2019, 12, 9)),
        ]

    def test_of_2018_is_unsigned(self) -> None:
        (signature,) = reading_of(HOUSING).signatures

        assert signature.signed is None

    @pytest.mark.parametrize("number", [RESTART, DRIVE])
    def test_are_published_at_once_and_whole(self, number: str) -> None:
        reading = reading_of(number)

        assert reading.deferral is not None
        assert not reading.deferral.deferred
        assert reading.has_part_two is False

    def test_of_2018_has_its_budget(self) -> None:
        (table,) = reading_of(HOUSING).tables

        assert [cell.text for cell in table.columns][1] == "Overall Budget"
        assert [row[1] for row in rows(table)] == [
            *("£4,071,697", "£555,000", "£17,135,937", "£26,645,606"),
            *("£601,217", "£65,333,734"),
        ]

    @pytest.mark.parametrize("number", [RESTART, DRIVE])
    def test_of_other_years_have_no_table(self, number: str) -> None:
        assert reading_of(number).tables == ()


class TestCabinetReport:
    def test_has_the_grid_of_two_years(self) -> None:
        (table,) = reading_of(CABINET).tables

        assert [cell.text for cell in table.columns][1:] == [
            "Year 1",
            "Year 2",
            "Total",
        ]
        assert [row[1:] for row in rows(table)] == [
            ["£56,650", "£58,350", "£115,000"],
            ["£421,000", "£421,000", "£842,000"],
            ["£25,000", "£25,000", "£50,000"],
            ["£26,000", "£0", "£26,000"],
            ["£528,650", "£504,350", "£1,033,000"],
        ]


class TestResponse:
    def test_was_asked_ten_questions_and_answers_each_once(self) -> None:
        reading = reading_of(REQUEST)

        assert sorted(question.number for question in reading.questions) == [
            *range(1, 11)
        ]
        assert [(a.questions, a.holding) for a in reading.answers] == [
            ((1, 9, 10), Holding.HELD),
            ((2, 3, 4), Holding.NOT_HELD),
            ((5, 6, 7, 8), Holding.PARTLY_HELD),
        ]

    def test_was_received_on_a_day_without_a_year(self) -> None:
        received_on = reading_of(REQUEST).received_on

        assert received_on is not None
        assert (received_on.printed, received_on.date) == ("July 25", None)

    def test_has_two_tables_of_seven_whole_rows(self) -> None:
        found = reading_of(REQUEST).tables

        assert [(len(t.columns), len(t.rows)) for t in found] == [(4, 7), (5, 7)]
        assert [rows(t)[-1][0] for t in found] == ["Safe & Together"] * 2
        assert [row[0] for row in rows(found[0])] == [row[0] for row in rows(found[1])]

    def test_has_seven_programmes_in_seventeen_boroughs(self) -> None:
        lists = [programme.areas for programme in reading_of(REQUEST).programmes]

        assert [len(areas.gss_codes) for areas in lists if areas] == [
            1,
            1,
            1,
            3,
            5,
            3,
            7,
        ]
        assert len({code for areas in lists if areas for code in areas.gss_codes}) == 17

    def test_has_fourteen_awards_that_add_up_by_funder(self) -> None:
        awards = reading_of(REQUEST).awards
        grants = [a for a in awards if a.role is AwardRole.GRANT]
        matches = [a for a in awards if a.role is AwardRole.MATCH_FUNDING]
        mopac = [a for a in matches if a.funder.startswith("Mayor")]

        assert (len(grants), len(matches)) == (7, 7)
        assert {a.funder for a in grants} == {"Home Office"}
        assert {str(a.financial_year) for a in awards} == {"2022-23"}
        assert sum((a.amount.money for a in grants), ZERO) == Money(2_541_937_00)
        assert sum((a.amount.money for a in matches), ZERO) == Money(2_057_705_00)
        assert sum((a.amount.money for a in mopac), ZERO) == Money(578_452_00)

    def test_leaves_one_funder_open_between_two_boroughs(self) -> None:
        (award,) = [a for a in reading_of(REQUEST).awards if not a.funder]

        assert award.funder_choices == ("E09000003", "E09000005")  # Barnet, Brent
        assert award.amount.money == Money(90_000_00)

    def test_has_three_figures_for_each_programme(self) -> None:
        found = reading_of(REQUEST).observations
        said = {
            measure: [o.value or o.status for o in found if o.measure == measure]
            for measure in ("referrals", "starts", "successful_completions")
        }

        assert said == {
            "referrals": [116, 69, 197, 150, NOT_APPLICABLE, 113, 89],
            "starts": [NOT_HELD, 213, *[NOT_HELD] * 5],
            "successful_completions": [28, 50, 93, 81, NOT_APPLICABLE, 39, NOT_HELD],
        }
        assert [o.unit for o in found].count("family") == 2
        assert {o.period.kind.value for o in found if o.period} == {
            "last_twelve_months"
        }
