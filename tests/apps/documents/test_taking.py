"""A copy names nobody; the original is for reviewers, and proved before it goes."""

import pytest

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents import actions, policies, queries
from safehold.apps.documents.actions import Incoming
from safehold.apps.documents.models import Document
from safehold.engine.documents.read import read
from safehold.gateways.files.port import MediaType
from tests.apps.refusing import not_found, refused
from tests.build import paper
from tests.cast import NOON, Cast
from tests.gateways.files import made


def kept(content: bytes, media_type: MediaType, people: Cast) -> Document:
    document_id = actions.store(
        Incoming("decision", content, media_type, made.WORDS),
        read(made.WORDS),
        organisation_id=people.commissioner_id,
        by=people.amara,
        at=NOON,
    )
    return Document.objects.get(pk=document_id)


def verbs(document: Document) -> list[str]:
    events = AuditEvent.objects.filter(subject=f"document:{document.pk}")
    return list(events.order_by("pk").values_list("verb", flat=True))


class TestTakeCopy:
    def test_gives_whoever_reads_the_document_a_file_that_names_nobody(
        self, people: Cast
    ) -> None:
        document = kept(made.word_with_canaries(), MediaType.DOCX, people)

        copy = actions.take_copy(document.pk, by=people.dev, at=NOON)

        assert copy is not None
        assert copy.media_type is MediaType.DOCX
        assert made.CANARY.encode() not in made.everything_in(copy.content)
        assert verbs(document)[-1] == "documents.take_copy"

    def test_of_what_would_not_be_taken_today_is_refused(self, people: Cast) -> None:
        document = kept(made.with_field("DDEAUTO cmd"), MediaType.DOCX, people)

        with refused(policies.NO_COPY):
            actions.take_copy(document.pk, by=people.amara, at=NOON)

    def test_by_a_stranger_finds_no_document(self, people: Cast) -> None:
        document = paper().store(
            by=people.amara, organisation_id=people.commissioner_id
        )

        with not_found():
            actions.take_copy(document.pk, by=people.hugo, at=NOON)


class TestTakeOriginal:
    def test_gives_a_reviewer_the_very_bytes(self, people: Cast) -> None:
        content = made.word_with_canaries()
        document = kept(content, MediaType.DOCX, people)

        original = actions.take_original(document.pk, by=people.amara, at=NOON)

        assert original is not None
        assert original.content == content
        assert verbs(document)[-1] == "documents.take_original"

    def test_by_who_only_reads_is_refused(self, people: Cast) -> None:
        document = kept(b"DMPC", MediaType.TEXT, people)

        with refused(policies.NOT_FOR_ORIGINALS):
            actions.take_original(document.pk, by=people.dev, at=NOON)

    def test_by_a_stranger_finds_no_document(self, people: Cast) -> None:
        document = kept(b"DMPC", MediaType.TEXT, people)

        with not_found():
            actions.take_original(document.pk, by=people.hugo, at=NOON)

    def test_that_was_altered_gives_nothing_and_is_recorded(
        self, people: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = kept(b"DMPC", MediaType.TEXT, people)
        monkeypatch.setattr(queries, "original_bytes", lambda _: b"other")

        taken = [
            actions.take_original(document.pk, by=people.amara, at=NOON),
            actions.take_copy(document.pk, by=people.dev, at=NOON),
        ]

        assert taken == [None, None]
        assert verbs(document)[-2:] == ["documents.find_altered"] * 2
