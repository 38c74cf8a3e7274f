from dataclasses import replace

import pytest

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents import actions, policies, queries
from safehold.apps.documents.models import Fact
from safehold.engine.documents.facts import (
    CitationFact,
)
from tests.apps.documents.giving_verdicts import (
    MISREAD,
    award_of,
    confirm,
    correct,
    discard,
    value,
)
from tests.apps.refusing import refused
from tests.cast import LATER, NOON, Cast

BLANKS = ["", "  \n"]


@pytest.fixture
def fact(people: Cast) -> Fact:
    return award_of(4_000, people)


class TestConfirming:
    def test_lets_the_fact_stand_as_read(self, people: Cast, fact: Fact) -> None:
        change = confirm(fact, people.amara)

        fact.refresh_from_db()
        assert change == (fact, None)
        assert fact.verdict == "confirmed"
        assert (fact.reviewed_at, fact.reviewed_by_id) == (
            NOON,
            people.amara.person_id,
        )
        assert fact.record_key == "award|lantern|grant|home-office|2022-23"

    def test_is_recorded(self, people: Cast, fact: Fact) -> None:
        confirm(fact, people.amara)

        event = AuditEvent.objects.get(subject=f"fact:{fact.pk}")
        assert event.verb == "documents.confirm"
        assert event.details == {"before": "unreviewed", "reason": "", "value": None}

    def test_twice_is_refused(self, people: Cast, fact: Fact) -> None:
        confirm(fact, people.amara)

        with refused(policies.ALREADY_SAID):
            confirm(fact, people.amara)

    def test_goes_back_from_a_correction_to_what_was_read(
        self, people: Cast, fact: Fact
    ) -> None:
        five = replace(value(fact), pence=5_000_00)
        correct(fact, five, people.amara)

        change = confirm(fact, people.amara)

        assert change.formerly == five
        assert queries.value_of(change.fact) == value(fact)

    def test_may_follow_a_discard(self, people: Cast, fact: Fact) -> None:
        discard(fact, people.amara)

        change = confirm(fact, people.amara)

        assert change.formerly is None
        assert change.former_key == ""
        assert change.fact.verdict == "confirmed"


class TestCorrecting:
    def test_keeps_what_was_read_beside_the_correction(
        self, people: Cast, fact: Fact
    ) -> None:
        five = replace(value(fact), pence=5_000_00)

        change = correct(fact, five, people.amara)

        fact.refresh_from_db()
        assert change == (fact, None)
        assert queries.value_of(fact) == five
        assert value(fact).pence == 4_000_00
        assert fact.reason == MISREAD

    def test_is_recorded_with_the_value_and_the_reason(
        self, people: Cast, fact: Fact
    ) -> None:
        correct(fact, replace(value(fact), pence=5_000_00), people.amara)

        event = AuditEvent.objects.get(subject=f"fact:{fact.pk}")
        assert event.verb == "documents.correct"
        assert event.details["reason"] == MISREAD
        assert event.details["value"]["pence"] == 5_000_00

    def test_may_be_done_again(self, people: Cast, fact: Fact) -> None:
        five, six = (replace(value(fact), pence=pence) for pence in (500_00, 600_00))
        correct(fact, five, people.amara)

        change = correct(fact, six, people.amara)

        assert change.formerly == five
        assert queries.value_of(change.fact) == six

    @pytest.mark.parametrize("blank", BLANKS)
    def test_without_a_reason_is_refused(
        self, people: Cast, fact: Fact, blank: str
    ) -> None:
        five = replace(value(fact), pence=5_000_00)

        with refused(policies.REASON_MISSING):
            correct(fact, five, people.amara, reason=blank)

    def test_into_another_kind_of_fact_is_a_bug(self, people: Cast, fact: Fact) -> None:
        with pytest.raises(AssertionError, match="cannot become another kind"):
            correct(fact, CitationFact("PCD 1"), people.amara)


class TestDiscarding:
    def test_takes_the_fact_out_and_keeps_what_was_read(
        self, people: Cast, fact: Fact
    ) -> None:
        confirm(fact, people.amara)

        change = discard(fact, people.amara)

        assert change.formerly == value(fact)
        assert change.former_key == "award|lantern|grant|home-office|2022-23"
        assert (change.fact.verdict, change.fact.reason) == ("discarded", MISREAD)

    def test_forgets_no_reading_but_drops_a_correction(
        self, people: Cast, fact: Fact
    ) -> None:
        correct(fact, replace(value(fact), pence=5_000_00), people.amara)

        change = discard(fact, people.amara)

        assert change.fact.corrected_value is None
        assert queries.value_of(change.fact) == value(fact)

    def test_is_recorded_with_its_reason(self, people: Cast, fact: Fact) -> None:
        discard(fact, people.amara)

        event = AuditEvent.objects.get(subject=f"fact:{fact.pk}")
        assert event.verb == "documents.discard"
        assert event.details == {"before": "unreviewed", "reason": MISREAD}

    def test_twice_is_refused(self, people: Cast, fact: Fact) -> None:
        discard(fact, people.amara)

        with refused(policies.ALREADY_SAID):
            discard(fact, people.amara)

    @pytest.mark.parametrize("blank", BLANKS)
    def test_without_a_reason_is_refused(
        self, people: Cast, fact: Fact, blank: str
    ) -> None:
        with refused(policies.REASON_MISSING):
            discard(fact, people.amara, reason=blank)


class TestLaterVerdicts:
    def test_carry_the_time_and_the_person_of_the_last(
        self, people: Cast, fact: Fact
    ) -> None:
        confirm(fact, people.amara)

        actions.discard(fact.pk, reason=MISREAD, by=people.amara, at=LATER)

        fact.refresh_from_db()
        assert fact.reviewed_at == LATER
