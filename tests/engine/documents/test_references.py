"""References are read in every spelling, and a slip of the pen is told, not lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine.documents import references


def read(text: str) -> list[str]:
    return [reference.normalised for reference in references.find_references(text)]


class TestReferences:
    @pytest.mark.parametrize(
        ("printed", "normalised"),
        [
            ("PCD 1742", "PCD 1742"),
            ("PCD-377", "PCD 377"),
            ("PCD377", "PCD 377"),
            ("PCD – 377", "PCD 377"),
            ("PCD no. 377", "PCD 377"),
            ("PCD\n291", "PCD 291"),
            ("DMPCD 143", "DMPCD 143"),
            ("DMPCD 2014 143", "DMPCD 2014 143"),
            ("DMPC Decision 2014 143", "DMPCD 2014 143"),
            ("CEOD 35 - 2024", "CEOD 35 - 2024"),
            ("CEOD 35-2024", "CEOD 35 - 2024"),
            ("FOI 556", "FOI 556"),
            ("MOPAC 897", "MOPAC 897"),
        ],
    )
    def test_have_one_spelling_in_the_register(
        self, printed: str, normalised: str
    ) -> None:
        (reference,) = references.find_references(f"as in <u>{printed}</u>.")

        assert reference.normalised == normalised
        assert reference.printed == printed
        assert reference.warning is None
        assert references.normalise(printed) == normalised

    @pytest.mark.parametrize(
        ("text", "normalised", "warning"),
        [
            ("Decision DMPC PDC 377", "PCD 377", "Printed as PDC, read as PCD."),
            ("DMPDC 143", "DMPCD 143", "Printed as DMPDC, read as DMPCD."),
            ("Our ref: XYZ-12", "XYZ 12", "XYZ is not a known kind of reference."),
            ("**Reference:** QQ 5", "QQ 5", "QQ is not a known kind of reference."),
            ("Decision – AB 3", "AB 3", "AB is not a known kind of reference."),
        ],
    )
    def test_with_an_odd_prefix_carry_a_warning(
        self, text: str, normalised: str, warning: str
    ) -> None:
        (reference,) = references.find_references(text)

        assert reference.normalised == normalised
        assert reference.warning == warning

    def test_in_a_row_are_all_found(self) -> None:
        assert read("PCD 291 PCD 448/PCD633") == ["PCD 291", "PCD 448", "PCD 633"]

    @pytest.mark.parametrize(
        "text",
        [
            "MOPAC 2018 strategy",
            "MOPAC in 2017",
            "MOPAC 125 perpetrators",
            "MOPAC 897,000",
            "the FOI 2000",
            "a decision COVID-19 delayed",
            "https://example.org/pcd-1742",
            "PCD 1.2",
            "PCD 123456",
            "ABCD 12",
        ],
    )
    def test_that_are_none_are_left_alone(self, text: str) -> None:
        assert read(text) == []

    @pytest.mark.parametrize(
        ("printed", "normalised"),
        [
            (" pcd  377 ", "PCD 377"),
            ("dmpc decision 2014 143", "DMPCD 2014 143"),
            ("xyz-012", "XYZ 12"),
            ("no  reference", "no reference"),
        ],
    )
    def test_typed_by_a_person_are_normalised(
        self, printed: str, normalised: str
    ) -> None:
        assert references.normalise(printed) == normalised


class TestEveryText:
    @given(
        st.sampled_from(["PCD {}", "DMPCD {}", "DMPCD 2015 {}", "CEOD {} - 2024"]),
        st.integers(1, 9999),
    )
    def test_normalised_once_stays_so(self, form: str, number: int) -> None:
        reference = form.format(number)

        assert references.normalise(reference) == reference
        assert read(reference) == [reference]

    @given(st.text("PCDMOAFI 0123-:\nRef", max_size=60) | st.text())
    def test_has_its_references_where_they_say(self, text: str) -> None:
        end = 0
        for reference in references.find_references(text):
            span = reference.span
            assert text[span.start : span.end] == reference.printed
            assert end <= span.start
            assert references.normalise(text) == references.normalise(text.strip())
            end = span.end
