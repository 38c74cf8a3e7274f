"""Nothing that is sent is read before it is known to be small enough."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from safehold.gateways.files.port import FILE_LIMIT_BYTES
from tests import browsers, cast

pytestmark = pytest.mark.django_db

IMPORT = "/documents/import/"
LIMIT = settings.LARGEST_REQUEST_BYTES


class Unread(BytesIO):
    """A body that must not be read."""

    def read(self, _size: int | None = -1, /) -> bytes:
        raise AssertionError("the body was read")


def send(client: Client, **environment: object) -> tuple[int, str]:
    given = {"wsgi.input": Unread(), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    response = client.request(
        REQUEST_METHOD="POST", PATH_INFO=IMPORT, **{**given, **environment}
    )
    return response.status_code, response.content.decode()


class TestABody:
    def test_over_the_limit_is_refused_unread(self, client: Client) -> None:
        status, page = send(client, CONTENT_LENGTH=str(LIMIT + 1))

        assert status == 413
        assert "A document may have up to 10 MB." in page

    def test_of_no_stated_length_is_refused_unread(self, client: Client) -> None:
        status, page = send(client, HTTP_TRANSFER_ENCODING="chunked")

        assert status == 411
        assert "does not say how large it is" in page

    @pytest.mark.parametrize("length", ["", "many", "-1"])
    def test_whose_length_is_no_number_is_not_read(
        self, client: Client, length: str
    ) -> None:
        status, _ = send(client, CONTENT_LENGTH=length)

        assert status == 302

    def test_refused_keeps_the_protections_of_every_page(self, client: Client) -> None:
        response = client.request(
            REQUEST_METHOD="POST", PATH_INFO=IMPORT, CONTENT_LENGTH=str(LIMIT + 1)
        )

        assert "default-src" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"

    def test_at_the_limit_holds_the_largest_document(self) -> None:
        around_the_file = 100_000

        assert FILE_LIMIT_BYTES + around_the_file < LIMIT


class TestAForm:
    @pytest.fixture
    def amara(self, client: Client) -> Client:
        amara = cast.person("Amara")
        cast.member(amara, cast.Role.GRANTS_MANAGER, cast.organisation("Respect"))
        browsers.sign_in(client, amara)
        return client

    def test_with_more_words_than_anybody_types_is_refused(self, amara: Client) -> None:
        too_many = "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)

        assert amara.post("/sign-in/", {"email": too_many}).status_code == 400

    def test_with_more_fields_than_any_of_ours_is_refused(self, amara: Client) -> None:
        fields = {f"f{number}": "" for number in range(201)}

        assert amara.post("/sign-in/", fields).status_code == 400

    def test_takes_a_file_larger_than_its_words_may_be(self, amara: Client) -> None:
        content = b"\0" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        upload = SimpleUploadedFile("a.txt", content)

        response = amara.post(IMPORT, {"document": upload})

        # It is large enough to be read in the background.
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/jobs/")

    def test_takes_no_more_files_than_may_be_sent_at_once(self, amara: Client) -> None:
        files = {
            f"document-{number}": SimpleUploadedFile(f"{number}.txt", b"words")
            for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)
        }

        assert amara.post(IMPORT, files).status_code == 400
