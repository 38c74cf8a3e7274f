"""The demonstration is loaded once, and whole, however often it was broken off."""

from collections.abc import Iterator

import pytest

from safehold.apps.documents.models import Document, Fact
from safehold.apps.intake import actions as intake
from safehold.apps.people.models import Person
from safehold.cli.demonstration import load as demonstration
from safehold.cli.demonstration.people import PEOPLE
from tests.cast import LATER, NOON

pytestmark = pytest.mark.django_db

CONFIRMED = "dmpc_2019.txt"
LEFT_TO_REVIEW = "dmpc_2018.txt"


class Killed(BaseException):
    """The service is ended from outside, at this very point."""


@pytest.fixture
def killed_before_confirming() -> Iterator[pytest.MonkeyPatch]:
    def killed(*_given: object, **_named: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "confirm_all", killed)
        yield patch


def verdicts() -> set[str]:
    return set(Fact.objects.values_list("verdict", flat=True))


class TestLoading:
    def test_confirms_what_the_portfolio_starts_with(self) -> None:
        done = demonstration.load(at=NOON, documents=CONFIRMED)

        assert done == [f"{len(PEOPLE)} people added", f"{CONFIRMED} read"]
        assert "confirmed" in verdicts()

    def test_leaves_the_rest_to_review(self) -> None:
        demonstration.load(at=NOON, documents=LEFT_TO_REVIEW)

        assert verdicts() == {"unreviewed"}

    def test_again_adds_nothing(self) -> None:
        demonstration.load(at=NOON, documents=CONFIRMED)

        assert demonstration.load(at=LATER, documents=CONFIRMED) == []
        assert Document.objects.count() == 1
        assert Person.objects.count() == len(PEOPLE)

    def test_killed_between_import_and_review_begins_the_document_again(
        self, killed_before_confirming: pytest.MonkeyPatch
    ) -> None:
        with pytest.raises(Killed):
            demonstration.load(at=NOON, documents=CONFIRMED)
        assert not Document.objects.exists()

        killed_before_confirming.undo()

        assert demonstration.load(at=LATER, documents=CONFIRMED) == [
            f"{CONFIRMED} read"
        ]
        assert "confirmed" in verdicts()
