"""What does not add up inside one document: every check there is, and their run."""

from typing import Final

from safehold.engine.documents.checks import (
    agreements,
    amounts,
    areas,
    awards,
    budgets,
    dates,
    deadlines,
    declarations,
    deliverables,
    equality,
    evaluation,
    law,
    limits,
    names,
    options,
    publication,
    recommendations,
    references,
    remainders,
    responses,
    sections,
    signatures,
    strategies,
    tables,
)
from safehold.engine.documents.checks.check import Check
from safehold.engine.documents.checks.evidence import Evidence
from safehold.engine.documents.reading import Reading
from safehold.engine.findings import Finding

CHECKS: Final[tuple[Check, ...]] = (
    *tables.CHECKS,
    *budgets.CHECKS,
    *remainders.CHECKS,
    *limits.CHECKS,
    *recommendations.CHECKS,
    *awards.CHECKS,
    *amounts.CHECKS,
    *sections.CHECKS,
    *declarations.CHECKS,
    *signatures.CHECKS,
    *publication.CHECKS,
    *agreements.CHECKS,
    *strategies.CHECKS,
    *options.CHECKS,
    *law.CHECKS,
    *equality.CHECKS,
    *deliverables.CHECKS,
    *evaluation.CHECKS,
    *names.CHECKS,
    *areas.CHECKS,
    *references.CHECKS,
    *dates.CHECKS,
    *responses.CHECKS,
    *deadlines.CHECKS,
)


def check_all(reading: Reading, text: str) -> tuple[Finding, ...]:
    """Return what every check finds, in the order of the text.

    What is about something absent, and so stands nowhere, comes last.
    """
    evidence = Evidence(reading, text)
    found = [finding for check in CHECKS for finding in check.findings(evidence)]
    return tuple(sorted(found, key=lambda finding: _place(finding, len(text))))


def _place(finding: Finding, length: int) -> tuple[int, int, str]:
    if finding.span is None:
        return (length + 1, 0, finding.code)
    return (finding.span.start, finding.span.end, finding.code)
