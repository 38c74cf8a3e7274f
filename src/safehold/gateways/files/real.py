"""May this file be taken, and what of it may be handed out?"""

from __future__ import annotations

import io
import zipfile

from safehold.gateways.files import confinement, sniffing, worker
from safehold.gateways.files.port import Copy, MediaType, Reason, Unreadable

_NOT_ZIPPED = frozenset(MediaType) - {MediaType.DOCX, MediaType.XLSX}
# They do nothing on their own once they are saved, and are always served to be saved.
_INERT = frozenset({MediaType.TEXT, MediaType.HTML})


def inspect(content: bytes, *, accepted: frozenset[MediaType]) -> MediaType:
    """Return what kind of file it is, after looking for what it must not hold.

    The name and what the browser says of the file decide nothing.

    Raises: Unreadable. Source: SEC-30, SEC-31.
    """
    media_type = sniffing.media_type(content, accepted=accepted)
    if media_type in _NOT_ZIPPED and zipfile.is_zipfile(io.BytesIO(content)):
        raise Unreadable(Reason.TWO_KINDS)
    if media_type not in _INERT:
        _apart(worker.INSPECT, media_type, content)
    return media_type


def stripped(content: bytes) -> Copy:
    """Return the copy that may be handed out, without metadata.

    Shape: the words and pictures are the same; who made the file, with what, where
           and when is gone, and so is whatever would run or fetch.
    Raises: Unreadable. Source: SEC-33.
    """
    media_type = sniffing.media_type(content, accepted=frozenset(MediaType))
    if media_type is MediaType.TEXT:
        return Copy(content, media_type)
    return Copy(_apart(worker.STRIP, media_type, content), media_type)


def _apart(task: str, media_type: MediaType, content: bytes) -> bytes:
    _, made = confinement.run_apart(
        worker.__name__, task, media_type.name, content=content
    )
    return made
