"""Is what a person judges still what their page showed, or has somebody judged it?"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from safehold.apps.documents import policies
from safehold.apps.documents import queries as documents
from safehold.engine.refusals import Refused
from safehold.web.actor import ActorRequest


class Said(NamedTuple):
    """What stands now of a fact or a finding, by whom and when."""

    word: str
    by: str
    at: datetime.datetime | None
    reason: str


def seen(request: ActorRequest) -> str:
    """Return the state that the form's page showed; without one, it counts as stale."""
    return request.POST.get("seen", "")


def is_stale(refused: Refused) -> bool:
    """Test if it was refused for what somebody said meanwhile."""
    return refused.refusal is policies.JUDGED_MEANWHILE


def said_of_fact(fact: documents.Fact) -> Said:
    by = fact.reviewed_by.name if fact.reviewed_by else ""
    return Said(fact.verdict, by, fact.reviewed_at, fact.reason)


def said_of_finding(finding: documents.Finding) -> Said:
    by = finding.worked_by.name if finding.worked_by else ""
    return Said(finding.status, by, finding.worked_at, finding.reason)
