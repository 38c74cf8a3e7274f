"""Two people at the same moment, each on a connection of their own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections, transaction

from safehold.apps.audit.models import AuditEvent
from safehold.apps.decisions.models import Decision, Recommendation
from safehold.apps.documents import actions as documents
from safehold.apps.documents import policies
from safehold.apps.documents.models import Document, Fact, Finding
from safehold.apps.intake import actions
from safehold.apps.programmes.models import Award
from safehold.engine.actors import Actor
from safehold.engine.documents.comparisons import Compared
from safehold.engine.documents.facts import FactKind
from safehold.engine.findings import Finding as Found
from safehold.engine.refusals import Refusal, Refused
from tests import cast
from tests.build import HOME_OFFICE, Paper, fact_of, paper
from tests.cast import NOON, Cast

# How long one waits for the other, who may be waiting for a turn and never come.
SECONDS = 0.7

Work = Callable[[], object]
DIFFERS = Found("comparison.differs", "The two do not agree.", "REF-13")


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast.assemble()


def store(written: Paper, people: Cast) -> Document:
    return written.store(by=people.amara, organisation_id=people.commissioner_id)


def award(pounds: int, people: Cast) -> Fact:
    return fact_of(store(paper().award("Lantern", pounds), people), FactKind.AWARD)


def confirm(fact: Fact, by: Actor) -> Work:
    return lambda: actions.confirm(fact.pk, by=by, at=NOON)


def discard(fact: Fact, by: Actor) -> Work:
    return lambda: actions.discard(fact.pk, reason="Not one.", by=by, at=NOON)


def confirm_all(document: Document, by: Actor) -> Work:
    return lambda: actions.confirm_all(document.pk, by=by, at=NOON)


def import_text(text: str, people: Cast) -> Work:
    return lambda: actions.import_file(
        text.encode(),
        name="lantern.txt",
        organisation_id=people.commissioner_id,
        by=people.amara,
        at=NOON,
    )


def at_once(*work: Work) -> list[Refusal | None]:
    """Do all of it at the same time; return what each was refused by, if it was."""
    start = threading.Barrier(len(work))

    def one(task: Work) -> Refusal | None:
        try:
            give_up_waiting_after_a_while()
            start.wait(timeout=10)
            task()
        except Refused as refused:
            return refused.refusal
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(one, work))


def give_up_waiting_after_a_while() -> None:
    """Fail, rather than hang, where two wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '20s'")


def meet_after(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, people: int = 2
) -> None:
    """Hold everybody who has done this until the others have, or a while has passed.

    So two who ask "may I?" both have their answer before either of them acts, unless
    the service lets only one of them ask.
    """
    barrier = threading.Barrier(people)
    whole = getattr(owner, name)

    def held(*args: object, **options: object) -> object:
        answer = whole(*args, **options)
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=SECONDS)
        return answer

    monkeypatch.setattr(owner, name, held)


def refusals(answers: Sequence[Refusal | None]) -> list[Refusal]:
    return [answer for answer in answers if answer is not None]


