"""Who sees a document, and that its bytes come back as they were."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents import queries
from safehold.apps.documents.models import Document
from safehold.engine.actors import Actor
from tests.build import paper
from tests.cast import Cast

SignedIn = Callable[[Actor], Client]


@pytest.fixture
def document(people: Cast) -> Document:
    sheet = paper().mentions(1_250)
    return sheet.store(by=people.amara, organisation_id=people.commissioner_id)


def _verbs(document: Document) -> list[str]:
    """Return what was recorded of the document since it was imported."""
    events = AuditEvent.objects.filter(subject=f"document:{document.pk}")
    return list(events.order_by("pk").values_list("verb", flat=True))[1:]


class TestDocument:
    @pytest.mark.parametrize("page", ["review/", "copy/", "original/"])
    def test_is_not_there_for_strangers(
        self, people: Cast, signed_in: SignedIn, document: Document, page: str
    ) -> None:
        others = (people.brendan, people.esi, people.farid, people.grace, people.hugo)

        answers = {
            signed_in(other).get(f"/documents/{document.pk}/{page}").status_code
            for other in others
        }

        assert answers == {404}

    def test_comes_back_byte_for_byte_to_who_reviews_it(
        self, people: Cast, signed_in: SignedIn, document: Document
    ) -> None:
        answer = signed_in(people.amara).get(f"/documents/{document.pk}/original/")

        assert answer.content == bytes(document.original.content)
        assert answer["Content-Disposition"] == (
            f'attachment; filename="document-{document.pk}-original.txt"; '
            f"filename*=UTF-8''document-{document.pk}-original.txt"
        )

    def test_comes_to_the_others_as_a_copy_without_metadata(
        self, people: Cast, signed_in: SignedIn, document: Document
    ) -> None:
        browser = signed_in(people.dev)

        page = browser.get(f"/documents/{document.pk}/review/").content.decode()
        original = browser.get(f"/documents/{document.pk}/original/")
        copy = browser.get(f"/documents/{document.pk}/copy/")

        assert f"/documents/{document.pk}/copy/" in page
        assert f"/documents/{document.pk}/original/" not in page
        assert original.status_code == 409
        assert copy.content == bytes(document.original.content)

    @pytest.mark.parametrize("page", ["copy/", "original/"])
    def test_is_never_shown_by_the_browser(
        self, people: Cast, signed_in: SignedIn, document: Document, page: str
    ) -> None:
        answer = signed_in(people.amara).get(f"/documents/{document.pk}/{page}")

        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith(
            "sandbox; default-src 'none'; "
        )
        assert answer["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("page", ["copy/", "original/"])
    def test_that_was_altered_is_handed_to_nobody_and_that_is_kept(
        self,
        people: Cast,
        signed_in: SignedIn,
        document: Document,
        page: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(queries, "original_bytes", lambda _: b"other bytes")

        answer = signed_in(people.amara).get(f"/documents/{document.pk}/{page}")

        assert answer.status_code == 409
        assert b"other bytes" not in answer.content
        assert b"SHA-256 is another" in answer.content
        assert _verbs(document) == ["documents.find_altered"]

    def test_is_read_but_not_reviewed_by_the_finance_officer(
        self, people: Cast, signed_in: SignedIn, document: Document
    ) -> None:
        browser = signed_in(people.dev)

        page = browser.get(f"/documents/{document.pk}/review/")
        refused = browser.post(f"/documents/{document.pk}/confirm-all/")

        assert b"Only a grants manager" in page.content
        assert b"Confirm all" not in page.content
        assert refused.status_code in {302, 409}
        assert not document.facts.exclude(verdict="unreviewed").exists()


class TestImport:
    def upload(self, browser: Client, name: str, content: bytes) -> int:
        upload = SimpleUploadedFile(name, content)
        answer = browser.post("/documents/import/", {"document": upload})
        return answer.status_code

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("empty.txt", b""),
            ("spaces.txt", b"  \n "),
            ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
            ("broken.pdf", b"%PDF-1.7 and then nothing of the kind"),
            ("broken.docx", b"PK\x03\x04 not a document"),
        ],
    )
    def test_of_what_cannot_be_read_is_a_sentence_and_keeps_nothing(
        self, people: Cast, signed_in: SignedIn, name: str, content: bytes
    ) -> None:
        events = AuditEvent.objects.count()

        status = self.upload(signed_in(people.amara), name, content)

        assert status == 422
        assert not Document.objects.exists()
        assert AuditEvent.objects.count() == events

    def test_is_refused_to_all_but_the_grants_manager(
        self, people: Cast, signed_in: SignedIn
    ) -> None:
        answers = {
            self.upload(signed_in(other), "a.txt", b"Some words.")
            for other in (people.dev, people.brendan, people.grace)
        }

        assert answers == {409}
        assert not Document.objects.exists()

    def test_leads_to_the_review(self, people: Cast, signed_in: SignedIn) -> None:
        status = self.upload(signed_in(people.amara), "a.txt", b"We gave \xc2\xa35.")

        assert status == 302
        assert Document.objects.get().name == "a.txt"
