"""What two documents say differently of the same programme or decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from safehold.engine.areas import area
from safehold.engine.documents.programme_statements import (
    Extent,
    ProgrammeStatements,
    is_same_programme,
)
from safehold.engine.documents.reading import (
    Reading,
    StatedAward,
    StatedObservation,
)
from safehold.engine.documents.records import slug
from safehold.engine.findings import Finding
from safehold.engine.money import Money
from safehold.engine.periods import Period


@dataclass(frozen=True)
class Compared:
    """A document to compare: what it is called, and what was read from it."""

    name: str
    reading: Reading

    @cached_property
    def statements(self) -> ProgrammeStatements:
        return ProgrammeStatements(self.reading)


def compare(this: Compared, other: Compared) -> tuple[Finding, ...]:
    """Return where the two disagree; each finding's span is in `this`.

    `printed` is the figure of `this`, `computed` that of `other`.

    Source: REF-13, PRG-24.
    """
    return (
        *_decisions(this, other),
        *_boroughs(this, other),
        *_additions(this, other),
        *_statuses(this, other),
        *_awards(this, other),
        *_observations(this, other),
    )


def _decisions(this: Compared, other: Compared) -> Iterator[Finding]:
    """Compare what two copies of one decision say of it."""
    one, two = this.reading, other.reading
    if not one.reference or not two.reference:
        return
    if one.reference.normalised != two.reference.normalised:
        return
    name, span = one.reference.normalised, one.reference.span
    first, second = _signed(one), _signed(two)
    if first != second:
        yield Finding(
            "comparison.signed_differs",
            f"{name} is signed {first or 'without a date'} here, "
            f"and {second or 'without a date'} in {other.name}.",
            "DEC-09",
            span=span,
        )
    if one.title and two.title and slug(one.title.text) != slug(two.title.text):
        yield Finding(
            "comparison.title_differs",
            f"{name} is called “{one.title.text}” here, and “{two.title.text}” in "
            f"{other.name}. Ask if one reference was used twice.",
            "REF-05",
            span=one.title.span,
        )
    sought, sought_there = _recommended(one), _recommended(two)
    if sought is not None and sought_there is not None and sought != sought_there:
        yield Finding(
            "comparison.recommended_sum_differs",
            f"{name} recommends {sought} here at the most, and {sought_there} in "
            f"{other.name}.",
            "DEC-10",
            printed=sought,
            computed=sought_there,
            span=span,
        )


def _signed(reading: Reading) -> datetime.date | None:
    return reading.signed_on.date if reading.signed_on else None


def _recommended(reading: Reading) -> Money | None:
    amounts = (a.money for each in reading.recommendations for a in each.amounts)
    return max(amounts, default=None)


def _shared(this: Compared, other: Compared) -> Iterator[tuple[str, str]]:
    """Yield each programme of both, as this document and as the other calls it."""
    for ours in this.statements.names:
        for theirs in other.statements.names:
            if is_same_programme(ours, theirs):
                yield ours, theirs


def _boroughs(this: Compared, other: Compared) -> Iterator[Finding]:
    for ours, theirs in _shared(this, other):
        here, there = this.statements.extent(ours), other.statements.extent(theirs)
        if here is None or there is None or _agree(here, there):
            continue
        yield Finding(
            "comparison.boroughs_differ",
            f"{ours} runs in {_extent(here)} here{_when(this)}, and in "
            f"{_extent(there)}{_when(other)} in {other.name}. Keep each with its "
            "dates, or ask which is right.",
            "REF-13",
            span=here.span,
        )


def _agree(here: Extent, there: Extent) -> bool:
    """Test if the two may both be true: sets are equal, a count fits its set."""
    if here.gss_codes and there.gss_codes:
        return here.gss_codes == there.gss_codes
    return here.count == there.count


def _extent(extent: Extent) -> str:
    if not extent.gss_codes:
        return f"{extent.count} boroughs"
    return _and_list(sorted(area(code).name for code in extent.gss_codes))


def _and_list(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _when(document: Compared) -> str:
    period = document.statements.funded
    return f" ({_years(period)})" if period else ""


def _years(period: Period) -> str:
    return f"{_day(period.start)} to {_day(period.last_day)}"


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _additions(this: Compared, other: Compared) -> Iterator[Finding]:
    """Hold "in six additional boroughs" to the boroughs that another document lists.

    Source: REF-15.
    """
    listed = [
        (ours, there)
        for ours, theirs in _shared(this, other)
        if (there := other.statements.extent(theirs)) and there.gss_codes
    ]
    for ours, boroughs in listed:
        here = this.statements.extent(ours)
        if here is None or not here.is_additional:
            continue
        for before, existing in listed:
            both = boroughs.gss_codes & existing.gss_codes
            if before != ours and both:
                names = _and_list(sorted(area(code).name for code in both))
                yield Finding(
                    "comparison.boroughs_not_additional",
                    f"The boroughs of {ours} are said to be additional to those of "
                    f"{before}, but {other.name} lists {names} under both.",
                    "REF-15",
                    span=here.span,
                )


def _statuses(this: Compared, other: Compared) -> Iterator[Finding]:
    """Compare a programme said to have ceased with money decided on later for it."""
    for ours, theirs in _shared(this, other):
        yield from _ceased(this, ours, other, theirs, here=True)
        yield from _ceased(other, theirs, this, ours, here=False)


def _ceased(
    earlier: Compared, ceased: str, later: Compared, funded: str, *, here: bool
) -> Iterator[Finding]:
    """Find money that `later` gives to what `earlier` says is over.

    `here` says that `earlier` is the document that the finding is about.
    """
    end = earlier.statements.ceased(ceased)
    decision = later.statements.funds(funded)
    said, decided = earlier.statements.stated_on, later.statements.stated_on
    if end is None or decision is None or said is None or decided is None:
        return
    if decided <= said:
        return
    period = later.statements.funded
    money = f"money for {_years(period)}" if period else "money"
    told = f"{ceased} is said to have ceased"
    given = f"{money} was up for decision on {_day(decided)}"
    message = (
        f"{told} here ({_day(said)}), but {given} in {later.name}."
        if here
        else f"{given[0].upper()}{given[1:]} here, but {told} in {earlier.name} "
        f"({_day(said)})."
    )
    yield Finding(
        "comparison.status_differs",
        f"{message} Ask what ceased, and when.",
        "PRG-24",
        span=end if here else decision,
    )


def _awards(this: Compared, other: Compared) -> Iterator[Finding]:
    theirs = {_award_key(award): award for award in other.reading.awards}
    for award in this.reading.awards:
        second = theirs.get(_award_key(award))
        if second and second.amount.money != award.amount.money:
            yield Finding(
                "comparison.award_differs",
                f"{award.programme} has {award.amount.money} from "
                f"{award.funder or award.funder_printed} here, and "
                f"{second.amount.money} in {other.name}.",
                "BUD-30",
                printed=award.amount.money,
                computed=second.amount.money,
                span=award.amount.span,
            )


def _award_key(award: StatedAward) -> tuple[str, str, str, str]:
    funder = award.funder or award.funder_printed
    year = str(award.financial_year)
    return slug(award.programme), award.role.value, slug(funder), year


def _observations(this: Compared, other: Compared) -> Iterator[Finding]:
    theirs = {_observation_key(o): o for o in other.reading.observations}
    for observation in this.reading.observations:
        second = theirs.get(_observation_key(observation))
        if second and _figure(second) != _figure(observation):
            yield Finding(
                "comparison.figure_differs",
                f"{observation.programme} has {_figure(observation)} for "
                f"{observation.measure.replace('_', ' ')} here, and "
                f"{_figure(second)} in {other.name}.",
                "PRG-18",
                span=observation.span,
            )


def _observation_key(observation: StatedObservation) -> tuple[str, str, str]:
    period = observation.period.printed if observation.period else ""
    return slug(observation.programme), observation.measure, slug(period)


def _figure(observation: StatedObservation) -> str:
    if observation.status is not None:
        return observation.status.replace("_", " ")
    return f"{observation.value:,}"