class TestOneFact:
    def test_is_confirmed_by_one_of_two_reviewers(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fact = award(4_000, people)
        meet_after(monkeypatch, policies, "why_not_stand")

        answers = at_once(confirm(fact, people.amara), confirm(fact, people.amara))

        assert refusals(answers) == [policies.ALREADY_SAID]
        assert Award.objects.count() == 1
        assert AuditEvent.objects.filter(verb="intake.confirm").count() == 1

    def test_is_confirmed_or_discarded_and_the_record_says_which(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fact = award(4_000, people)
        meet_after(monkeypatch, policies, "why_not_review")

        at_once(confirm(fact, people.amara), discard(fact, people.amara))

        fact.refresh_from_db()
        assert Award.objects.exists() == (fact.verdict == "confirmed")


class TestOneFactOnTwoOpenPages:
    def test_keeps_the_verdict_of_whoever_was_first(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fact = award(4_000, people)
        meet_after(monkeypatch, policies, "why_not_judge")

        def discard_as_seen() -> None:
            actions.discard(
                fact.pk, reason="Not one.", seen=fact.state, by=people.amara, at=NOON
            )

        def confirm_as_seen() -> None:
            actions.confirm(fact.pk, seen=fact.state, by=people.amara, at=NOON)

        answers = at_once(confirm_as_seen, discard_as_seen)

        assert refusals(answers) == [policies.JUDGED_MEANWHILE]
        first = "discarded" if answers[0] else "confirmed"
        assert Fact.objects.get().verdict == first
        assert Award.objects.exists() == (first == "confirmed")
        assert AuditEvent.objects.filter(verb__startswith="intake.").count() == 1


class TestOneFindingOnTwoOpenPages:
    def test_keeps_what_whoever_was_first_made_of_it(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        finding = store(paper().doubts(DIFFERS), people).findings.get()
        meet_after(monkeypatch, policies, "why_not_judge")

        def work_as_seen(verb: str) -> Work:
            return lambda: documents.work_finding(
                finding.pk,
                verb,
                reason="We asked.",
                seen=finding.state,
                by=people.amara,
                at=NOON,
            )

        # Explained, it could still be accepted: only the page says that it may not.
        answers = at_once(work_as_seen("explain"), work_as_seen("accept"))

        assert refusals(answers) == [policies.JUDGED_MEANWHILE]
        first = "accepted" if answers[0] else "explained"
        assert Finding.objects.get().status == first


class TestTwoFactsThatContradictEachOther:
    def test_never_both_stand(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        facts = [award(4_000, people), award(5_000, people)]
        meet_after(monkeypatch, policies, "why_not_stand")

        answers = at_once(*(confirm(fact, people.amara) for fact in facts))

        assert refusals(answers) == [policies.SAID_OTHERWISE]
        standing = Fact.objects.get(verdict="confirmed")
        assert Award.objects.get().fact == standing

    def test_never_both_stand_when_whole_documents_are_confirmed(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        there = store(paper().award("Lantern", 4_000).award("Beacon", 1), people)
        back = store(paper().award("Beacon", 2).award("Lantern", 5_000), people)
        meet_after(monkeypatch, policies, "why_not_stand")

        answers = at_once(
            confirm_all(there, people.amara), confirm_all(back, people.amara)
        )

        # Each is told of what it could not confirm; neither waits for the other.
        assert answers == [None, None]
        assert Fact.objects.filter(verdict="confirmed").count() == 2
        assert Award.objects.count() == 2

    def test_may_stand_for_two_commissioners_who_do_not_wait_for_each_other(
        self, people: Cast
    ) -> None:
        ours = award(4_000, people)
        theirs = fact_of(
            paper()
            .award("Lantern", 5_000)
            .store(by=people.hugo, organisation_id=people.another_commissioner_id),
            FactKind.AWARD,
        )

        # Both register the funder, which is one row for the whole service.
        cast.organisation(HOME_OFFICE)

        with transaction.atomic():
            confirm(ours, people.amara)()
            answers = at_once(confirm(theirs, people.hugo))

        assert answers == [None]
        assert Award.objects.count() == 2


class TestTwoFactsThatAgree:
    def test_both_stand_for_one_record(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = award(4_000, people), award(4_000, people)
        meet_after(monkeypatch, policies, "why_not_stand")

        answers = at_once(confirm(second, people.amara), confirm(first, people.amara))

        assert answers == [None, None]
        assert Award.objects.get().fact == first

    def test_leave_the_record_on_whichever_stays(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = award(4_000, people), award(4_000, people)
        confirm(first, people.amara)()
        meet_after(monkeypatch, policies, "why_not_review")

        answers = at_once(discard(first, people.amara), confirm(second, people.amara))

        assert answers == [None, None]
        assert Award.objects.get().fact == second


class TestADecisionAndItsRecommendation:
    def test_are_never_left_one_without_the_other(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = store(paper().decision("PCD 9001").recommends("1"), people)
        decision = fact_of(document, FactKind.DECISION)
        recommendation = fact_of(document, FactKind.RECOMMENDATION)
        confirm(decision, people.amara)()
        meet_after(monkeypatch, policies, "_standing")

        answers = at_once(
            discard(decision, people.amara), confirm(recommendation, people.amara)
        )

        assert len(refusals(answers)) == 1
        assert Decision.objects.count() == Recommendation.objects.count()


class TestOneDocument:
    def test_is_imported_once_and_the_second_is_told_so(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meet_after(monkeypatch, policies, "why_not_import")

        answers = at_once(
            *(import_text("The Lantern pilot.", people) for _ in range(2))
        )

        assert refusals(answers) == [policies.ALREADY_IMPORTED]
        assert Document.objects.count() == 1


class TestTwoDocuments:
    def test_are_compared_although_neither_was_there_before_the_other(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def differs(this: Compared, other: Compared) -> tuple[Found, ...]:
            return (DIFFERS,)

        monkeypatch.setattr(actions, "compare", differs)
        meet_after(monkeypatch, documents, "store")

        answers = at_once(
            import_text("The Lantern pilot.", people),
            import_text("The Beacon pilot.", people),
        )

        assert answers == [None, None]
        found = Finding.objects.get()
        assert {found.document, found.other_document} == set(Document.objects.all())


@transaction.atomic
def confirm_and_die(fact: Fact, by: Actor) -> None:
    confirm(fact, by)()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


class TestAReviewerWhoseServerDies:
    def test_leaves_nothing_behind_and_keeps_nobody_waiting(self, people: Cast) -> None:
        dying, other = award(4_000, people), award(5_000, people)

        with pytest.raises(OperationalError):
            confirm_and_die(dying, people.amara)
        connections.close_all()

        assert at_once(confirm(other, people.amara)) == [None]
        assert Award.objects.get().amount_pence == 5_000_00
