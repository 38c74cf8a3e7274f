"""What confirming a whole document enters, and what it leaves."""

from safehold.apps.decisions.models import Citation, Decision, Recommendation
from safehold.apps.documents import policies
from safehold.apps.documents.models import Document
from safehold.apps.intake import actions
from safehold.apps.programmes.models import (
    Award,
    Observation,
)
from safehold.engine.documents.facts import (
    FactKind,
)
from tests.apps.intake.desk import Desk, verbs
from tests.apps.refusing import not_found, refused
from tests.build import BARNET, fact_of, paper
from tests.cast import NOON


class TestABareAmount:
    def test_becomes_no_record(self, desk: Desk) -> None:
        fact = desk.fact(paper().mentions(9_000), FactKind.AMOUNT)

        desk.confirm(fact)

        assert not Award.objects.exists()
        assert verbs(fact) == ["documents.confirm", "intake.confirm"]

    def test_may_be_discarded(self, desk: Desk) -> None:
        fact = desk.fact(paper().mentions(9_000), FactKind.AMOUNT)
        desk.confirm(fact)

        desk.discard(fact)

        fact.refresh_from_db()
        assert fact.verdict == "discarded"


class TestConfirmingAll:
    def confirm_all(self, desk: Desk, document: Document) -> list[object]:
        refusals = actions.confirm_all(document.pk, by=desk.people.amara, at=NOON)
        return [each.refusal for each in refusals]

    def test_enters_everything_in_the_order_it_needs(self, desk: Desk) -> None:
        document = desk.store(
            paper()
            .decision("PCD 9001")
            .recommends("1")
            .cites("PCD 8001")
            .programme("Lantern", BARNET)
            .award("Lantern", 4_000)
            .observes("Lantern", 116)
            .mentions(9_000)
        )

        left = self.confirm_all(desk, document)

        assert left == []
        assert {fact.verdict for fact in document.facts.all()} == {"confirmed"}
        assert [
            model.objects.count()
            for model in (Decision, Recommendation, Citation, Award, Observation)
        ] == [2, 1, 1, 1, 1]

    def test_says_what_it_left_and_confirms_the_rest(self, desk: Desk) -> None:
        desk.confirm(desk.fact(paper().award("Lantern", 5_000), FactKind.AWARD))
        document = desk.store(
            paper()
            .award("Lantern", 4_000)
            .award("Beacon", 1, year=None)
            .award("Torch", 2)
        )

        left = self.confirm_all(desk, document)

        verdicts = document.facts.order_by("position").values_list("verdict", flat=True)
        assert left == [policies.SAID_OTHERWISE, policies.YEAR_MISSING]
        assert list(verdicts) == ["unreviewed", "unreviewed", "confirmed"]

    def test_leaves_alone_what_somebody_has_judged(self, desk: Desk) -> None:
        document = desk.store(paper().mentions(1).mentions(2))
        discarded = fact_of(document, FactKind.AMOUNT, 1)
        desk.discard(discarded)

        self.confirm_all(desk, document)

        discarded.refresh_from_db()
        assert discarded.verdict == "discarded"

    def test_by_a_colleague_who_may_not_review_is_refused(self, desk: Desk) -> None:
        document = desk.store(paper().mentions(1))

        with refused(policies.NOT_REVIEWER):
            actions.confirm_all(document.pk, by=desk.people.dev, at=NOON)

    def test_by_anybody_else_finds_no_document(self, desk: Desk) -> None:
        document = desk.store(paper().mentions(1))

        for outsider in (desk.people.brendan, desk.people.grace, desk.people.hugo):
            with not_found():
                actions.confirm_all(document.pk, by=outsider, at=NOON)
