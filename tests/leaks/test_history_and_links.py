"""History, links and whatever is taken away tell nothing of what is another's."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from safehold.apps.audit import context
from safehold.apps.audit.models import AuditChange, AuditEvent
from safehold.apps.documents.models import Document, Finding
from tests.cast import NOON
from tests.leaks.asking import browser
from tests.walls.crawl import text_of
from tests.walls.houses import Street


def hidden_words(street: Street, text: str) -> list[str]:
    """Return what of the text Hugo was never to read."""
    hidden = street.canaries.hidden_from(street.other.manager)
    return [canary.what for canary in hidden if canary.word in text.lower()]


class TestHistory:
    @pytest.mark.parametrize("model", [AuditEvent, AuditChange])
    def test_holds_nothing_of_anothers_whatever_is_asked_of_it(
        self, street: Street, model: type[AuditEvent] | type[AuditChange]
    ) -> None:
        with context.acting(street.other.manager, at=NOON):
            told = str(list(model._base_manager.values()))

        assert "canary" in told
        assert hidden_words(street, told) == []

    def test_of_anothers_record_is_not_there(self, street: Street) -> None:
        client = browser(street.other.manager)
        finding = Finding.objects.filter(
            organisation_id=street.home.organisation_id
        ).earliest("pk")

        response = client.get(f"/findings/{finding.pk}/history/")

        assert response.status_code == 404
        assert hidden_words(street, text_of(response)) == []


class TestALink:
    def test_to_anothers_document_cannot_be_made(self, street: Street) -> None:
        """So no page can show what it would lead to (see tests/walls/test_keys.py)."""
        theirs, mine = (
            Document.objects.filter(organisation_id=house.organisation_id).earliest(
                "pk"
            )
            for house in (street.home, street.other)
        )
        with (
            context.acting(street.other.manager, at=NOON),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            Finding.objects.create(
                organisation_id=street.other.organisation_id,
                document_id=mine.pk,
                other_document_id=theirs.pk,
                code="a.b",
                message="Look.",
                source="REF-01",
            )

    def test_to_anothers_record_shows_no_name_of_it(self, street: Street) -> None:
        client = browser(street.other.manager)
        page = text_of(client.get("/programmes/shared/"))

        assert hidden_words(street, page) == []


class TestAnExport:
    @pytest.mark.parametrize("sort", ["", "&sort=title"])
    @pytest.mark.parametrize("file_format", ["csv", "xlsx"])
    def test_holds_ones_own_rows_and_no_others(
        self, street: Street, file_format: str, sort: str
    ) -> None:
        client = browser(street.other.manager)

        taken = text_of(client.get(f"/documents/?export={file_format}{sort}"))

        assert "canary" in taken
        assert hidden_words(street, taken) == []

    def test_of_everything_at_once_takes_no_more(self, street: Street) -> None:
        """Mass extraction ends at the wall: every list, each in both formats."""
        client = browser(street.other.manager)
        for page in ("/documents/", "/findings/", "/decisions/", "/jobs/"):
            for file_format in ("csv", "xlsx"):
                taken = text_of(client.get(f"{page}?export={file_format}"))

                assert hidden_words(street, taken) == [], page
