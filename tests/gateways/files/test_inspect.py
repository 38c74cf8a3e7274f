"""What a file holds decides whether it is taken; its name and label do not."""

import io
from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from safehold.gateways.files.port import (
    PICTURES,
    PIXEL_LIMIT,
    READABLE,
    MediaType,
    Reason,
    Unreadable,
)
from safehold.gateways.files.real import inspect
from tests.gateways.files import made

ALL = frozenset(MediaType)


def opening(action: Dictionary) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        document.Root.OpenAction = action

    return change


def attached(document: Pdf) -> None:
    document.attachments["other.exe"] = b"MZ"


def with_form(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(XFA=document.make_stream(b"<xdp/>"))


def with_link(document: Pdf, does: str = "/Launch") -> None:
    action = Dictionary(S=Name(does), F="calc.exe", JS="app.alert(1)")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].obj.Annots = Array([link])


def with_named_script(document: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=document.make_stream(b"app.alert(1)"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=["a", script]))


def closing_page(document: Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(C=Dictionary(S=Name.URI, URI="http://a"))


def with_file_elsewhere(document: Pdf) -> None:
    stream = document.make_stream(b"")
    stream.F = "//elsewhere/share/a"
    document.Root.Other = stream


def locked_pdf() -> bytes:
    saved = io.BytesIO()
    with Pdf.open(io.BytesIO(made.pdf())) as document:
        document.save(saved, encryption=Encryption(user="secret", owner="secret"))
    return saved.getvalue()


class TestInspect:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"DMPC Decision", MediaType.TEXT),
            (b"<!doctype html><p>x", MediaType.HTML),
            (made.pdf(), MediaType.PDF),
            (made.pdf_with_canaries(), MediaType.PDF),
            (b"\r\n" + made.pdf(), MediaType.PDF),
            (made.word(), MediaType.DOCX),
            (made.word_with_canaries(), MediaType.DOCX),
            (made.with_relationship("hyperlink"), MediaType.DOCX),
            (made.with_field('HYPERLINK "https://a.example/"', "PAGE"), MediaType.DOCX),
            (made.workbook_with_canaries(), MediaType.XLSX),
            (made.with_formula('IF(A1="a|b","!",Awards!B1)'), MediaType.XLSX),
            (made.png(), MediaType.PNG),
            (made.jpeg(), MediaType.JPEG),
        ],
    )
    def test_takes_a_file_by_what_is_in_it(
        self, content: bytes, expected: MediaType
    ) -> None:
        assert inspect(content, accepted=ALL) is expected

    @pytest.mark.parametrize(
        ("content", "accepted", "reason"),
        [
            (made.workbook(), READABLE, Reason.WORKBOOK),
            (made.jpeg(), READABLE, Reason.PICTURE),
            (made.pdf(), PICTURES, Reason.NO_PICTURE),
            (b"MZ\x90\x00" + bytes(300), ALL, Reason.BINARY),
        ],
    )
    def test_refuses_a_kind_that_this_place_does_not_take(
        self, content: bytes, accepted: frozenset[MediaType], reason: Reason
    ) -> None:
        with pytest.raises(Unreadable) as refused:
            inspect(content, accepted=accepted)

        assert refused.value.reason is reason


