import pytest

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents import actions, policies
from safehold.apps.documents.models import Finding
from safehold.engine.actors import Actor
from safehold.engine.findings import Finding as Found
from tests.apps.refusing import not_found, refused
from tests.build import paper
from tests.cast import NOON, Cast

BECAUSE = "The commissioner wrote to the council about it."


@pytest.fixture
def finding(people: Cast) -> Finding:
    out = Found("tables.column_sum", "The column is out.", "REF-01")
    document = (
        paper()
        .doubts(out)
        .store(by=people.amara, organisation_id=people.commissioner_id)
    )
    return document.findings.get()


def work(finding: Finding, verb: str, by: Actor, reason: str = BECAUSE) -> Finding:
    actions.work_finding(finding.pk, verb, reason=reason, by=by, at=NOON)
    finding.refresh_from_db()
    return finding


class TestWorkingAFinding:
    @pytest.mark.parametrize(
        ("verb", "status"), [("explain", "explained"), ("accept", "accepted")]
    )
    def test_says_what_was_made_of_it_by_whom(
        self, people: Cast, finding: Finding, verb: str, status: str
    ) -> None:
        worked = work(finding, verb, people.amara)

        assert (worked.status, worked.reason) == (status, BECAUSE)
        assert (worked.worked_at, worked.worked_by_id) == (NOON, people.amara.person_id)

    def test_is_recorded(self, people: Cast, finding: Finding) -> None:
        work(finding, "explain", people.amara)

        event = AuditEvent.objects.get(subject=f"finding:{finding.pk}")
        assert event.verb == "documents.explain_finding"
        assert event.details == {"before": "open", "reason": BECAUSE}

    def test_never_takes_it_off_the_list(self, people: Cast, finding: Finding) -> None:
        work(finding, "accept", people.amara)

        assert Finding.objects.get() == finding

    def test_may_open_it_again(self, people: Cast, finding: Finding) -> None:
        work(finding, "explain", people.amara)

        assert work(finding, "reopen", people.amara).status == "open"

    def test_in_a_way_it_already_was_is_refused(
        self, people: Cast, finding: Finding
    ) -> None:
        work(finding, "accept", people.amara)

        for verb in ("accept", "explain"):
            with refused(policies.NOT_FROM_THERE):
                work(finding, verb, people.amara)

    @pytest.mark.parametrize("blank", ["", " \t"])
    def test_without_a_reason_is_refused(
        self, people: Cast, finding: Finding, blank: str
    ) -> None:
        with refused(policies.REASON_MISSING):
            work(finding, "explain", people.amara, reason=blank)

    def test_by_a_colleague_who_is_no_grants_manager_is_refused(
        self, people: Cast, finding: Finding
    ) -> None:
        with refused(policies.NOT_REVIEWER):
            work(finding, "explain", people.dev)

    def test_by_anybody_else_finds_none(self, people: Cast, finding: Finding) -> None:
        for outsider in people.strangers:
            if outsider is not people.dev:
                with not_found():
                    work(finding, "explain", outsider)
