"""How a fact is said in one line on a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple, assert_never

from safehold.apps.audit import queries as audit
from safehold.engine.areas import area
from safehold.engine.documents.facts import (
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
)
from safehold.engine.money import Money
from safehold.web.components.cells import Tag

DOCUMENT_KINDS = {
    "dmpc_decision": "DMPC decision",
    "cabinet_report": "cabinet report",
    "foi_response": "FOI response",
    "unknown": "not recognised",
}
# What colours a tag, wherever the word stands: grey, where it is not here.
TAG_COLOURS = {
    "open": "red",
    "explained": "blue",
    "unreviewed": "yellow",
    "confirmed": "green",
    "corrected": "blue",
    "signed": "green",
    "unsigned": "red",
    "cited, not held": "yellow",
}
KIND_HEADINGS = {
    "decision": "The decision",
    "recommendation": "Recommendations",
    "programme": "Programmes",
    "award": "Awards",
    "observation": "Performance figures",
    "citation": "Decisions it cites",
    "amount": "Other amounts",
}


WHAT_WAS_DONE = {
    "documents.confirm": "confirmed it as read",
    "documents.correct": "corrected it",
    "documents.discard": "discarded it",
    "documents.explain_finding": "explained it",
    "documents.accept_finding": "accepted it",
    "documents.reopen_finding": "opened it again",
}


class Happening(NamedTuple):
    """One thing that was done to a record, as its history says it."""

    happened_at: datetime.datetime
    sentence: str
    reason: str


def told(events: Iterable[audit.AuditEvent]) -> list[Happening]:
    """Return what was done to a fact or a finding, each in a sentence."""
    return [
        Happening(
            event.happened_at,
            f"{event.actor_name} {WHAT_WAS_DONE[event.verb]}",
            str(event.details.get("reason", "")),
        )
        for event in events
        if event.verb in WHAT_WAS_DONE
    ]


def coloured(word: str) -> Tag:
    """Return the word as a tag in its colour."""
    return Tag(word, TAG_COLOURS.get(word, "grey"))


def said(word: str) -> str:
    """Return a stored word as a person reads it: `not_held` is "not held"."""
    return word.replace("_", " ")


def qualified(pence: int, qualifier: str) -> str:
    """Return an amount with what it is, where that is more than an exact sum."""
    money = str(Money(pence))
    match qualifier:
        case "exact":
            return money
        case "up_to":
            return f"up to {money}"
        case _:
            return f"{money} {said(qualifier)}"


def one_line(value: FactValue) -> str:
    """Return what the fact says."""
    match value:
        case DecisionFact():
            signed = f"signed {value.signed_date}" if value.signed_date else "unsigned"
            return f"{value.reference}: {value.title} ({signed})"
        case RecommendationFact():
            amount = (
                f" – {qualified(value.pence, value.qualifier)}"
                if value.pence is not None
                else ""
            )
            return f"Recommendation {value.number}{amount}"
        case CitationFact():
            return value.reference
        case ProgrammeFact():
            names = ", ".join(area(code).name for code in value.gss_codes)
            year = value.financial_year or "year not stated"
            return f"{value.name}, {year}: {names or 'boroughs not stated'}"
        case AwardFact():
            funder = value.funder or f"{value.funder_printed} (which body is not known)"
            year = value.financial_year or "year not stated"
            money = qualified(value.pence, value.qualifier)
            return (
                f"{value.programme}, {year}: {money}, {said(value.role)} from {funder}"
            )
        case ObservationFact():
            figure = (
                f"{value.value:,}" if value.value is not None else said(value.status)
            )
            counted = "families" if value.unit == "family" else "people"
            when = f", {value.period}" if value.period else ""
            return (
                f"{value.programme}{when}: {said(value.measure)} – {figure} ({counted})"
            )
        case AmountFact():
            return qualified(value.pence, value.qualifier)
        case _:
            assert_never(value)
