"""Who signed, in what capacity and when; a missing date is None."""

import datetime

import pytest

from safehold.engine.documents import dates, headings, signatures
from safehold.engine.documents.lines import lay_out
from safehold.engine.documents.reading import DocumentKind, Signature

MAY_3 = datetime.date(2030, 5, 3)


def found_in(text: str) -> tuple[Signature, ...]:
    layout = lay_out(text)
    found = headings.find_headings(layout, DocumentKind.DMPC_DECISION)
    return signatures.find_signatures(layout, found, dates.find_dates(text))


def only(text: str) -> Signature:
    (signature,) = found_in(text)
    return signature


class TestDate:
    @pytest.mark.parametrize(
        "block",
        [
            "Signature\n\nDate 03/05/2030\n",
            "Signature: A squiggle\nDate: 3 May 2030\n",
            "**Signature**\n\n**Date:** 3/5/30\n",
            "Signature\nDate\n\n3 May 2030\n",
            "Signed by hand\nDated 3 May 2030",
            "Signature                Date    3 May 2030\n",
        ],
    )
    def test_follows_its_label(self, block: str) -> None:
        found = only(f"Chief Executive Officer\n\n{block}")

        assert found.signed is not None
        assert found.signed.date == MAY_3

    @pytest.mark.parametrize(
        "block",
        [
            "Signature\n\nDate\n",
            "Signature\n\nDate:\n\nPART I\n\n3 May 2030\n",
            "I confirm this.\n\nPART I\n\nDate 3 May 2030",
            "I confirm this of 3 May 2030.",
        ],
    )
    def test_may_be_missing(self, block: str) -> None:
        assert only(f"Deputy Mayor for Policing and Crime\n\n{block}").signed is None


class TestCapacity:
    @pytest.mark.parametrize(
        ("head", "capacity"),
        [
            ("Chief Executive Officer", ""),
            ("Interim Chief Executive Officer", "interim"),
            ("Acting Chief Executive", "interim"),
            ("for the\n\nChief Executive Officer", "on_behalf"),
            ("Chief Executive Officer\nfor the", "on_behalf"),
            ("On behalf of the Chief Executive Officer", "on_behalf"),
            ("Interim Chief Executive Officer\n\nfor the", "on_behalf_of_interim"),
        ],
    )
    def test_is_printed_by_the_office(self, head: str, capacity: str) -> None:
        found = only(f"{head}\n\nI have been consulted.\n\nSignature\nDate 3 May 2030")

        assert (found.office, found.capacity) == ("Chief Executive Officer", capacity)


class TestBlock:
    def test_is_found_for_each_office(self) -> None:
        text = (
            "Deputy Mayor for Policing and Crime\nSignature\nDate 3 May 2030\n"
            "PART I\nText.\nChief Executive Officer\nSignature\nDate 1 May 2030\n"
        )

        assert [each.office for each in found_in(text)] == [
            "Deputy Mayor for Policing and Crime",
            "Chief Executive Officer",
        ]

    def test_is_more_than_a_heading(self) -> None:
        assert found_in("Chief Executive Officer\n\nText about the post.") == ()

    def test_of_a_web_page_is_two_fields(self) -> None:
        found = only(
            "Date signed: 3 May 2030\n\nDecision by: Ada Example, Deputy Mayor\n"
        )

        assert found.office == "Deputy Mayor for Policing and Crime"
        assert found.signed is not None
        assert found.signed.date == MAY_3

    @pytest.mark.parametrize(
        "text",
        [
            "Date signed:\n\nDecision by: Ada Example",
            "Date signed:\nDate published: 4 May 2030\nDecision by: Ada Example",
        ],
    )
    def test_of_a_web_page_may_have_no_date(self, text: str) -> None:
        assert only(text).signed is None


class TestDateOfDecision:
    def test_is_the_deputy_mayors(self) -> None:
        found = found_in(
            "Chief Executive Officer\nSignature\nDate 1 May 2030\n"
            "Deputy Mayor for Policing and Crime\nSignature\nDate 3 May 2030\n"
        )

        decided = signatures.date_of_decision(found)

        assert decided is not None
        assert decided.date == MAY_3

    def test_is_missing_without_one(self) -> None:
        assert signatures.date_of_decision(()) is None
