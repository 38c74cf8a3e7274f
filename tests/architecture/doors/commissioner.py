"""Doors of the commissioner's work, and what stands behind them."""

from safehold.apps.documents.models import Document
from safehold.apps.intake import actions as intake
from safehold.engine.documents.facts import FactKind
from safehold.engine.findings import Finding
from tests import cast
from tests.architecture.doors.door import Door, Things
from tests.build import HACKNEY, Paper, fact_of

DOORS = (
    # What is confirmed is open to every role in force (decision 0023); another
    # commissioner reads its own.
    Door("GET", "portfolio/", (302, 200, 302, 302, 302, 200)),
    Door("GET", "portfolio/all-years/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "portfolio/<year:financial_year>/", (302, 404, 200, 200, 200, 404)),
    Door(
        "GET", "portfolio/<year:financial_year>/awards/", (302, 200, 200, 200, 200, 200)
    ),
    Door("GET", "programmes/<slug:slug>/", (302, 404, 200, 200, 200, 404), "programme"),
    Door("GET", "decisions/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "decisions/<slug:slug>/", (302, 404, 200, 200, 200, 404), "decision"),
    # Documents and findings are the commissioner's own; lists of others are empty.
    Door("GET", "documents/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "documents/import/", (302, 409, 200, 409, 409, 200)),
    Door("POST", "documents/import/", (302, 409, 422, 409, 409, 422)),
    Door("GET", "documents/<int:document_id>/review/", (302, 404, 200, 200, 404, 404)),
    Door("GET", "documents/<int:document_id>/copy/", (302, 404, 200, 200, 404, 404)),
    # The original can name its makers: it is for whoever reviews it.
    Door(
        "GET", "documents/<int:document_id>/original/", (302, 404, 200, 409, 404, 404)
    ),
    Door(
        "POST",
        "documents/<int:document_id>/confirm-all/",
        (302, 404, 302, 409, 404, 404),
    ),
    Door("GET", "findings/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "findings/<int:finding_id>/", (302, 404, 200, 200, 404, 404)),
    # What is sent says that the page showed another state than the finding's.
    Door("POST", "findings/<int:finding_id>/", (302, 404, 409, 422, 404, 404)),
    # A fact is open to who reads the portfolio once it stands.
    Door("GET", "facts/<int:fact_id>/", (302, 404, 200, 200, 404, 404), "unreviewed"),
    Door("GET", "facts/<int:fact_id>/", (302, 404, 200, 200, 200, 404), "confirmed"),
    Door(
        "POST",
        "facts/<int:fact_id>/confirm/",
        (302, 404, 302, 409, 404, 404),
        "unreviewed",
    ),
    Door(
        "POST",
        "facts/<int:fact_id>/confirm/",
        (302, 404, 409, 409, 409, 404),
        "confirmed",
    ),
    Door(
        "GET",
        "facts/<int:fact_id>/correct/",
        (302, 404, 200, 409, 404, 404),
        "unreviewed",
    ),
    Door(
        "POST",
        "facts/<int:fact_id>/correct/",
        (302, 404, 422, 409, 404, 404),
        "unreviewed",
    ),
    Door(
        "GET",
        "facts/<int:fact_id>/discard/",
        (302, 404, 200, 409, 404, 404),
        "unreviewed",
    ),
    Door(
        "POST",
        "facts/<int:fact_id>/discard/",
        (302, 404, 422, 409, 404, 404),
        "unreviewed",
    ),
    # A form opens only to who may send it in.
    Door(
        "GET",
        "facts/<int:fact_id>/correct/",
        (302, 404, 200, 409, 409, 404),
        "confirmed",
    ),
    Door(
        "GET",
        "facts/<int:fact_id>/discard/",
        (302, 404, 200, 409, 409, 404),
        "confirmed",
    ),
)


def things(people: cast.Cast) -> Things:
    """Make what the addresses are about, all of it the first commissioner's."""

    def stored(paper: Paper) -> Document:
        return paper.store(by=people.amara, organisation_id=people.commissioner_id)

    answer = stored(Paper().programme("Lantern", HACKNEY).award("Lantern", 1_000))
    decision = stored(Paper().decision("PCD 1"))
    doubtful = stored(Paper().mentions(5).doubts(Finding("a.b", "Look.", "REF-01")))
    for document in (answer, decision):
        intake.confirm_all(document.pk, by=people.amara, at=cast.NOON)
    return {
        "financial_year": "2022-23",
        "programme": "lantern",
        "decision": "pcd-1",
        "document_id": doubtful.pk,
        "finding_id": doubtful.findings.get().pk,
        "unreviewed": fact_of(doubtful, FactKind.AMOUNT).pk,
        "confirmed": fact_of(answer, FactKind.AWARD).pk,
    }
