"""In which words and colours is it said who does what, and from when to when?"""

from __future__ import annotations

import datetime
from typing import assert_never

from safehold.apps.invitations.queries import Invitation
from safehold.apps.jobs.states import JobState
from safehold.apps.people.queries import EndReason, Membership, Standing
from safehold.engine.actors import Role
from safehold.gateways.notices import real as notices
from safehold.web.components.cells import Tag
from safehold.web.jobs import wording as jobs

ROLE_LABELS = {
    role.value: "IDVA"
    if role is Role.IDVA
    else role.value.replace("_", " ").capitalize()
    for role in Role
}
ROLES = sorted(ROLE_LABELS.items(), key=lambda choice: choice[1].lower())

STANDINGS = {
    Standing.IN_FORCE: Tag("in force", "green"),
    Standing.TO_COME: Tag("to come", "blue"),
    Standing.OVER: Tag("over", "grey"),
}
STANDING_CHOICES = [(each.value, tag.text) for each, tag in STANDINGS.items()]

END_REASONS = {
    EndReason.LEFT: "They no longer work here",
    EndReason.CHANGED_WORK: "They do something else here now",
    EndReason.NO_LONGER_NEEDED: "The work is done, or done otherwise",
    EndReason.GIVEN_BY_MISTAKE: "They should never have had the role",
}

WAITING = Tag("waiting", "blue")
OUT_OF_DATE = Tag("out of date", "yellow")
ACCEPTED = Tag("accepted", "green")
WITHDRAWN = Tag("withdrawn", "grey")

TO_BE_SENT = Tag("to be sent", "blue")
NOT_SENT_YET = Tag("not sent yet", "yellow")
SENT = Tag("sent", "green")
PRINTED = Tag("printed", "green")
NOT_SENT = Tag("not sent", "red")


def standing(membership: Membership, *, on: datetime.date) -> Tag:
    """Return where the role stands on the day."""
    is_never = membership.to_date == membership.from_date
    if membership.to_date is not None and (membership.to_date <= on or is_never):
        return STANDINGS[Standing.OVER]
    is_to_come = membership.from_date > on
    return STANDINGS[Standing.TO_COME if is_to_come else Standing.IN_FORCE]


def last_day(row: Membership | Invitation) -> datetime.date | None:
    """Return the last day with the role; None where none is set, or there is none."""
    if row.to_date is None or row.to_date == row.from_date:
        return None
    return row.to_date - datetime.timedelta(days=1)


def became(invitation: Invitation, *, on: datetime.date) -> Tag:
    """Return what has become of the invitation by the day."""
    if invitation.accepted_at:
        return ACCEPTED
    if invitation.withdrawn_at:
        return WITHDRAWN
    to_date = invitation.to_date
    is_late = invitation.expiry_date <= on or (to_date is not None and to_date <= on)
    return OUT_OF_DATE if is_late else WAITING


def sent(invitation: Invitation) -> Tag | None:
    """Return what has become of the e-mail; None where nothing is known of one."""
    if invitation.sending is None:
        return None
    match JobState(invitation.sending.state):
        case JobState.DONE:
            return PRINTED if notices.is_printed() else SENT
        case JobState.WAITING | JobState.RUNNING if invitation.sending.failure:
            return NOT_SENT_YET
        case JobState.WAITING | JobState.RUNNING:
            return TO_BE_SENT
        case JobState.FAILED | JobState.DEAD | JobState.CANCELLED:
            return NOT_SENT
        case state:
            assert_never(state)


def why_not_sent(invitation: Invitation) -> str:
    """Return why the e-mail has not left, and whether it still may; "" where it did."""
    job = invitation.sending
    return jobs.sentence(job) if job is not None and job.failure else ""
