"""What one may not know of is answered as what is not there."""

from __future__ import annotations

import itertools

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from safehold.apps.documents.models import Document, Fact, Finding
from safehold.apps.invitations.models import Invitation
from safehold.apps.jobs.models import Job
from safehold.apps.people.models import Membership
from tests.leaks.asking import answer, browser
from tests.walls.houses import Street

NOWHERE = 404_404
ADDRESSES = (
    (Document, "/documents/{}/review/"),
    (Document, "/documents/{}/original/"),
    (Document, "/documents/{}/confirm-all/"),
    (Fact, "/facts/{}/"),
    (Fact, "/facts/{}/confirm/"),
    (Fact, "/facts/{}/correct/"),
    (Fact, "/facts/{}/discard/"),
    (Finding, "/findings/{}/"),
    (Job, "/jobs/{}/"),
    (Job, "/jobs/{}/cancel/"),
    (Job, "/jobs/{}/retry/"),
    (Membership, "/people/roles/{}/end/"),
    (Membership, "/people/roles/{}/move/"),
    (Invitation, "/people/invitations/{}/send-again/"),
)


def unknown_of(model: type[Model], organisation_id: int) -> Model:
    """Return a row of theirs that does not stand in the portfolio, which is open."""
    rows = model._base_manager.filter(organisation_id=organisation_id)
    if model is Fact:
        rows = rows.filter(verdict="unreviewed")
    return rows.earliest("pk")


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_anothers_is_answered_as_what_is_not_there(
    street: Street, method: str
) -> None:
    for actor, (model, address) in itertools.product(
        (street.other.manager, street.other.administrator), ADDRESSES
    ):
        client = browser(actor)
        theirs = unknown_of(model, street.home.organisation_id)
        given = []
        for number in (theirs.pk, NOWHERE):
            with transaction.atomic():
                response = getattr(client, method)(address.format(number))
                transaction.set_rollback(True)
            given.append(answer(response, but_for=f"/{number}/"))

        assert given[0] == given[1], (actor.name, address)
        assert given[0][0] in {404, 405, 409}, (actor.name, address)


def test_it_takes_no_more_work_to_say_so(street: Street) -> None:
    """As many questions to the database, so that the time tells nothing either."""
    client = browser(street.other.manager)
    theirs = Document.objects.filter(
        organisation_id=street.home.organisation_id
    ).earliest("pk")
    asked = []
    client.get(f"/documents/{NOWHERE}/review/")
    for number in (theirs.pk, NOWHERE):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/documents/{number}/review/")
        asked.append([query["sql"].replace(str(number), "") for query in queries])

    assert len(asked[0]) == len(asked[1])
