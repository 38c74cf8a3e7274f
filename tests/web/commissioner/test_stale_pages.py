"""A page that a colleague overtook says what they said, and changes nothing."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from safehold.apps.documents import actions as documents
from safehold.apps.documents.models import Document, Fact, Finding
from safehold.apps.intake import actions as intake
from safehold.engine.actors import Actor
from safehold.engine.documents.facts import FactKind
from safehold.engine.findings import Finding as Found
from tests.build import fact_of, paper
from tests.cast import NOON, Cast

SignedIn = Callable[[Actor], Client]
SEEN = re.compile(r'name="seen" value="([^"]*)"')
BECAUSE = "The letter says otherwise."


@pytest.fixture
def document(people: Cast) -> Document:
    sheet = paper().mentions(1_250)
    sheet.doubts(Found("tests.doubt", "It does not add up.", "REF-01"))
    return sheet.store(by=people.amara, organisation_id=people.commissioner_id)


@pytest.fixture
def fact(document: Document) -> Fact:
    return fact_of(document, FactKind.AMOUNT)


@pytest.fixture
def finding(document: Document) -> Finding:
    return document.findings.get()


def shown(browser: Client, address: str) -> str:
    """Return what the form of the page says that the page shows."""
    return only_seen(browser.get(address).content.decode())


def only_seen(page: str) -> str:
    (seen,) = SEEN.findall(page)
    return str(seen)


# The page with the form, and what a person fills in.
FORMS = {
    "confirm": ("/documents/{document}/review/", {}),
    "correct": (
        "/facts/{fact}/correct/",
        {"pence": "£7", "qualifier": "exact", "reason": "Misread."},
    ),
    "discard": ("/facts/{fact}/discard/", {"reason": "Not one."}),
}


@pytest.mark.parametrize("verb", FORMS)
class TestAFact:
    @pytest.fixture
    def form(self, verb: str, fact: Fact) -> tuple[str, str, dict[str, str]]:
        """Where the form stands, where it is sent, and what is filled in."""
        page, given = FORMS[verb]
        address = page.format(document=fact.document_id, fact=fact.pk)
        return address, f"/facts/{fact.pk}/{verb}/", given

    def test_is_judged_from_a_page_that_shows_what_stands(
        self,
        people: Cast,
        signed_in: SignedIn,
        fact: Fact,
        form: tuple[str, str, dict[str, str]],
    ) -> None:
        page, address, given = form
        browser = signed_in(people.amara)

        answer = browser.post(address, {**given, "seen": shown(browser, page)})

        assert answer.status_code == 302
        fact.refresh_from_db()
        assert fact.verdict != "unreviewed"

    def test_that_was_judged_since_stays_and_the_page_says_by_whom(
        self,
        people: Cast,
        signed_in: SignedIn,
        fact: Fact,
        form: tuple[str, str, dict[str, str]],
    ) -> None:
        page, address, given = form
        browser = signed_in(people.amara)
        seen = shown(browser, page)
        intake.discard(fact.pk, reason=BECAUSE, by=people.amara, at=NOON)

        answer = browser.post(address, {**given, "seen": seen})

        told = answer.content.decode()
        assert answer.status_code == 409
        assert "Somebody has judged this since you opened the page" in told
        assert "by Amara, 1 July 2026, 13:00" in told
        assert BECAUSE in told
        fact.refresh_from_db()
        assert (fact.verdict, fact.reason) == ("discarded", BECAUSE)

    def test_is_judged_by_the_form_that_is_offered_anew(
        self,
        people: Cast,
        signed_in: SignedIn,
        fact: Fact,
        form: tuple[str, str, dict[str, str]],
    ) -> None:
        page, address, given = form
        browser = signed_in(people.amara)
        seen = shown(browser, page)
        correction = {"pence": "£6", "qualifier": "exact", "reason": BECAUSE}
        browser.post(f"/facts/{fact.pk}/correct/", {**correction, "seen": seen})
        told = browser.post(address, {**given, "seen": seen}).content.decode()

        again = browser.post(address, {**given, "seen": only_seen(told)})

        assert again.status_code == 302
        fact.refresh_from_db()
        assert fact.reason != BECAUSE

    def test_is_not_judged_by_a_form_that_does_not_say_what_was_shown(
        self,
        people: Cast,
        signed_in: SignedIn,
        fact: Fact,
        form: tuple[str, str, dict[str, str]],
    ) -> None:
        _, address, given = form

        answer = signed_in(people.amara).post(address, given)

        assert answer.status_code == 409
        fact.refresh_from_db()
        assert fact.verdict == "unreviewed"

    def test_says_to_others_nothing_of_who_judged_it(
        self,
        people: Cast,
        signed_in: SignedIn,
        fact: Fact,
        form: tuple[str, str, dict[str, str]],
    ) -> None:
        _, address, given = form
        intake.confirm(fact.pk, by=people.amara, at=NOON)

        answer = signed_in(people.brendan).post(address, {**given, "seen": "x"})

        assert answer.status_code == 409
        assert "Amara" not in answer.content.decode()


class TestAFormNotFilledIn:
    def test_still_says_what_was_shown_when_it_was_opened(
        self, people: Cast, signed_in: SignedIn, fact: Fact
    ) -> None:
        address = f"/facts/{fact.pk}/discard/"
        browser = signed_in(people.amara)
        seen = shown(browser, address)
        intake.confirm(fact.pk, by=people.amara, at=NOON)

        answer = browser.post(address, {"reason": "", "seen": seen})

        assert answer.status_code == 422
        assert only_seen(answer.content.decode()) == seen


class TestAFinding:
    @pytest.fixture
    def address(self, finding: Finding) -> str:
        return f"/findings/{finding.pk}/"

    def explain(self, finding: Finding, people: Cast) -> None:
        documents.work_finding(
            finding.pk, "explain", reason=BECAUSE, by=people.amara, at=NOON
        )

    def test_is_worked_from_a_page_that_shows_what_stands(
        self, people: Cast, signed_in: SignedIn, finding: Finding, address: str
    ) -> None:
        browser = signed_in(people.amara)
        given = {"verb": "accept", "reason": "So it is.", "seen": "open"}

        answer = browser.post(address, given)

        assert answer.status_code == 302
        finding.refresh_from_db()
        assert finding.status == "accepted"

    @pytest.mark.parametrize("verb", ["accept", "explain", "reopen", ""])
    def test_that_was_worked_since_stays_and_the_page_says_by_whom(
        self,
        people: Cast,
        signed_in: SignedIn,
        finding: Finding,
        address: str,
        verb: str,
    ) -> None:
        browser = signed_in(people.amara)
        seen = shown(browser, address)
        self.explain(finding, people)

        answer = browser.post(
            address, {"verb": verb, "reason": "What I wrote.", "seen": seen}
        )

        told = answer.content.decode()
        assert answer.status_code == 409
        assert "Somebody has judged this since you opened the page" in told
        assert "by Amara, 1 July 2026, 13:00" in told
        assert "What I wrote." in told
        assert 'value="reopen"' in told, "it offers what may be done from here"
        finding.refresh_from_db()
        assert (finding.status, finding.reason) == ("explained", BECAUSE)

    def test_is_worked_by_the_form_that_is_offered_anew(
        self, people: Cast, signed_in: SignedIn, finding: Finding, address: str
    ) -> None:
        browser = signed_in(people.amara)
        given = {"verb": "accept", "reason": "So it is."}
        self.explain(finding, people)
        told = browser.post(address, {**given, "seen": "open"}).content.decode()

        again = browser.post(address, {**given, "seen": only_seen(told)})

        assert again.status_code == 302
        finding.refresh_from_db()
        assert finding.status == "accepted"

    def test_is_not_worked_by_an_empty_form_whoever_sends_it(
        self, people: Cast, signed_in: SignedIn, finding: Finding, address: str
    ) -> None:
        answers = {
            each.name: signed_in(each).post(address).status_code
            for each in (people.amara, people.dev, people.brendan)
        }

        assert answers == {"Amara": 409, "Dev": 422, "Brendan": 404}
        finding.refresh_from_db()
        assert finding.status == "open"

    def test_is_not_worked_by_a_form_that_does_not_say_what_was_shown(
        self, people: Cast, signed_in: SignedIn, finding: Finding, address: str
    ) -> None:
        given = {"verb": "accept", "reason": "So it is."}

        answer = signed_in(people.amara).post(address, given)

        assert answer.status_code == 409
        finding.refresh_from_db()
        assert finding.status == "open"
