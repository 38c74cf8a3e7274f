"""Is this a picture of a size to show, and what of it is only the picture?"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from safehold.gateways.files import jpeg
from safehold.gateways.files.port import PIXEL_LIMIT, MediaType, Reason, Unreadable

PNG_START = b"\x89PNG\r\n\x1a\n"
_QUALITY = 95
_ORIENTATION = 0x0112
_UPRIGHT = 1
# How its colours are meant; everything else that a file says of itself is dropped.
_PART_OF_THE_PICTURE = ("transparency",)


def inspect(content: bytes, media_type: MediaType) -> None:
    """Refuse a picture that is damaged or larger than a screen can show.

    Raises: Unreadable. Source: SEC-31.
    """
    with _opened(content, media_type) as picture:
        _load(picture)


def stripped(content: bytes, media_type: MediaType) -> bytes:
    """Return the picture alone, upright, in the colours that every screen knows.

    A JPEG that stands upright keeps its very bytes; one that must be turned is
    pressed once more.

    Raises: Unreadable. Source: SEC-33.
    """
    with _opened(content, media_type) as picture:
        _load(picture)
        turned = picture.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
        profile = picture.info.get("icc_profile")
        if media_type is MediaType.JPEG and not turned and not profile:
            return jpeg.without_metadata(content)
        return _drawn_again(picture, profile, media_type)


def _opened(content: bytes, media_type: MediaType) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # We ask for the number of pixels ourselves, before any is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=[media_type.name])
    except Image.DecompressionBombError as error:
        raise Unreadable(Reason.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Unreadable(Reason.DAMAGED) from error
    if picture.width * picture.height > PIXEL_LIMIT:
        raise Unreadable(Reason.TOO_MANY_PIXELS)
    return picture


def _load(picture: Image.Image) -> None:
    try:
        picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise Unreadable(Reason.DAMAGED) from error


def _drawn_again(
    picture: Image.Image, profile: bytes | None, media_type: MediaType
) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    if profile:
        upright = _in_common_colours(upright, profile)
    upright.info = {
        key: value for key, value in upright.info.items() if key in _PART_OF_THE_PICTURE
    }
    saved = io.BytesIO()
    if media_type is MediaType.JPEG:
        upright.save(saved, "JPEG", quality=_QUALITY, subsampling=0, exif=b"")
        return jpeg.without_metadata(saved.getvalue())
    return as_png(upright)


def as_png(picture: Image.Image) -> bytes:
    """Return the picture as a file that says nothing but how it looks."""
    saved = io.BytesIO()
    picture.save(saved, "PNG", exif=b"")
    return saved.getvalue()


def _in_common_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB: a profile's own words could name its maker."""
    if picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode=target,
        )
    except (ImageCms.PyCMSError, OSError):
        return picture
    return picture if converted is None else converted
