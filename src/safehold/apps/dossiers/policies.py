"""Who may take a dossier, and of what?"""

from typing import NamedTuple

from safehold.engine import access
from safehold.engine.access import Act
from safehold.engine.actors import Actor
from safehold.engine.refusals import Refusal

LONGEST_REASON = 500
MOST_ENTRIES = 20_000
MOST_BYTES = 100_000_000

NOT_AUDITOR = Refusal(
    "dossiers.not_auditor",
    "Only an auditor of the organisation may take a dossier.",
    "SEC-56",
)
REASON_MISSING = Refusal(
    "dossiers.reason_missing",
    f"Give a reason for taking the dossier, in {LONGEST_REASON} characters or fewer.",
    "SEC-56",
)
TOO_LARGE = Refusal(
    "dossiers.too_large",
    f"This dossier would be too large: more than {MOST_ENTRIES:,} entries or "
    f"{MOST_BYTES // 1_000_000} MB. Take fewer days, or one record at a time.",
    "SEC-57",
)


class Size(NamedTuple):
    """How much a dossier would hold, as far as it is known."""

    entries: int = 0
    size_bytes: int = 0


NOT_YET_MEASURED = Size()


def why_not_take(
    organisation_ids: frozenset[int],
    *,
    reason: str,
    size: Size = NOT_YET_MEASURED,
    by: Actor,
) -> Refusal | None:
    """Return the first reason `by` may not take a dossier there, or None."""
    scope = access.scope(by, Act.TAKE_DOSSIER)
    if not any(organisation_id in scope for organisation_id in organisation_ids):
        return NOT_AUDITOR
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        return REASON_MISSING
    is_small = size.entries <= MOST_ENTRIES and size.size_bytes <= MOST_BYTES
    return None if is_small else TOO_LARGE
