"""How what a reviewer says of a programme and its figures changes them."""

import pytest

from safehold.apps.programmes.models import (
    Observation,
    Programme,
    ProgrammeArea,
)
from safehold.engine.documents.facts import (
    FactKind,
    ObservationFact,
    ProgrammeFact,
)
from safehold.engine.documents.reading import ObservationStatus
from tests.apps.intake.desk import Desk
from tests.build import BARNET, BRENT, HACKNEY, fact_of, paper


class TestAProgramme:
    def test_operates_in_a_set_of_boroughs_for_a_year(self, desk: Desk) -> None:
        written = paper().programme("Lantern", BRENT, BARNET).award("Lantern", 1)

        desk.confirm(desk.fact(written, FactKind.PROGRAMME))

        areas = ProgrammeArea.objects.order_by("gss_code")
        assert [(area.gss_code, area.financial_year) for area in areas] == [
            (BARNET, "2022-23"),
            (BRENT, "2022-23"),
        ]
        assert Programme.objects.get().aim == "Helps people."

    def test_changes_its_boroughs_when_corrected(self, desk: Desk) -> None:
        written = paper().programme("Lantern", BRENT, BARNET).award("Lantern", 1)
        fact = desk.fact(written, FactKind.PROGRAMME)
        desk.confirm(fact)

        desk.correct(fact, ProgrammeFact("Lantern", "Runs.", (HACKNEY,), "2022-23"))

        assert ProgrammeArea.objects.get().gss_code == HACKNEY
        assert Programme.objects.get().aim == "Runs."

    def test_is_respelt_when_corrected(self, desk: Desk) -> None:
        written = paper().programme("LANTERN", BARNET).award("LANTERN", 1)
        fact = desk.fact(written, FactKind.PROGRAMME)
        desk.confirm(fact)

        desk.correct(fact, ProgrammeFact("Lantern", "", (BARNET,), "2022-23"))

        assert Programme.objects.get().name == "Lantern"

    def test_goes_when_nothing_tells_of_it_any_more(self, desk: Desk) -> None:
        written = paper().programme("Lantern", BARNET).award("Lantern", 1)
        fact = desk.fact(written, FactKind.PROGRAMME)
        desk.confirm(fact)

        desk.discard(fact)

        assert not Programme.objects.exists()

    @pytest.mark.parametrize("kind", [FactKind.AWARD, FactKind.OBSERVATION])
    def test_stays_while_money_or_a_figure_does(
        self, desk: Desk, kind: FactKind
    ) -> None:
        written = (
            paper()
            .programme("Lantern", BARNET)
            .award("Lantern", 1)
            .observes("Lantern", 116)
        )
        document = desk.store(written)
        described = fact_of(document, FactKind.PROGRAMME)
        desk.confirm(described, fact_of(document, kind))

        desk.discard(described)

        programme = Programme.objects.get()
        assert (programme.name, programme.aim) == ("Lantern", "")

    def test_without_boroughs_stays_while_its_description_does(
        self, desk: Desk
    ) -> None:
        document = desk.store(paper().programme("Lantern").award("Lantern", 1))
        award = fact_of(document, FactKind.AWARD)
        desk.confirm(fact_of(document, FactKind.PROGRAMME), award)

        desk.discard(award)

        assert Programme.objects.get().aim == "Helps people."

    def test_is_described_by_its_newest_year(self, desk: Desk) -> None:
        newer, older = (
            desk.fact(
                paper()
                .programme("Lantern", BARNET, description=f"In {year}.")
                .award("Lantern", 1, year=year),
                FactKind.PROGRAMME,
            )
            for year in (2023, 2021)
        )
        desk.confirm(newer, older)
        newest = Programme.objects.get().aim

        desk.discard(newer)

        assert (newest, Programme.objects.get().aim) == ("In 2023.", "In 2021.")


class TestAFigure:
    def test_enters_as_a_value(self, desk: Desk) -> None:
        desk.confirm(desk.fact(paper().observes("Lantern", 116), FactKind.OBSERVATION))

        figure = Observation.objects.get()
        assert (figure.value, figure.status) == (116, "")
        assert (figure.measure, figure.unit) == ("referrals", "person")
        assert figure.period == "2022/23"

    @pytest.mark.parametrize("status", ObservationStatus)
    def test_enters_as_the_reason_why_there_is_none(
        self, desk: Desk, status: ObservationStatus
    ) -> None:
        written = paper().observes("Lantern", None, status=status)

        desk.confirm(desk.fact(written, FactKind.OBSERVATION))

        figure = Observation.objects.get()
        assert (figure.value, figure.status) == (None, status.value)

    def test_is_replaced_when_corrected_and_goes_when_discarded(
        self, desk: Desk
    ) -> None:
        fact = desk.fact(paper().observes("Lantern", 116), FactKind.OBSERVATION)
        desk.confirm(fact)
        desk.correct(
            fact,
            ObservationFact("Lantern", "referrals", "person", "2022/23", 117, ""),
        )
        corrected = Observation.objects.get().value

        desk.discard(fact)

        assert corrected == 117
        assert not Observation.objects.exists()
