"""Who signed, when, in what order, and free of interest?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase, written
from safehold.engine.documents.reading import DocumentKind, Signature, Template

_SIGNED_FORMS = (Template.DMPC_2019, Template.DMPC_2024)
_INTEREST = Phrase(r"personal or prejudicial interest\b")
_DATE_SIGNED = Phrase(r"date signed\b")
_CHIEF_EXECUTIVE = Phrase(r"chief executive\b")
_DEPUTY_MAYOR = Phrase(r"deputy mayor\b")


def check_signatures_are_in_order(evidence: Evidence) -> Iterator[Fault]:
    """Find a Deputy Mayor's signature before the chief executive's. Source: DEC-06."""
    first = _signature(evidence, _CHIEF_EXECUTIVE)
    last = _signature(evidence, _DEPUTY_MAYOR)
    before, after = _signed_date(first), _signed_date(last)
    if last and before and after and after < before:
        yield Fault(
            f"The Deputy Mayor signed on {written(after)}, before the chief executive "
            f"on {written(before)}. The approval must come last.",
            last.signed.span if last.signed else last.span,
        )


def check_signatures_are_dated(evidence: Evidence) -> Iterator[Fault]:
    """Find signature blocks without a date. Source: DEC-09.

    The Deputy Mayor's is left to `check_decision_is_signed`.
    """
    for signature in evidence.reading.signatures:
        if _DEPUTY_MAYOR.search(signature.office):
            continue
        if signature.signed is None or signature.signed.date is None:
            yield Fault(
                f"The signature block of the {signature.office} has no date. Ask when "
                "it was signed.",
                signature.span,
            )


def check_decision_is_signed(evidence: Evidence) -> Iterator[Fault]:
    """Find decisions without a date of signing. Source: DEC-09."""
    reading = evidence.reading
    if reading.kind is not DocumentKind.DMPC_DECISION:
        return
    if reading.signed_on is None or reading.signed_on.date is None:
        block = _signature(evidence, _DEPUTY_MAYOR)
        yield Fault(
            "The decision has no date of signing, so it cannot take effect: its status "
            "is unsigned. Ask for the signed form.",
            evidence.find(_DATE_SIGNED) or (block.span if block else None),
        )


def check_interests_are_declared(evidence: Evidence) -> Iterator[Fault]:
    """Find signed forms without the declaration of interests. Source: DEC-08."""
    if evidence.reading.template in _SIGNED_FORMS and not evidence.has(_INTEREST):
        yield Fault(
            "The Deputy Mayor's declaration of interests is missing. It must be "
            "recorded, also when there is none, before the approval takes effect."
        )


def _signature(evidence: Evidence, office: Phrase) -> Signature | None:
    for signature in evidence.reading.signatures:
        if office.search(signature.office):
            return signature
    return None


def _signed_date(signature: Signature | None) -> datetime.date | None:
    return signature.signed.date if signature and signature.signed else None


CHECKS = (
    Check(
        "signatures.out_of_order",
        "DEC-06",
        "The Deputy Mayor signs after the chief executive.",
        check_signatures_are_in_order,
    ),
    Check(
        "signatures.not_dated",
        "DEC-09",
        "Every signature has its date.",
        check_signatures_are_dated,
    ),
    Check(
        "signatures.none",
        "DEC-09",
        "A decision has the date on which it was signed.",
        check_decision_is_signed,
    ),
    Check(
        "signatures.no_interests_declared",
        "DEC-08",
        "The decision-maker declares interests, or that there are none.",
        check_interests_are_declared,
    ),
)
