"""Is it settled what is published, and when?"""

from __future__ import annotations

from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence
from safehold.engine.documents.reading import Template

_SIGNED_FORMS = (Template.DMPC_2019, Template.DMPC_2024)
_NOTHING_SAID = frozenset({"", "n/a", "na", "none", "not applicable", "-", "–"})


def check_deferral_has_reason_and_date(evidence: Evidence) -> Iterator[Fault]:
    """Find a deferral without reason or end, or these without it. Source: PUB-02."""
    deferral = evidence.reading.deferral
    if deferral is None:
        return
    reason, until = deferral.reason.strip(" ."), deferral.until.strip(" .")
    has_reason = reason.lower() not in _NOTHING_SAID
    has_end = any(letter.isdigit() for letter in until)
    if deferral.deferred and not (has_reason and has_end):
        missing = "a reason" if not has_reason else "a date on which it ends"
        yield Fault(
            f"Publication is deferred without {missing}. A deferral needs both, and "
            "the shortest time that will do.",
            deferral.span,
        )
    if not deferral.deferred and (has_reason or until.lower() not in _NOTHING_SAID):
        yield Fault(
            "Publication is not deferred, yet a reason or a date is given. Ask which.",
            deferral.span,
        )


def check_part_two_is_answered(evidence: Evidence) -> Iterator[Fault]:
    """Find forms that leave open if there is a confidential part. Source: PUB-03."""
    reading = evidence.reading
    if reading.template in _SIGNED_FORMS and reading.has_part_two is None:
        yield Fault("The form does not say if there is a confidential part 2. Ask.")


CHECKS = (
    Check(
        "publication.deferral_incomplete",
        "PUB-02",
        "A deferral has a reason and a date; where there is none, neither stands.",
        check_deferral_has_reason_and_date,
    ),
    Check(
        "publication.part_two_not_answered",
        "PUB-03",
        "The form says if there is a confidential part.",
        check_part_two_is_answered,
    ),
)
