"""What does a PDF do besides showing pages, and what does it say of its makers?"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from safehold.gateways.files import jpeg
from safehold.gateways.files.port import PAGE_LIMIT, Reason, Unreadable

# Actions that run a program, fetch, send, or open another file.
_ACTIVE = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"),
        *("/Movie", "/Sound", "/GoToE", "/RichMediaExecute"),
    }
)
# What a document may do of itself when it is opened: go to one of its pages.
_HARMLESS = frozenset({"/GoTo", "/Named"})
_AUTOMATIC = ("/OpenAction", "/AA")
_HELD_FILES = ("/EmbeddedFiles", "/EF", "/AF", "/Collection", "/RichMediaContent")
_HOLDING = frozenset({"/FileAttachment", "/RichMedia", "/3D", "/Screen", "/Movie"})
# Streams whose bytes stand in another file.
_ELSEWHERE = ("/F", "/FFilter")

_KEPT_OF_TRAILER = frozenset({"/Root", "/Size"})
_KEPT_OF_CATALOGUE = frozenset(
    {
        *("/Type", "/Version", "/Pages", "/PageLabels", "/Names", "/Dests"),
        *("/ViewerPreferences", "/PageLayout", "/PageMode", "/Outlines", "/AcroForm"),
        *("/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents", "/OCProperties"),
        "/OpenAction",
    }
)
_KEPT_OF_PAGE = frozenset(
    {
        *("/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox"),
        *("/TrimBox", "/ArtBox", "/Contents", "/Rotate", "/Group", "/Annots"),
        *("/StructParents", "/Tabs", "/UserUnit"),
    }
)
_NEVER_KEPT = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/CreatorInfo", "/AA"),
    *("/PtData", "/Measure", "/OPI", "/SpiderInfo"),
)
# Who wrote a note, and when; what the note says stays.
_OF_ANNOTATIONS = ("/T", "/M", "/CreationDate", "/NM", "/Subj")
_OF_SIGNATURES = ("/Name", "/Reason", "/Location", "/ContactInfo", "/M", "/Contents")


def inspect(content: bytes) -> None:
    """Refuse a PDF that acts, holds other files, or is of two kinds at once.

    Raises: Unreadable. Source: SEC-31.
    """
    if content[: content.index(b"%PDF-")].strip(b"\0\t\n\f\r \xef\xbb\xbf"):
        raise Unreadable(Reason.TWO_KINDS)
    with _opened(content) as document:
        if len(document.pages) > PAGE_LIMIT:
            raise Unreadable(Reason.TOO_MANY_PAGES)
        for holder in _dictionaries(document):
            _check(holder)


def stripped(content: bytes) -> bytes:
    """Return the same pages without who made them, with what, where and when.

    Raises: Unreadable. Source: SEC-33.
    """
    with _opened(content) as document:
        _keep_only(document.trailer, _KEPT_OF_TRAILER)
        _keep_only(document.Root, _KEPT_OF_CATALOGUE)
        for page in document.pages:
            _keep_only(page.obj, _KEPT_OF_PAGE)
        for holder in _dictionaries(document):
            _strip(holder)
        saved = io.BytesIO()
        document.save(saved, encryption=False, deterministic_id=True)
    return saved.getvalue()


def _opened(content: bytes) -> Pdf:
    try:
        return Pdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Unreadable(Reason.ENCRYPTED) from error
    except pikepdf.PdfError as error:
        raise Unreadable(Reason.DAMAGED) from error


def _dictionaries(document: Pdf) -> Iterator[Object]:
    """Yield every dictionary and stream, also those that stand inside another."""
    waiting: list[Object] = [document.trailer, *document.objects]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, (Dictionary, Stream)):
            yield holder
            waiting.extend(value for _, value in holder.items() if _is_within(value))
        elif isinstance(holder, Array):
            waiting.extend(value for value in holder if _is_within(value))


def _is_within(value: object) -> bool:
    """Tell what stands here from what is an object of its own and comes anyway."""
    return isinstance(value, (Dictionary, Array)) and not value.is_indirect


def _check(holder: Object) -> None:
    does = str(holder.get("/S", ""))
    if does in _ACTIVE or "/JS" in holder or "/JavaScript" in holder:
        raise Unreadable(Reason.ACTIVE)
    if any(_acts(holder[key]) for key in _AUTOMATIC if key in holder):
        raise Unreadable(Reason.ACTIVE)
    if "/XFA" in holder:
        raise Unreadable(Reason.FORM)
    holds = str(holder.get("/Subtype", "")) in _HOLDING
    if holds or any(key in holder for key in _HELD_FILES):
        raise Unreadable(Reason.HOLDS_FILES)
    if isinstance(holder, Stream) and any(key in holder for key in _ELSEWHERE):
        raise Unreadable(Reason.LINKED)


def _acts(opening: Object) -> bool:
    """Tell whether anything happens beyond showing a page of this document."""
    if not isinstance(opening, Dictionary):
        return False
    if "/S" not in opening:
        # Additional actions: one for each thing that may happen.
        return any(_acts(one) for _, one in opening.items())
    return str(opening["/S"]) not in _HARMLESS


def _keep_only(holder: Object, kept: frozenset[str]) -> None:
    for key in set(holder.keys()) - kept:
        del holder[key]


def _strip(holder: Object) -> None:
    _drop(holder, *_NEVER_KEPT)
    kind, subtype = str(holder.get("/Type", "")), str(holder.get("/Subtype", ""))
    if kind == "/Annot" or "/Rect" in holder:
        # In a form, /T is the name by which its fields are told apart.
        _drop(holder, *(_OF_ANNOTATIONS[1:] if _is_field(holder) else _OF_ANNOTATIONS))
    if kind in {"/Sig", "/DocTimeStamp"} or "/ByteRange" in holder:
        _drop(holder, *_OF_SIGNATURES)
    if str(holder.get("/O", "")) == "/UserProperties":
        _drop(holder, "/P")
    if isinstance(holder, Stream) and subtype == "/Image":
        _strip_picture(holder)


def _is_field(holder: Object) -> bool:
    return str(holder.get("/Subtype", "")) == "/Widget" or "/FT" in holder


def _drop(holder: Object, *keys: str) -> None:
    for key in keys:
        if key in holder:
            del holder[key]


def _strip_picture(picture: Stream) -> None:
    """Take what a camera wrote out of a picture that stands there as a JPEG."""
    filters = picture.get("/Filter")
    if isinstance(filters, Array):
        filters = filters[0] if len(filters) == 1 else None
    if filters != Name.DCTDecode:
        return
    clean = jpeg.without_metadata(picture.read_raw_bytes())
    parameters = picture.get("/DecodeParms")
    if isinstance(parameters, (Dictionary, Array)):
        picture.write(clean, filter=Name.DCTDecode, decode_parms=parameters)
    else:
        picture.write(clean, filter=Name.DCTDecode)
