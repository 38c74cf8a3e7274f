"""Posts, bodies, boroughs, references and dates are named in one way."""

import pytest

from safehold.engine.documents.names import find_organisations
from safehold.engine.documents.qualifiers import Qualifier
from safehold.engine.documents.reading import (
    Amount,
    AreaList,
    AwardRole,
    DocumentKind,
    Reading,
    StatedAward,
    StatedProgramme,
)
from safehold.engine.findings import Finding
from safehold.engine.spans import Span
from tests.engine.documents.checks import build

BARNET, BRENT, CROYDON = "E09000003", "E09000005", "E09000008"
BROMLEY, SUTTON = "E09000006", "E09000029"


def findings(code: str, text: str) -> tuple[Finding, ...]:
    reading = Reading(kind=DocumentKind.UNKNOWN, organisations=find_organisations(text))
    return build.findings(code, reading, text)


class TestAPost:
    CODE = "names.post_titles_differ"

    def test_with_two_titles_is_found_at_the_second(self) -> None:
        text = (
            "Delegate to the Strategic Director of Children’s Services. The Director "
            "of Children's Services may accept."
        )

        [finding] = findings(self.CODE, text)

        assert build.found(finding, text) == "Director of Children's Services"
        assert "“Strategic Director of Children's Services”" in finding.message

    def test_of_a_lead_member_is_that_of_a_lead(self) -> None:
        assert findings(
            self.CODE,
            "A Portfolio Lead for Safety. A Portfolio Lead Member for Safety.",
        )

    @pytest.mark.parametrize(
        "text",
        [
            "The Director of Housing. The Director of\nHousing.",
            "Head of Housing. The Head of Housing. Ask Head of Housing.",
            "The Director of Housing. The Director of Finance.",
            "The Director of Housing. The Deputy Director of Housing.",
            "The Head of Housing. The Director of Housing.",
        ],
    )
    def test_with_one_title_is_left_alone(self, text: str) -> None:
        assert not findings(self.CODE, text)


class TestABody:
    CODE = "names.not_official"

    def test_a_letter_off_its_name_is_found_once(self) -> None:
        text = "The Child and Women Abuse Studies Unit. " * 2

        [finding] = findings(self.CODE, text)

        assert "“Child and Woman Abuse Studies Unit”" in finding.message

    @pytest.mark.parametrize(
        "text", ["CWASU", "Child and Woman Abuse Studies Unit", "Respect UK", "MOPAC"]
    )
    def test_by_its_name_or_an_alias_is_left_alone(self, text: str) -> None:
        assert not findings(self.CODE, f"Pay {text} for it.")


class TestAListOfBoroughs:
    CODE = "areas.listed_twice"

    def findings(self, *listed: AreaList) -> tuple[Finding, ...]:
        text = "Barnet, Brent & Barnet and more"
        whole = AreaList("all", (BARNET, BRENT, BARNET), Span(0, 22))
        programme = StatedProgramme("A", "", whole, whole.span)
        reading = Reading(
            kind=build.RESPONSE,
            area_lists=listed,
            programmes=() if listed else (programme,),
        )
        return build.findings(self.CODE, reading, text)

    def test_with_a_borough_twice_is_found(self) -> None:
        [finding] = self.findings(AreaList("x", (BARNET, BRENT, BARNET), Span(0, 22)))

        assert "3 names but 2 boroughs: Barnet stands" in finding.message

    def test_of_a_programme_is_looked_at_too(self) -> None:
        assert len(self.findings()) == 1

    def test_inside_a_longer_one_is_told_once(self) -> None:
        whole = AreaList("x", (BARNET, BRENT, BARNET), Span(0, 22))
        part = AreaList("y", (BARNET, BARNET), Span(8, 22))

        assert len(self.findings(part, whole)) == 1

    def test_with_each_borough_once_is_left_alone(self) -> None:
        assert not self.findings(AreaList("x", (BARNET, BRENT), Span(0, 13)))


