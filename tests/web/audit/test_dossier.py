"""An auditor takes a dossier at a page that asks what of, and why."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.http import FileResponse
from django.test import Client

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents.models import Document
from safehold.apps.people.models import Person
from tests import browsers
from tests.build import paper
from tests.cast import Cast
from tests.web.audit.conftest import SignIn

ADDRESS = "/audit/dossier/"
REASON = {"reason": "For the annual audit."}


@pytest.fixture
def document(people: Cast) -> Document:
    return (
        paper()
        .mentions(5)
        .store(by=people.amara, organisation_id=people.commissioner_id)
    )


@pytest.fixture
def judith(people: Cast, signed_in_as: SignIn) -> Client:
    return signed_in_as(people.judith)


def archive(client: Client, form: dict[str, object]) -> zipfile.ZipFile:
    response = client.post(ADDRESS, form)
    assert isinstance(response, FileResponse), response.content
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


class TestTheFile:
    def test_is_a_zip_of_everything_with_a_manifest(
        self, document: Document, judith: Client
    ) -> None:
        taken = archive(judith, {"about": "document", "number": document.pk, **REASON})

        manifest = json.loads(taken.read("manifest.json"))
        names = {each["name"] for each in manifest["files"]}
        assert set(taken.namelist()) == names | {"manifest.json"}
        assert taken.testzip() is None
        assert {entry.date_time for entry in taken.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }

    def test_of_some_days_holds_what_was_done_on_them(
        self, document: Document, judith: Client
    ) -> None:
        days = {
            "first_day": "1",
            "first_month": "7",
            "first_year": "2026",
            "last_day": "1",
            "last_month": "7",
            "last_year": "2026",
        }

        taken = archive(judith, {"about": "days", **days, **REASON})

        events = json.loads(taken.read("events.json"))
        assert "documents.import" in {event["verb"] for event in events}


class TestTheForm:
    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({}, "Choose what the dossier is about"),
            ({"about": "document"}, "Enter the number of the record"),
            ({"about": "document", "number": "x"}, "The number must be digits"),
            ({"about": "document", "number": "9" * 30}, "no record with a number so"),
            ({"about": "document", "number": "999999"}, "There is no such record"),
            ({"about": "days"}, "Enter the first day"),
            ({"about": "days"}, "Enter the last day"),
            (
                {
                    "about": "days",
                    "first_day": "2",
                    "first_month": "7",
                    "first_year": "2026",
                    "last_day": "1",
                    "last_month": "7",
                    "last_year": "2026",
                },
                "The last day must be the same as or after the first day",
            ),
        ],
    )
    def test_says_what_is_missing_or_wrong(
        self, document: Document, judith: Client, given: dict[str, str], said: str
    ) -> None:
        response = judith.post(ADDRESS, {**given, **REASON})

        assert response.status_code == 422
        assert said in response.content.decode()
        assert not AuditEvent.objects.filter(verb="audit.take").exists()

    def test_asks_for_a_reason(self, document: Document, judith: Client) -> None:
        response = judith.post(ADDRESS, {"about": "document", "number": document.pk})

        assert response.status_code == 422
        assert "Enter why you take it" in response.content.decode()

    def test_takes_no_reason_that_cannot_be_kept(
        self, document: Document, judith: Client
    ) -> None:
        wanted = {"about": "document", "number": document.pk, "reason": "To\0see"}
        response = judith.post(ADDRESS, wanted)

        assert response.status_code == 422
        assert "The reason must not hold odd characters" in response.content.decode()

    def test_is_filled_in_from_the_address(self, judith: Client) -> None:
        page = judith.get(f"{ADDRESS}?about=document&number=12").content.decode()

        assert 'value="12"' in page

    def test_is_shown_only_to_whoever_has_just_shown_who_they_are(
        self, people: Cast, document: Document
    ) -> None:
        person = Person.objects.get(pk=people.judith.person_id)
        long_ago = browsers.sign_in(Client(), person, minutes_ago=20)

        for response in (
            long_ago.get(ADDRESS),
            long_ago.post(
                ADDRESS, {"about": "document", "number": document.pk, **REASON}
            ),
        ):
            assert response.status_code == 302
            assert response.headers["Location"].startswith("/sign-in/")
        assert not AuditEvent.objects.filter(verb="audit.take").exists()
