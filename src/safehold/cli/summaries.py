"""What does a reading look like to a person at a terminal?"""

from __future__ import annotations

from collections.abc import Iterator

from safehold.cli import readings
from safehold.engine.documents.checks.deadlines import response_timing
from safehold.engine.documents.reading import Reading
from safehold.engine.findings import Finding


def lines_of(reading: Reading) -> Iterator[str]:
    """Yield what was read, and after it what does not add up."""
    yield from _headings(reading)
    yield from _recommendations(reading)
    yield from _programmes(reading)
    yield from _observations(reading)
    yield from _counts(reading)
    yield from _findings(reading)


def _headings(reading: Reading) -> Iterator[str]:
    yield f"Kind         {reading.kind.value.replace('_', ' ')}"
    if reading.reference:
        yield f"Reference    {reading.reference.normalised}"
    if reading.title:
        yield f"Title        {reading.title.text}"
    for label, stated in (
        ("Received", reading.received_on),
        ("Meeting", reading.meeting_on),
        ("Signed", reading.signed_on),
    ):
        if stated:
            yield f"{label:12} {stated.date or stated.printed}"
    timing = response_timing(reading)
    if timing:
        in_time = "in time" if timing.on_time else "late"
        assumed = ", if the year of receipt is as we assume"
        yield (
            f"Answered     on working day {timing.working_day}, {in_time}: "
            f"due {timing.due}{assumed if timing.year_is_assumed else ''}"
        )


def _recommendations(reading: Reading) -> Iterator[str]:
    for recommendation in reading.recommendations:
        yield ""
        yield f"Recommendation {recommendation.number}: {recommendation.words.text}"


def _programmes(reading: Reading) -> Iterator[str]:
    for award in reading.awards:
        funder = award.funder or f"{award.funder_printed} (fits several)"
        role = award.role.value.replace("_", " ")
        if award is reading.awards[0]:
            yield ""
        yield f"{award.amount.money!s:>12}  {award.programme}: {role} from {funder}"


def _observations(reading: Reading) -> Iterator[str]:
    for observation in reading.observations:
        status = observation.status.value if observation.status else ""
        shown = observation.value if observation.value is not None else status
        if observation is reading.observations[0]:
            yield ""
        measure = observation.measure.replace("_", " ")
        yield (
            f"{str(shown).replace('_', ' '):>14}  {observation.programme}: {measure}"
        )


def _counts(reading: Reading) -> Iterator[str]:
    references = {reference.normalised for reference in reading.references}
    yield ""
    yield ", ".join(
        f"{len(found)} {name if len(found) == 1 else f'{name}s'}"
        for found, name in (
            (reading.amounts, "amount"),
            (reading.tables, "table"),
            (references, "reference"),
            (readings.all_areas(reading), "London area"),
        )
    )


def _findings(reading: Reading) -> Iterator[str]:
    yield ""
    if not reading.findings:
        yield "No findings: what could be checked adds up."
        return
    yield f"Findings ({len(reading.findings)}):"
    for finding in reading.findings:
        yield f"- {finding.message}{_sums(finding)} [{finding.code}]"


def _sums(finding: Finding) -> str:
    if finding.difference is None:
        return ""
    return (
        f" Printed {finding.printed}, computed {finding.computed}, "
        f"difference {finding.difference}."
    )
