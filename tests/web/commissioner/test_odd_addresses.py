"""No address that a person can type ends in our own failure."""

from collections.abc import Callable

import pytest
from django.test import Client

from safehold.apps.intake import actions as intake
from safehold.engine.actors import Actor
from tests.build import BARNET, paper
from tests.cast import NOON, Cast

ODD = (
    "?search=%00",
    "?borough=%00",
    "?funder=%00",
    "?programme=%00",
    "?role=%00",
    "?status=%00",
    "?from=%00",
    "?from=abc&sort=-nothing",
    "?sort=%00",
    "?export=pdf",
    "?words=%00",
    "?words=fact-99999999999999999999",
    "?search=" + "a" * 5000,
)


@pytest.mark.parametrize(
    "address",
    [
        "/portfolio/2022-23/",
        "/portfolio/2022-23/awards/",
        "/decisions/",
        "/documents/",
        "/findings/",
        "/documents/{document}/review/",
    ],
)
class TestOddAddress:
    def test_is_answered(
        self, people: Cast, signed_in: Callable[[Actor], Client], address: str
    ) -> None:
        sheet = paper().decision("PCD 1").programme("Lantern", BARNET)
        sheet.award("Lantern", 1_250)
        document = sheet.store(by=people.amara, organisation_id=people.commissioner_id)
        intake.confirm_all(document.pk, by=people.amara, at=NOON)
        browser = signed_in(people.amara)

        answers = {
            browser.get(address.format(document=document.pk) + odd).status_code
            for odd in ODD
        }

        assert answers == {200}


class TestOneSlugAtTwoCommissioners:
    def test_leads_each_to_their_own(
        self, people: Cast, signed_in: Callable[[Actor], Client]
    ) -> None:
        for actor, organisation_id, pounds in (
            (people.amara, people.commissioner_id, 1_250),
            (people.hugo, people.another_commissioner_id, 9_999),
        ):
            sheet = paper().decision("PCD 1").programme("Lantern", BARNET)
            document = sheet.award("Lantern", pounds).store(
                by=actor, organisation_id=organisation_id
            )
            intake.confirm_all(document.pk, by=actor, at=NOON)

        for actor, theirs, others in (
            (people.amara, "£1,250", "£9,999"),
            (people.hugo, "£9,999", "£1,250"),
        ):
            browser = signed_in(actor)
            for address in ("/programmes/lantern/", "/portfolio/2022-23/"):
                page = browser.get(address).content.decode()
                assert theirs in page
                assert others not in page
            assert browser.get("/decisions/pcd-1/").status_code == 200
        assert signed_in(people.brendan).get("/programmes/lantern/").status_code == 200


class TestWords:
    def test_show_others_the_sentence_and_nothing_of_the_review(
        self, people: Cast, signed_in: Callable[[Actor], Client]
    ) -> None:
        sheet = paper()
        sheet.write("Before it stands something that nobody has confirmed.")
        sheet.award("Lantern", 1_250)
        document = sheet.store(by=people.amara, organisation_id=people.commissioner_id)
        intake.confirm_all(document.pk, by=people.amara, at=NOON)
        fact = document.facts.get(kind="award")

        own = signed_in(people.dev).get(f"/facts/{fact.pk}/").content.decode()
        others = signed_in(people.brendan).get(f"/facts/{fact.pk}/").content.decode()

        assert "nobody has confirmed" in own
        assert "Amara" in own
        assert "£1,250" in others
        assert "nobody has confirmed" not in others
        assert "Amara" not in others
        # What the file was called is the commissioner's own.
        assert document.name not in others
        assert "A document without a title" in others
