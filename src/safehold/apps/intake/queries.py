"""Questions that importing and reviewing a document asks of the others."""

from __future__ import annotations

from collections.abc import Iterator

from safehold.apps.documents import queries as documents
from safehold.engine.actors import Actor
from safehold.engine.documents.comparisons import Compared
from safehold.engine.documents.read import extract

# Each comparison reads the other document again, which takes time, so an import
# looks at the newest few.
COMPARED_AT_MOST = 20


def comparable(
    document_id: int, *, organisation_id: int, by: Actor
) -> Iterator[tuple[int, Compared]]:
    """Return the newest other documents of the organisation, read again."""
    others = (
        documents.visible_to(by)
        .filter(organisation_id=organisation_id)
        .exclude(pk=document_id)
        .order_by("-pk")
    )
    for other in others[:COMPARED_AT_MOST]:
        yield other.pk, Compared(name=other.name, reading=extract(other.text))
