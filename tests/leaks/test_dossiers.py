"""A dossier holds what its auditor may read, and of another's record there is none."""

from __future__ import annotations

from safehold.apps.documents.models import Document
from tests.leaks.asking import answer, browser
from tests.walls.crawl import text_of
from tests.walls.houses import House, Street


def a_document(house: House) -> Document:
    return Document.objects.filter(organisation_id=house.organisation_id).earliest("pk")


def asked(number: int) -> dict[str, object]:
    return {"about": "document", "number": number, "reason": "A yearly look."}


class TestADossier:
    def test_of_ones_own_holds_nothing_of_anothers(self, street: Street) -> None:
        jonas = street.other.auditor
        number = a_document(street.other).pk

        response = browser(jonas).post("/audit/dossier/", asked(number))

        taken = text_of(response)
        hidden = street.canaries.hidden_from(jonas)
        assert response.status_code == 200
        assert "canary" in taken.lower()
        assert [one.what for one in hidden if one.word in taken.lower()] == []

    def test_of_anothers_is_answered_as_of_what_is_not_there(
        self, street: Street
    ) -> None:
        client = browser(street.other.auditor)

        theirs, nowhere = (
            answer(
                client.post("/audit/dossier/", asked(number)),
                but_for=f'value="{number}"',
            )
            for number in (a_document(street.home).pk, 404_404)
        )

        assert theirs == nowhere
        assert theirs[0] in {404, 422}