class TestInitials:
    CODE = "areas.ambiguous_initials"

    def award(self, funder: str, *choices: str) -> StatedAward:
        money = build.pounds(90_000)
        amount = Amount(money, Qualifier.EXACT, "£90,000", "", Span(0, 7), Span(0, 7))
        return StatedAward(
            "CIFA", AwardRole.MATCH_FUNDING, funder, "LBB", choices, None, amount
        )

    def findings(self, award: StatedAward) -> tuple[Finding, ...]:
        listed = AreaList("x", (BARNET, BRENT), Span(8, 13))
        programme = StatedProgramme("CIFA", "", listed, listed.span)
        reading = Reading(kind=build.RESPONSE, awards=(award,), programmes=(programme,))
        return build.findings(self.CODE, reading, "£90,000 (LBB)")

    def test_that_fit_several_are_found_with_the_choice(self) -> None:
        [finding] = self.findings(self.award("", BARNET, BRENT, BROMLEY))

        assert "“LBB” fits Barnet, Brent and Bromley." in finding.message
        assert "runs in Barnet and Brent." in finding.message

    def test_that_a_person_or_the_place_decides_are_left_alone(self) -> None:
        assert not self.findings(self.award("London Borough of Barnet", BARNET, BRENT))
        assert not self.findings(self.award("Home Office"))


class TestAPoliceArea:
    @pytest.mark.parametrize(
        ("boroughs", "is_found"),
        [((BROMLEY, CROYDON, SUTTON), False), ((BROMLEY, CROYDON), True)],
    )
    def test_is_its_own_boroughs(
        self, boroughs: tuple[str, ...], *, is_found: bool
    ) -> None:
        listed = AreaList("x", boroughs, Span(0, 5))
        programme = StatedProgramme("Drive South BCU", "", listed, listed.span)
        reading = Reading(kind=build.RESPONSE, programmes=(programme,))

        found = build.findings("areas.police_area_differs", reading, "South")

        assert bool(found) == is_found


class TestReferences:
    CODE = "references.misspelt"

    def test_with_a_warning_are_found_once_for_each_spelling(self) -> None:
        text = "PDC 377 and PDC 377 and PCD 212"
        odd = "Printed as PDC, read as PCD."
        reading = Reading(
            kind=build.DECISION,
            references=(
                build.reference("PCD 377", "PDC 377", text, odd),
                build.reference("PCD 377", "PDC 377", text, odd, nth=2),
                build.reference("PCD 212", "PCD 212", text),
            ),
        )

        [finding] = build.findings(self.CODE, reading, text)

        assert finding.span == Span(0, 7)
        assert "one other place" in finding.message
        assert "PCD 377 is meant" in finding.message


class TestPapers:
    CODE = "references.papers_not_listed"

    def findings(self, body: str, rest: str) -> tuple[Finding, ...]:
        text = f"{rest}\n\n{body}"
        reading = Reading(
            kind=build.REPORT,
            sections=(build.section("Background papers", body, text),),
        )
        return build.findings(self.CODE, reading, text)

    def test_that_are_used_but_not_listed_are_found(self) -> None:
        text = "The Commissioner's report found it."

        [finding] = self.findings("None.", text)

        assert build.found(finding, text) == "'s report"

    @pytest.mark.parametrize(
        ("body", "rest"),
        [
            ("None.", "This report asks for money."),
            ("One paper", "A literature review."),
        ],
    )
    def test_that_are_listed_or_not_used_are_left_alone(
        self, body: str, rest: str
    ) -> None:
        assert not self.findings(body, rest)


class TestDates:
    def test_without_a_year_are_found(self) -> None:
        text = "Received on July 25, answered 23/08/2023."
        reading = Reading(
            kind=build.RESPONSE,
            dates=(
                build.stated("July 25", text, None),
                build.stated("23/08/2023", text, "2023-08-23"),
            ),
        )

        [finding] = build.findings("dates.no_year", reading, text)

        assert build.found(finding, text) == "July 25"
