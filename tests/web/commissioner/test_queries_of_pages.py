"""No page asks more of the database as its rows grow."""

import re
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safehold.apps.documents.models import Document
from safehold.apps.intake import actions as intake
from safehold.engine.actors import Actor
from safehold.engine.findings import Finding
from tests.build import BARNET, BRENT, paper
from tests.cast import NOON, Cast

MOST_QUERIES = 15


def fill(people: Cast, papers: int) -> Document:
    """Import and confirm so many documents; return the last one."""
    document = None
    for number in range(1, papers + 1):
        sheet = paper().decision(f"PCD {number}").recommends("1").cites("PCD 9000")
        name = f"Lantern {number}"
        sheet.programme(name, BARNET, BRENT).award(name, 1_000 * number)
        sheet.observes(name, number).doubts(
            Finding("tests.doubt", f"{name} does not add up.", "REF-01")
        )
        document = sheet.store(by=people.amara, organisation_id=people.commissioner_id)
        intake.confirm_all(document.pk, by=people.amara, at=NOON)
    assert document is not None
    return document


# What surrounds a request here only, where the test's own transaction stands open.
OF_THE_TEST = re.compile(
    r"SAVEPOINT|RELEASE|SELECT set_config\('safehold.context', '(\{\"person\": 0|')"
)


def queries(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
        return sum(not OF_THE_TEST.match(query["sql"]) for query in asked)


ADDRESSES = (
    "/portfolio/2022-23/",
    "/portfolio/2022-23/?borough=E09000003",
    "/portfolio/2022-23/awards/",
    "/portfolio/all-years/",
    "/programmes/lantern-1/",
    "/decisions/",
    "/decisions/pcd-1/",
    "/decisions/pcd-9000/",
    "/documents/",
    "/findings/",
)


class TestPages:
    def test_ask_the_same_however_many_rows(
        self, people: Cast, signed_in: Callable[[Actor], Client]
    ) -> None:
        browser = signed_in(people.amara)
        fill(people, 2)
        few = {address: queries(browser, address) for address in ADDRESSES}
        fill_more(people)

        many = {address: queries(browser, address) for address in ADDRESSES}

        # A list of more than one page has its rows counted: one query, not more.
        more = {address: many[address] - few[address] for address in ADDRESSES}
        assert set(more.values()) <= {0, 1}, more
        assert max(many.values()) <= MOST_QUERIES, many


def fill_more(people: Cast) -> None:
    """Add programmes, awards, figures and findings to one more document."""
    sheet = paper().decision("PCD 500")
    for number in range(100, 130):
        sheet.recommends(str(number)).cites(f"PCD {9000 + number}")
        sheet.programme(f"Lantern {number}", BARNET).award(f"Lantern {number}", number)
        sheet.award("Lantern 1", number, funder=f"Funder {number}")
        sheet.observes("Lantern 1", number, measure=f"measure {number}")
        sheet.doubts(Finding("tests.doubt", f"Lantern 1, {number}.", "REF-01"))
    document = sheet.store(by=people.amara, organisation_id=people.commissioner_id)
    intake.confirm_all(document.pk, by=people.amara, at=NOON)


class TestReviewPage:
    def test_asks_the_same_however_many_facts(
        self, people: Cast, signed_in: Callable[[Actor], Client]
    ) -> None:
        browser = signed_in(people.amara)
        short = paper().mentions(1)
        long = paper()
        for pounds in range(1, 80):
            long.mentions(pounds).doubts(Finding("tests.doubt", "No.", "REF-01"))
        stored = [
            sheet.store(by=people.amara, organisation_id=people.commissioner_id)
            for sheet in (short, long)
        ]

        few, many = (queries(browser, f"/documents/{d.pk}/review/") for d in stored)

        assert many == few
        assert many <= MOST_QUERIES