class TestInspectAPdf:
    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (opening(Dictionary(S=Name.JavaScript, JS="a")), Reason.ACTIVE),
            (opening(Dictionary(S=Name.Launch, F="a")), Reason.ACTIVE),
            (opening(Dictionary(S=Name.URI, URI="http://a")), Reason.ACTIVE),
            (opening(Dictionary(S=Name.GoToR, F="//a/b")), Reason.ACTIVE),
            (closing_page, Reason.ACTIVE),
            (with_named_script, Reason.ACTIVE),
            (with_link, Reason.ACTIVE),
            (lambda document: with_link(document, "/SubmitForm"), Reason.ACTIVE),
            (attached, Reason.HOLDS_FILES),
            (with_form, Reason.FORM),
            (with_file_elsewhere, Reason.LINKED),
        ],
    )
    def test_refuses_one_that_does_more_than_show_pages(
        self, change: Callable[[Pdf], None], reason: Reason
    ) -> None:
        with pytest.raises(Unreadable) as refused:
            inspect(made.pdf(change), accepted=ALL)

        assert refused.value.reason is reason

    def test_takes_one_that_opens_at_one_of_its_pages(self) -> None:
        def change(document: Pdf) -> None:
            place = Array([document.pages[0].obj, Name.Fit])
            document.Root.OpenAction = Dictionary(S=Name.GoTo, D=place)

        assert inspect(made.pdf(change), accepted=ALL) is MediaType.PDF

    def test_refuses_one_that_asks_for_a_password(self) -> None:
        with pytest.raises(Unreadable) as refused:
            inspect(locked_pdf(), accepted=ALL)

        assert refused.value.reason is Reason.ENCRYPTED

    def test_refuses_one_with_too_many_pages(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def change(document: Pdf) -> None:
            for _ in range(500):
                document.add_blank_page()

        with pytest.raises(Unreadable) as refused:
            inspect(made.pdf(change), accepted=ALL)

        assert refused.value.reason is Reason.TOO_MANY_PAGES


class TestInspectAnOfficeFile:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (
                made.changed(made.word(), {}, {"word/vbaProject.bin": "x"}),
                Reason.MACROS,
            ),
            (
                made.changed(made.workbook(), {}, {"xl/macrosheets/sheet1.xml": "x"}),
                Reason.MACROS,
            ),
            (
                made.changed(
                    made.word(),
                    {
                        "[Content_Types].xml": lambda part: part.replace(
                            "openxmlformats-officedocument.wordprocessingml.document",
                            "ms-word.document.macroEnabled",
                        )
                    },
                    {},
                ),
                Reason.MACROS,
            ),
            (
                made.changed(made.word(), {}, {"word/embeddings/oleObject1.bin": "x"}),
                Reason.HOLDS_FILES,
            ),
            (
                made.changed(made.word(), {}, {"word/media/a.png": made.word()}),
                Reason.HOLDS_FILES,
            ),
            (
                made.changed(
                    made.word(), {}, {"word/media/a.bin": b"\xd0\xcf\x11\xe0rest"}
                ),
                Reason.HOLDS_FILES,
            ),
            (made.with_relationship("attachedTemplate"), Reason.LINKED),
            (made.with_relationship("image"), Reason.LINKED),
            (made.with_relationship("oleObject", external=False), Reason.HOLDS_FILES),
            (made.with_relationship("aFChunk", external=False), Reason.HOLDS_FILES),
            (made.with_field("DDEAUTO cmd"), Reason.ACTIVE),
            (made.with_field("D", "DE c:\\\\cmd"), Reason.ACTIVE),
            (made.with_field('INCLUDEPICTURE "https://a/b"'), Reason.LINKED),
            (made.with_formula("cmd|'/c calc'!A0"), Reason.ACTIVE),
            (made.with_formula('WEBSERVICE("https://a")'), Reason.LINKED),
            (
                made.changed(
                    made.word(),
                    {
                        "word/document.xml": lambda part: part.replace(
                            "<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document'
                        )
                    },
                    {},
                ),
                Reason.ACTIVE,
            ),
        ],
    )
    def test_refuses_one_that_holds_more_than_words_and_pictures(
        self, content: bytes, reason: Reason
    ) -> None:
        with pytest.raises(Unreadable) as refused:
            inspect(content, accepted=ALL)

        assert refused.value.reason is reason

    @pytest.mark.parametrize("content", [made.bomb(), made.overlapping()])
    def test_refuses_a_bomb(self, content: bytes) -> None:
        with pytest.raises(Unreadable) as refused:
            inspect(content, accepted=ALL)

        assert refused.value.reason is Reason.TOO_LARGE


class TestInspectAFileOfTwoKinds:
    @pytest.mark.parametrize(
        "content",
        [
            made.png() + made.word(),
            made.pdf() + made.workbook(),
            b"<html><p>x</p></html>" + made.word(),
            b"PK\x03\x04" + made.pdf(),
            made.jpeg()[:20] + made.pdf(),
            made.word() + b"behind",
            made.changed(made.word(), {}, {"xl/workbook.xml": "<a/>"}),
        ],
    )
    def test_refuses_it(self, content: bytes) -> None:
        with pytest.raises(Unreadable) as refused:
            inspect(content, accepted=ALL)

        assert refused.value.reason in {
            *(Reason.TWO_KINDS, Reason.DAMAGED, Reason.BINARY),
        }


class TestInspectAPicture:
    def test_refuses_one_of_too_many_pixels_before_it_is_unpacked(self) -> None:
        wide = (PIXEL_LIMIT // 1_000 + 1).to_bytes(4, "big") + (1_000).to_bytes(
            4, "big"
        )
        content = made.png()
        start = content.index(b"IHDR") + 4
        content = content[:start] + wide + content[start + 8 :]

        with pytest.raises(Unreadable) as refused:
            inspect(content, accepted=PICTURES)

        # The checksum of the size is wrong too, which some readers notice first.
        assert refused.value.reason in {Reason.TOO_MANY_PIXELS, Reason.DAMAGED}

    @pytest.mark.parametrize("content", [made.png(), made.jpeg()])
    def test_refuses_one_that_breaks_off(self, content: bytes) -> None:
        with pytest.raises(Unreadable) as refused:
            inspect(content[: len(content) // 3], accepted=PICTURES)

        assert refused.value.reason is Reason.DAMAGED
