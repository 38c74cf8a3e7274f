"""Is it clear which boroughs are meant, each named once?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from safehold.engine.areas import BASIC_COMMAND_UNITS, area
from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, and_list
from safehold.engine.documents.reading import AreaList


def check_each_borough_is_listed_once(evidence: Evidence) -> Iterator[Fault]:
    """Find lists that name a borough twice. Source: REF-09."""
    for listed in _lists(evidence):
        times = Counter(listed.gss_codes)
        twice = [area(code).name for code in times if times[code] > 1]
        if twice:
            yield Fault(
                f"The list has {len(listed.gss_codes)} names but {len(times)} "
                f"boroughs: {and_list(twice)} stands more than once. Ask if another "
                "was meant.",
                listed.span,
            )


def _lists(evidence: Evidence) -> Iterator[AreaList]:
    """Yield each list once: a programme's whole, or one that is part of no such."""
    end = 0
    of_programmes = [p.areas for p in evidence.reading.programmes if p.areas]
    in_text = evidence.reading.area_lists
    for listed in sorted(
        {*of_programmes, *in_text},
        key=lambda listed: (listed.span.start, -listed.span.end),
    ):
        if listed.span.start >= end:
            end = listed.span.end
            yield listed


def check_initials_fit_one_authority(evidence: Evidence) -> Iterator[Fault]:
    """Find funders given by initials that several authorities share. Source: REF-08."""
    operating = {
        programme.name: set(programme.areas.gss_codes) if programme.areas else set()
        for programme in evidence.reading.programmes
    }
    for award in evidence.reading.awards:
        if award.funder or not award.funder_choices:
            continue
        here = operating.get(award.programme, set())
        names = and_list(area(code).name for code in award.funder_choices)
        likely = [area(code).name for code in award.funder_choices if code in here]
        hint = f"The programme runs in {and_list(likely)}. " if likely else ""
        yield Fault(
            f"“{award.funder_printed}” fits {names}. {hint}Choose the authority; "
            "initials alone never decide it.",
            award.amount.span,
            award.amount.money,
        )


def check_police_area_is_its_boroughs(evidence: Evidence) -> Iterator[Fault]:
    """Find programmes named for a police unit that run elsewhere. Source: REF-14."""
    for programme in evidence.reading.programmes:
        for unit in BASIC_COMMAND_UNITS:
            if programme.areas is None or not programme.name.endswith(unit.name):
                continue
            here = frozenset(programme.areas.gss_codes)
            apart = sorted(area(code).name for code in here ^ unit.gss_codes)
            if apart:
                yield Fault(
                    f"{unit.name} and the boroughs listed for {programme.name} differ "
                    f"by {and_list(apart)}. Ask which is right.",
                    programme.areas.span,
                )


CHECKS = (
    Check(
        "areas.listed_twice",
        "REF-09",
        "A list of boroughs names each of them once.",
        check_each_borough_is_listed_once,
    ),
    Check(
        "areas.ambiguous_initials",
        "REF-08",
        "Initials are used only where they fit one authority.",
        check_initials_fit_one_authority,
    ),
    Check(
        "areas.police_area_differs",
        "REF-14",
        "A programme named for a police unit runs in that unit's boroughs.",
        check_police_area_is_its_boroughs,
    ),
)
