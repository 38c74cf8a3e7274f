"""A verdict given on a page that no longer shows what stands changes nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from safehold.apps.documents import actions, policies
from safehold.apps.documents.models import Fact, Finding
from safehold.apps.documents.states import Verdict
from safehold.apps.intake import actions as intake
from safehold.engine.actors import Actor
from safehold.engine.findings import Finding as Found
from tests.apps.documents.giving_verdicts import (
    MISREAD,
    award_of,
    confirm,
    correct,
    discard,
    store,
    value,
)
from tests.apps.refusing import refused
from tests.build import paper
from tests.cast import LATER, NOON, Cast

Judge = Callable[[Fact, str, Actor], object]


def confirms(fact: Fact, seen: str, by: Actor) -> object:
    return intake.confirm(fact.pk, seen=seen, by=by, at=LATER)


def corrects(fact: Fact, seen: str, by: Actor) -> object:
    five = replace(value(fact), pence=5_000_00)
    return intake.correct(fact.pk, five, reason=MISREAD, seen=seen, by=by, at=LATER)


def discards(fact: Fact, seen: str, by: Actor) -> object:
    return intake.discard(fact.pk, reason=MISREAD, seen=seen, by=by, at=LATER)


@pytest.fixture
def fact(people: Cast) -> Fact:
    return award_of(4_000, people)


@pytest.fixture
def finding(people: Cast) -> Finding:
    doubtful = paper().doubts(Found("tables.column_sum", "It is out.", "REF-01"))
    return store(doubtful, people).findings.get()


@pytest.mark.parametrize("judge", [confirms, corrects, discards])
class TestAFact:
    def test_that_is_as_shown_is_judged(
        self, people: Cast, fact: Fact, judge: Judge
    ) -> None:
        judge(fact, fact.state, people.amara)

        assert Fact.objects.get().reviewed_at == LATER

    def test_that_somebody_judged_since_is_left_as_they_said(
        self, people: Cast, fact: Fact, judge: Judge
    ) -> None:
        shown = fact.state
        confirm(fact, people.amara)

        with refused(policies.JUDGED_MEANWHILE):
            judge(fact, shown, people.amara)

    def test_that_was_corrected_again_since_is_left_as_corrected(
        self, people: Cast, fact: Fact, judge: Judge
    ) -> None:
        correct(fact, replace(value(fact), pence=600_00), people.amara)
        fact.refresh_from_db()
        shown = fact.state
        intake.correct(
            fact.pk,
            replace(value(fact), pence=700_00),
            reason=MISREAD,
            by=people.amara,
            at=LATER,
        )

        with refused(policies.JUDGED_MEANWHILE):
            judge(fact, shown, people.amara)

    def test_whose_page_said_nothing_is_not_judged(
        self, people: Cast, fact: Fact, judge: Judge
    ) -> None:
        with refused(policies.JUDGED_MEANWHILE):
            judge(fact, "", people.amara)

    def test_says_first_who_may_not_judge_at_all(
        self, people: Cast, fact: Fact, judge: Judge
    ) -> None:
        confirm(fact, people.amara)

        for other in (people.dev, people.brendan):
            with refused(policies.NOT_REVIEWER):
                judge(fact, Verdict.UNREVIEWED.value, other)


class TestAFactAskedAboutWithoutAPage:
    def test_is_judged_whatever_stands(self, people: Cast, fact: Fact) -> None:
        confirm(fact, people.amara)

        assert discard(fact, people.amara).fact.verdict == "discarded"


class TestConfirmingAWholeDocument:
    def test_leaves_what_a_colleague_judged_while_it_began(
        self, people: Cast, fact: Fact, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # The colleague's verdict comes between the list of facts and the first lock.
        discard(fact, people.amara)
        monkeypatch.setattr(intake.document_queries, "unreviewed", lambda _: (fact.pk,))

        left = intake.confirm_all(fact.document_id, by=people.amara, at=LATER)

        assert [why.refusal for why in left] == [policies.JUDGED_MEANWHILE]
        assert Fact.objects.get().verdict == "discarded"


class TestAFinding:
    def work(self, finding: Finding, verb: str, seen: str, by: Actor) -> None:
        actions.work_finding(
            finding.pk, verb, reason="It is right.", seen=seen, by=by, at=LATER
        )

    def test_that_is_as_shown_is_worked(self, people: Cast, finding: Finding) -> None:
        self.work(finding, "explain", finding.state, people.amara)

        assert Finding.objects.get().status == "explained"

    def test_that_somebody_worked_since_is_left_as_they_said(
        self, people: Cast, finding: Finding
    ) -> None:
        actions.work_finding(
            finding.pk, "explain", reason="As printed.", by=people.amara, at=NOON
        )

        # Accepting it would be in order from here; but not by who saw it open.
        for verb in ("accept", "explain", "reopen"):
            with refused(policies.JUDGED_MEANWHILE):
                self.work(finding, verb, "open", people.amara)

    def test_opened_again_since_is_not_as_it_was_first(
        self, people: Cast, finding: Finding
    ) -> None:
        shown = finding.state
        for verb in ("explain", "reopen"):
            actions.work_finding(
                finding.pk, verb, reason="As printed.", by=people.amara, at=NOON
            )

        with refused(policies.JUDGED_MEANWHILE):
            self.work(finding, "accept", shown, people.amara)

    def test_whose_page_said_nothing_is_not_worked(
        self, people: Cast, finding: Finding
    ) -> None:
        with refused(policies.JUDGED_MEANWHILE):
            self.work(finding, "accept", "", people.amara)
