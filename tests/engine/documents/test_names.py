"""Authorities and organisations are found by name, and ordinary words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.areas import AREAS, Area, area
from safehold.engine.documents import names
from safehold.engine.organisations import ORGANISATIONS


def areas_in(text: str) -> list[str]:
    return [area(mention.gss_code).name for mention in names.find_areas(text)]


def organisations_in(text: str) -> list[str]:
    return [mention.name for mention in names.find_organisations(text)]


class TestAreas:
    @pytest.mark.parametrize(
        ("printed", "name"),
        [
            ("Hammersmith & Fulham", "Hammersmith and Fulham"),
            ("Hammersmith &\nFulham", "Hammersmith and Fulham"),
            ("Barking and Dagenham", "Barking and Dagenham"),
            ("KENSINGTON AND CHELSEA", "Kensington and Chelsea"),
            ("Kingston", "Kingston upon Thames"),
            ("Richmond-upon-Thames", "Richmond upon Thames"),
            ("London Borough of Croydon", "Croydon"),
            ("LB Croydon", "Croydon"),
            ("LONDON BOROUGH OF CROYDON", "Croydon"),
            ("Royal Borough of Greenwich", "Greenwich"),
            ("Westminster City Council", "Westminster"),
            ("City of Westminster", "Westminster"),
            ("Brent Council", "Brent"),
            ("City of London Corporation", "City of London"),
            ("Tower\nHamlets", "Tower Hamlets"),
        ],
    )
    def test_are_found_once_however_formally_named(
        self, printed: str, name: str
    ) -> None:
        (mention,) = names.find_areas(f"in {printed}, and elsewhere")

        assert mention.printed == printed
        assert area(mention.gss_code).name == name

    @pytest.mark.parametrize(
        "text",
        [
            "Newham University Hospital",
            "the University of Westminster",
            "Croydon Crown Court",
            "Bromley-by-Bow and Bromley by Bow",
            "Kingston upon Hull",
            "Sutton Coldfield",
            "Cllr Sutton and Dr Enfield",
            "HMP Wandsworth",
            "a Hackney carriage",
            "City of London Police",
            "a barking dog in brent",
            "someone@Camden.example.gov.uk",
            "www.Camden.gov.uk",
            "Camdenshire",
            "LBB and LBWF",
        ],
    )
    def test_that_only_share_a_name_are_left_alone(self, text: str) -> None:
        assert areas_in(text) == []

    def test_are_found_by_every_name_of_the_register(self) -> None:
        for authority in AREAS:
            assert areas_in(authority.name) == [authority.name]
            assert areas_in(f"the {authority.formal_name}.") == [authority.name]


class TestAreaLists:
    def test_keep_their_order_and_what_stands_twice(self) -> None:
        text = (
            "in Waltham Forest Hackney, Hammersmith & Fulham, Newham, Redbridge, "
            "Tower Hamlets & Waltham Forest."
        )
        (listed,) = names.find_area_lists(text)

        assert [area(code).name for code in listed.gss_codes] == [
            "Waltham Forest",
            "Hackney",
            "Hammersmith and Fulham",
            "Newham",
            "Redbridge",
            "Tower Hamlets",
            "Waltham Forest",
        ]
        assert listed.printed == text[3:-1]

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Brent Barnet and Enfield", 3),
            ("Camden, Croydon, Havering, Sutton and Westminster", 5),
            ("Barking and Dagenham and Havering", 2),
            ("Barnet; Brent; and Enfield", 3),
            ("Barnet/Brent", 2),
            ("Barnet and the London Borough of Brent", 2),
            ("- Barnet\n- Brent\n- Enfield", 3),
        ],
    )
    def test_are_read_in_every_setting(self, text: str, count: int) -> None:
        (listed,) = names.find_area_lists(text)

        assert len(listed.gss_codes) == count

    @pytest.mark.parametrize(
        "text", ["Croydon", "Croydon\tSutton", "in Croydon. Sutton", "Brent or Barnet"]
    )
    def test_need_two_names_and_only_a_list_between(self, text: str) -> None:
        assert names.find_area_lists(text) == ()

    def test_end_where_the_sentence_goes_on(self) -> None:
        text = "Brent and Barnet, but not Ealing or Camden and Islington"

        assert [len(listed.gss_codes) for listed in names.find_area_lists(text)] == [
            2,
            2,
        ]


class TestOrganisations:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("MOPAC’s Fund", ["Mayor's Office for Policing and Crime"]),
            (
                "the Mayor’s Office for Policing And Crime (MOPAC)",
                ["Mayor's Office for Policing and Crime"] * 2,
            ),
            (
                "the Child & Women Abuse Studies Unit",
                ["Child and Woman Abuse Studies Unit"],
            ),
            ("Respect/CWASU", ["Respect", "Child and Woman Abuse Studies Unit"]),
            ("London Borough of Brent", ["London Borough of Brent"]),
            ("Brent Council", ["London Borough of Brent"]),
            ("City of London Corporation", ["City of London Corporation"]),
            ("(LBWF Match Fund)", ["London Borough of Waltham Forest"]),
            ("West Mercia PCC", ["West Mercia Police and Crime Commissioner"]),
            ("City of London Police", ["City of London Police"]),
            ("a Home Office grant", ["Home Office"]),
            ("a grant to Safer London", ["Safer London"]),
        ],
    )
    def test_are_found_by_name_and_alias(self, text: str, expected: list[str]) -> None:
        assert organisations_in(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "(LBB Match Fund)",
            "in Brent",
            "west mercia",
            "building a Safer London",
            "mps",
        ],
    )
    def test_are_not_guessed(self, text: str) -> None:
        assert organisations_in(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "funded by MOPAC and Foundations, for two years",
            "The funders are: 1) Foundations and 2) others",
            "Foundations will evaluate it",
            "- Foundations (co-funder)",
            "Foundations\t£421,000",
            "paid to Foundations UK for its work",
            "If Foundations is to pay",
            "the Foundations Standard",
            "Foundations",
        ],
    )
    def test_named_with_an_ordinary_word_are_found(self, text: str) -> None:
        assert "Foundations" in organisations_in(text)

    @pytest.mark.parametrize(
        "text",
        [
            "in respect of refuge places and the foundations laid",
            "Respect for others matters",
            "It ended. Respect and dignity come first",
            "a culture of Dignity and Respect",
            "Inclusion, Diversity and Respect",
            "Mutual Respect",
            "Strong Foundations",
            "Foundations of practice",
            "Housing and Refuge solutions",
            "the Refuge is full",
            "a Women's Refuge",
            "Respect-based work",
        ],
    )
    def test_are_told_from_ordinary_words(self, text: str) -> None:
        assert organisations_in(text) == []

    def test_are_found_by_every_name_of_the_register(self) -> None:
        for known in ORGANISATIONS:
            assert organisations_in(f"paid to {known.name}, in full") == [known.name]


class TestEveryText:
    @given(st.text("BrentCamd ,;&and\n\tRespc.", max_size=80) | st.text())
    def test_has_its_names_where_they_say(self, text: str) -> None:
        placed = [
            *((each.printed, each.span) for each in names.find_areas(text)),
            *((each.printed, each.span) for each in names.find_area_lists(text)),
            *((each.printed, each.span) for each in names.find_organisations(text)),
        ]
        for printed, span in placed:
            assert text[span.start : span.end] == printed

    @given(st.lists(st.sampled_from(AREAS), min_size=2, max_size=8))
    def test_with_a_list_of_ours_gives_it_back(self, listed: list[Area]) -> None:
        printed = ", ".join(each.name for each in listed)
        (found,) = names.find_area_lists(printed)

        assert list(found.gss_codes) == [each.gss_code for each in listed]
