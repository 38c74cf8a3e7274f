"""Files of every kind that is taken, with a canary in each place for metadata."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx
import pikepdf
from docx.shared import Inches
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import ExifTags, Image, ImageCms, PngImagePlugin
from xlsxwriter import Workbook

from tests.gateways.documents import printing

CANARY = "Zwitscher"
WORDS = "Approve up to £175,000."
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawn() -> Image.Image:
    """Return a small picture that is not the same upside down or mirrored."""
    picture = Image.new("RGB", (24, 16), (20, 120, 60))
    picture.paste((200, 30, 30), (0, 0, 12, 8))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = orientation
    for tag in (
        *(ExifTags.Base.Artist, ExifTags.Base.Make, ExifTags.Base.Model),
        *(ExifTags.Base.ImageDescription, ExifTags.Base.Copyright),
        *(ExifTags.Base.Software, ExifTags.Base.HostComputer),
    ):
        told[tag] = f"{CANARY} {tag.name}"
    told.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = CANARY
    return told


def jpeg(orientation: int = 1, *, profile: bytes | None = None) -> bytes:
    saved = io.BytesIO()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
    drawn().save(
        saved, "JPEG", quality=95, exif=exif(orientation), comment=CANARY.encode(),
        xmp=xmp, icc_profile=profile,
    )  # fmt: skip
    content = saved.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + CANARY.encode()
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    # Behind the header that most readers look for first.
    at = 4 + struct.unpack(">H", content[4:6])[0]
    return content[:at] + segment + content[at:] + f"behind {CANARY}".encode()


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", CANARY)
    told.add_text("Comment", CANARY, zip=True)
    told.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY}</x>")
    told.add(b"tIME", bytes(7))
    told.add(b"prVt", CANARY.encode())
    saved = io.BytesIO()
    drawn().save(saved, "PNG", pnginfo=told, exif=exif())
    return saved.getvalue() + f"behind {CANARY}".encode()


def named_profile() -> bytes:
    """Return the profile of sRGB with a canary where its maker's name stands."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = CANARY.encode("utf-16-be")
    return profile.replace("sRGB built-in".encode("utf-16-be")[: len(wide)], wide)


def pdf(change: Callable[[Pdf], None] = lambda _: None) -> bytes:
    sheet = printing.Sheet()
    sheet.write(72, 100, WORDS)
    with Pdf.open(io.BytesIO(printing.pdf(sheet))) as document:
        change(document)
        saved = io.BytesIO()
        document.save(saved)
    return saved.getvalue()


def pdf_with_canaries() -> bytes:
    return pdf(_tell_in_pdf)


def _tell_in_pdf(document: Pdf) -> None:
    page = document.pages[0].obj
    for key in ("/Author", "/Creator", "/Producer", "/Title", "/Keywords", "/Private"):
        document.docinfo[key] = CANARY
    metadata = document.make_stream(f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode())
    document.trailer.ID = Array([CANARY.encode(), CANARY.encode()])
    document.trailer.Checksum = CANARY
    document.Root.Private = CANARY
    document.Root.Legal = Dictionary(Attestation=CANARY)
    for holder in (document.Root, page):
        holder.Metadata = metadata
        holder.PieceInfo = Dictionary(Maker=Dictionary(Private=CANARY))
    page.LastModified = CANARY
    page.Thumb = document.make_stream(CANARY.encode())
    page.Private = CANARY
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="A note",
        T=CANARY, M=CANARY, CreationDate=CANARY, NM=CANARY, Subj=CANARY,
    )  # fmt: skip
    signature = Dictionary(
        Type=Name.Sig, Name=CANARY, Reason=CANARY, Location=CANARY,
        ContactInfo=CANARY, M=CANARY, Contents=CANARY.encode(),
    )  # fmt: skip
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9], FT=Name.Sig,
        T="Field", V=document.make_indirect(signature),
    )  # fmt: skip
    page.Annots = Array([document.make_indirect(one) for one in (note, field)])
    document.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]))
    _show_photograph(document, page)


def _show_photograph(document: Pdf, page: pikepdf.Object) -> None:
    photograph = document.make_stream(jpeg())
    photograph.Type, photograph.Subtype = Name.XObject, Name.Image
    photograph.Width, photograph.Height = 24, 16
    photograph.ColorSpace, photograph.BitsPerComponent = Name.DeviceRGB, 8
    photograph.Filter = Name.DCTDecode
    photograph.Metadata = document.make_stream(CANARY.encode())
    page.Resources.XObject = Dictionary(Photograph=photograph)


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph(WORDS)
    document.add_table(1, 2).rows[0].cells[0].text = "Drive"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def word_with_canaries() -> bytes:
    document = docx.Document()
    told = document.core_properties
    for name in (
        *("author", "category", "comments", "content_status", "identifier"),
        *("keywords", "language", "last_modified_by", "subject", "title", "version"),
    ):
        setattr(told, name, CANARY)
    paragraph = document.add_paragraph(WORDS)
    document.add_comment(paragraph.runs, "A comment", author=CANARY, initials=CANARY)
    document.add_picture(io.BytesIO(jpeg()), Inches(1))
    document.add_picture(io.BytesIO(png()), Inches(1))
    saved = io.BytesIO()
    document.save(saved)
    settings = f'<w:rsids><w:rsid w:val="{CANARY}"/></w:rsids>'
    settings += f'<w:docVars><w:docVar w:name="a" w:val="{CANARY}"/></w:docVars>'
    change = (
        f'<w:p w:rsidR="{CANARY}"><w:ins w:id="901" w:author="{CANARY}" '
        f'w:date="{CANARY}"><w:r><w:t>and more</w:t></w:r></w:ins></w:p><w:sectPr'
    )
    return changed(
        saved.getvalue(),
        {
            "word/document.xml": lambda part: _photograph_named(
                part.replace("<w:sectPr", change, 1)
            ),
            "word/settings.xml": lambda part: re.sub(
                r"</w:settings>", f"{settings}</w:settings>", part
            ),
        },
        {
            "docProps/app.xml": f"<Properties>{CANARY}</Properties>",
            "docProps/custom.xml": f"<Properties>{CANARY}</Properties>",
            "customXml/item1.xml": f"<a>{CANARY}</a>",
            "word/people.xml": f"<people><person author='{CANARY}'/></people>",
            "word/printerSettings/printerSettings1.bin": CANARY,
            "docProps/thumbnail.jpeg": CANARY,
        },
    )


