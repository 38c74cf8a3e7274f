"""Every body has one name in the register, and is known by its aliases."""

import pytest

from safehold.engine import organisations
from safehold.engine.areas import AREAS
from safehold.engine.organisations import ORGANISATIONS, OrganisationKind


class TestTheRegister:
    def test_uses_each_name_and_alias_once(self) -> None:
        names = [name for known in ORGANISATIONS for name in known.names]

        assert len(names) == len(set(names))

    def test_has_a_council_for_every_authority(self) -> None:
        for area in AREAS:
            council = organisations.council_of(area.gss_code)

            assert council.kind is OrganisationKind.COUNCIL
            assert council.gss_code == area.gss_code

    @pytest.mark.parametrize(
        ("printed", "name", "kind"),
        [
            ("MOPAC", "Mayor's Office for Policing and Crime", "commissioner"),
            ("Mayor’s Office for Policing And Crime", None, "commissioner"),
            ("Home Office", "Home Office", "government"),
            ("Respect UK", "Respect", "charity"),
            (
                "Child and Women Abuse Studies Unit",
                "Child and Woman Abuse Studies Unit",
                "university",
            ),
            ("LB Croydon", "London Borough of Croydon", "council"),
            ("Waltham Forest Council", "London Borough of Waltham Forest", "council"),
            ("LBWF", "London Borough of Waltham Forest", "council"),
            ("RBG", "Royal Borough of Greenwich", "council"),
            ("Kingston Council", "Royal Borough of Kingston upon Thames", "council"),
            ("City of Westminster", "Westminster City Council", "council"),
            ("Corporation of London", "City of London Corporation", "council"),
            ("London Borough of Hammersmith & Fulham", None, "council"),
        ],
    )
    def test_knows_a_body_by_its_alias(
        self, printed: str, name: str | None, kind: str
    ) -> None:
        known = organisations.known(printed)

        assert known is not None
        assert known.kind == kind
        assert name is None or known.name == name

    @pytest.mark.parametrize("printed", ["", "LBB", "Anyone Else", "Brent"])
    def test_does_not_guess(self, printed: str) -> None:
        assert organisations.known(printed) is None

    def test_has_no_council_for_a_code_from_elsewhere(self) -> None:
        with pytest.raises(KeyError):
            organisations.council_of("E08000003")
