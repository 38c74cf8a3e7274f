"""Does the form have every section that it should?"""

from __future__ import annotations

from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence


def check_no_section_is_missing(evidence: Evidence) -> Iterator[Fault]:
    """Find sections that the form asks for and the document lacks. Source: DEC-01."""
    for heading in evidence.reading.missing_sections:
        yield Fault(
            f"The form has no section “{heading}”. Ask for it, or record why this "
            "decision does without."
        )


CHECKS = (
    Check(
        "sections.missing",
        "DEC-01",
        "The form has every section that it should have.",
        check_no_section_is_missing,
    ),
)