def _photograph_named(part: str) -> str:
    return re.sub(r'(<pic:cNvPr [^>]*name=)"[^"]*"', rf'\1"{CANARY}.jpg"', part)


def workbook() -> bytes:
    saved = io.BytesIO()
    with Workbook(saved, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Awards")
        sheet.write_row(0, 0, ["Drive", 175_000])
    return saved.getvalue()


def workbook_with_canaries() -> bytes:
    saved = io.BytesIO()
    with Workbook(saved, {"in_memory": True}) as book:
        book.set_properties(
            dict.fromkeys(
                ("title", "subject", "author", "manager", "company", "comments"),
                CANARY,
            )
        )
        book.set_custom_property("Private", CANARY)
        sheet = book.add_worksheet("Awards")
        sheet.write_row(0, 0, ["Drive", 175_000])
        sheet.write_comment(0, 0, "A comment", {"author": CANARY})
        sheet.insert_image(3, 3, "any.jpg", {"image_data": io.BytesIO(jpeg())})
    path = (
        '<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml'
        f'/2010/11/ac" url="C:\\Users\\{CANARY}\\"/><sheets>'
    )
    return changed(
        saved.getvalue(),
        {
            "xl/workbook.xml": lambda part: part.replace(
                "<fileVersion", f'<fileSharing userName="{CANARY}"/><fileVersion', 1
            ).replace("<sheets>", path, 1)
        },
        {"xl/printerSettings/printerSettings1.bin": CANARY},
    )


def changed(
    content: bytes,
    changes: Mapping[str, Callable[[str], str]],
    added: Mapping[str, str | bytes],
) -> bytes:
    """Return the archive with some parts changed and others added."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in archive.infolist():
            part = archive.read(member)
            if member.filename in changes:
                before = part.decode()
                part = changes[member.filename](before).encode()
                assert part != before.encode(), member.filename
            if member.filename not in added:
                target.writestr(member.filename, part)
        for name, part in added.items():
            target.writestr(name, part)
    return packed.getvalue()


def with_relationship(kind: str, *, external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    link = (
        f'<Relationship Id="rId99" Type="{RELATIONSHIPS}/{kind}" '
        f'Target="https://elsewhere.example/a"{mode}/></Relationships>'
    )
    return changed(
        word(),
        {
            "word/_rels/document.xml.rels": lambda part: part.replace(
                "</Relationships>", link
            )
        },
        {},
    )


def with_field(*pieces: str) -> bytes:
    run = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return changed(
        word(),
        {
            "word/document.xml": lambda part: part.replace(
                "<w:sectPr", f"<w:p>{run}</w:p><w:sectPr", 1
            )
        },
        {},
    )


def with_formula(formula: str) -> bytes:
    cell = f'<c r="C1"><f>{formula}</f><v>0</v></c></row>'
    return changed(
        workbook(),
        {"xl/worksheets/sheet1.xml": lambda part: part.replace("</row>", cell, 1)},
        {},
    )


def bomb(member: str = "word/document.xml", *, megabytes: int = 19) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            name = member if not number else f"word/media/image{number}.emf"
            archive.writestr(name, bytes(megabytes * 1_000_000))
    return packed.getvalue()


def overlapping() -> bytes:
    """Return an archive in which two names stand for the same bytes."""
    content = bytearray(word())
    directory = [found.start() for found in re.finditer(b"PK\x01\x02", content)]
    first, second = directory[:2]
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def everything_in(content: bytes) -> bytes:
    """Return whatever stands in the file, unpacked, for finding a canary."""
    if content.startswith(b"%PDF-"):
        with Pdf.open(io.BytesIO(content)) as document:
            saved = io.BytesIO()
            document.save(
                saved,
                stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
            told = repr(document.trailer) + "".join(map(repr, document.objects))
        return content + saved.getvalue() + told.encode()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            parts = [everything_in(archive.read(name)) for name in names]
        return b"\n".join([content, *parts, *(name.encode() for name in names)])
    if content.startswith(b"\x89PNG"):
        return content + _unpacked_chunks(content)
    return content


def _unpacked_chunks(content: bytes) -> bytes:
    unpacked = b""
    for found in re.finditer(rb"zTXt[^\0]*\0\0", content):
        unpacked += zlib.decompressobj().decompress(content[found.end() :])
    return unpacked
