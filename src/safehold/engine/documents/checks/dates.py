"""Does every date have its year?"""

from __future__ import annotations

from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence
from safehold.engine.documents.spacing import fold


def check_dates_have_their_year(evidence: Evidence) -> Iterator[Fault]:
    """Find dates without a year: no deadline runs from one. Source: REF-12."""
    for stated in evidence.reading.dates:
        if stated.date is None:
            yield Fault(
                f"“{fold(stated.printed)}” has no year. Confirm the year before any "
                "deadline is counted from it.",
                stated.span,
            )


CHECKS = (
    Check(
        "dates.no_year",
        "REF-12",
        "Every date has its year.",
        check_dates_have_their_year,
    ),
)
