"""The register of checks is sound, and no text makes a check fall over."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safehold.engine.documents import read
from safehold.engine.documents.checks import CHECKS, check_all
from safehold.engine.documents.checks.check import Check
from safehold.engine.documents.reading import DocumentKind, Reading
from tests.engine.documents.checks import build

# Words that make checks start to look, in no order that makes sense.
_WORDS = st.sampled_from(
    (
        "DMPC Decision – PCD 9\n",
        "Our ref: FOI 9\nFreedom of Information Act 2000\n",
        "London Borough of Sutton\nCabinet, 14 July 2026\n",
        "\n",
        "\t",
        " ",
        "* ",
        "1. ",
        "2.1 ",
        "Q1. The names of the organisations with males\n",
        "Financial Comments\n",
        "Recommendation:\n",
        "Background papers\n",
        "Executive summary\n",
        "Option 1: (recommended)\n",
        "£1,000",
        "£5*",
        "£1,00",
        "up to ",
        "of which ",
        "allocated each for 2018-19 and 2019-20. ",
        "requests £5 for 2018-19 and £6 for 2019-20. ",
        "remaining funding will be paid to Respect. ",
        "from MOPAC and Foundations ",
        "match funding offset by income £5 ",
        "one year, from 1 April 2025 to 31 March 2026. ",
        "option to extend for 18 months. ",
        "purchase orders for the funding period and financial year ",
        "Director of Housing. Strategic Director of Housing ",
        "Strategy 2022-2025 ",
        "the Local Government (Contract) Act 1997 ",
        "“intended by the local policing body to” ",
        "protected characteristics are age, race, sex, disability. ",
        "being evaluated, due by July 2020. ",
        "received on July 25. ",
        "Date: 29/02/2024 ",
        "milestones documented under item 2. ",
        "The service will include the moves, and helping.\n",
        "Key deliverables include:\n",
        "Total\t£3\n",
        "Respect\t£1\t£2\n",
        "LBB ",
        "PDC 377 ",
        "Barnet, Brent & Barnet ",
        "MOPAC does not hold this information. ",
        "İ",
        "’",
    )
)


class TestTheRegister:
    def test_gives_every_check_a_code_of_its_own(self) -> None:
        codes = [check.code for check in CHECKS]

        assert len(set(codes)) == len(codes)

    @pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
    def test_says_what_holds_and_on_whose_word(self, check: Check) -> None:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", check.code)
        assert re.fullmatch(r"[A-Z]{2,3}-\d\d", check.source)
        assert re.fullmatch(r"[A-Z][^.]{10,100}\.", check.description)
        assert f"Source: {check.source}" in (check.find.__doc__ or "")


class TestTheRun:
    def test_gives_findings_in_the_order_of_the_text_and_the_absent_last(self) -> None:
        text = "PDC 9, received on July 25"
        reading = Reading(
            kind=build.DECISION,
            missing_sections=("Legal Comments",),
            references=(build.reference("PCD 9", "PDC 9", text, "Odd."),),
            dates=(build.stated("July 25", text, None),),
        )

        codes = [finding.code for finding in check_all(reading, text)]

        assert codes == [
            "references.misspelt",
            "dates.no_year",
            "sections.missing",
            "signatures.none",
        ]

    def test_of_an_empty_document_finds_nothing(self) -> None:
        assert check_all(Reading(kind=DocumentKind.UNKNOWN), "") == ()

    @settings(deadline=None, max_examples=150)
    @given(st.lists(_WORDS, max_size=60))
    def test_never_falls_over_and_points_into_the_text(self, words: list[str]) -> None:
        text = "".join(words)

        for finding in check_all(read.extract(text), text):
            assert finding.message.endswith(".")
            assert finding.span is None or finding.span.end <= len(text)

    @settings(deadline=None, max_examples=100)
    @given(st.text(max_size=300))
    def test_takes_any_text(self, text: str) -> None:
        check_all(read.extract(text), text)
