"""The copy that is handed out has the words and pictures, and nothing beside."""

import io

import pytest
from PIL import Image

from safehold.gateways.documents.real import extract_text
from safehold.gateways.files.port import MediaType, Reason, Unreadable
from safehold.gateways.files.real import inspect, stripped
from tests.gateways.files import made
from tests.gateways.files.made import CANARY

PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<meta name="author" content="{CANARY}"><title>A decision</title>
<script>"{CANARY}"</script><link rel="stylesheet" href="//{CANARY}/"></head>
<body data-author="{CANARY}" onload="{CANARY}()"><!-- {CANARY} -->
<h1>Decision</h1><p style="x: {CANARY}">{made.WORDS}</p>
<table><tr><td colspan="2">Drive</td></tr></table>
<img src="https://{CANARY}.example/a.png" alt="A map">
<a href="https://example.org/">A link</a><a href="file:///{CANARY}">Another</a>
<iframe src="//{CANARY}"></iframe></body></html>""".encode()
WITH_CANARIES = {
    MediaType.PDF: made.pdf_with_canaries(),
    MediaType.DOCX: made.word_with_canaries(),
    MediaType.XLSX: made.workbook_with_canaries(),
    MediaType.PNG: made.png(),
    MediaType.JPEG: made.jpeg(),
    MediaType.HTML: PAGE,
}
KINDS = sorted(WITH_CANARIES)


def pixels(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.convert("RGB").tobytes()


class TestStripped:
    @pytest.mark.parametrize("kind", KINDS)
    def test_holds_no_canary(self, kind: MediaType) -> None:
        content = WITH_CANARIES[kind]
        assert CANARY.encode() in made.everything_in(content)

        copy = stripped(content)

        assert CANARY.encode() not in made.everything_in(copy.content)
        assert copy.media_type is kind

    @pytest.mark.parametrize(
        "kind", [MediaType.PDF, MediaType.DOCX, MediaType.HTML], ids=str
    )
    def test_says_the_same_words(self, kind: MediaType) -> None:
        content = WITH_CANARIES[kind]

        copy = stripped(content)

        assert made.WORDS in extract_text(copy.content, name="copy").text
        assert (
            extract_text(copy.content, name="copy")
            == extract_text(content, name="original")
        )  # fmt: skip

    @pytest.mark.parametrize("kind", KINDS)
    def test_may_itself_be_taken_and_stripped_again(self, kind: MediaType) -> None:
        copy = stripped(WITH_CANARIES[kind])

        assert inspect(copy.content, accepted=frozenset(MediaType)) is kind
        assert stripped(copy.content) == copy

    def test_of_plain_text_is_the_text(self) -> None:
        assert stripped(b"DMPC Decision").content == b"DMPC Decision"

    def test_of_what_may_not_be_taken_is_refused(self) -> None:
        """It may have been kept before uploads were looked into."""
        with pytest.raises(Unreadable) as refused:
            stripped(made.with_field("DDEAUTO cmd"))

        assert refused.value.reason is Reason.ACTIVE


class TestStrippedPictures:
    @pytest.mark.parametrize("kind", [MediaType.PNG, MediaType.JPEG])
    def test_have_the_same_pixels(self, kind: MediaType) -> None:
        content = WITH_CANARIES[kind]

        assert pixels(stripped(content).content) == pixels(content)

    @pytest.mark.parametrize("orientation", range(2, 9))
    def test_stand_upright(self, orientation: int) -> None:
        copy = stripped(made.jpeg(orientation)).content

        with Image.open(io.BytesIO(copy)) as picture:
            assert picture.getexif() == {}
            assert picture.size == ((16, 24) if orientation > 4 else (24, 16))
        assert CANARY.encode() not in copy

    def test_keep_their_colours_without_the_profiles_words(self) -> None:
        content = made.jpeg(profile=made.named_profile())
        assert CANARY.encode("utf-16-be") in content

        copy = stripped(content).content

        assert CANARY.encode("utf-16-be") not in copy
        differences = [
            abs(one - other)
            for one, other in zip(pixels(copy), pixels(content), strict=True)
        ]
        assert max(differences) < 8

    def test_in_a_word_document_have_the_same_pixels(self) -> None:
        before, after = (
            _pictures(content)
            for content in (
                WITH_CANARIES[MediaType.DOCX],
                stripped(WITH_CANARIES[MediaType.DOCX]).content,
            )
        )

        assert before == after != []


def _pictures(content: bytes) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            pixels(archive.read(name))
            for name in sorted(archive.namelist())
            if name.startswith("word/media/")
        ]


class TestStrippedOfficeFiles:
    def test_keep_comments_and_changes_without_whose_they_are(self) -> None:
        copy = made.everything_in(stripped(WITH_CANARIES[MediaType.DOCX]).content)

        assert b"A comment" in copy
        assert b"<w:ins" in copy
        assert b"and more" in copy

    def test_keep_no_part_about_their_makers(self) -> None:
        for kind in (MediaType.DOCX, MediaType.XLSX):
            copy = made.everything_in(stripped(WITH_CANARIES[kind]).content)

            assert b"docProps" not in copy
            assert b"printerSettings" not in copy


class TestStrippedPages:
    def test_run_and_fetch_nothing(self) -> None:
        copy = stripped(PAGE).content

        for gone in (b"<script", b"<link", b"onload", b"<iframe", b"src=", b"<!--"):
            assert gone not in copy
        for kept in (b'<html lang="en-GB">', b"colspan", b"A map", b"https://example"):
            assert kept in copy
