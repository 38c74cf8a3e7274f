"""How is an invitation sent in the background?"""

import datetime

from safehold.apps.invitations import actions, queries
from safehold.apps.jobs import queries as jobs
from safehold.apps.jobs.actions import Postponed
from safehold.apps.jobs.jobs import Progress, does
from safehold.apps.jobs.states import JobKind
from safehold.apps.people.policies import NOT_ADMINISTRATOR
from safehold.engine.actors import Actor
from safehold.engine.refusals import Refusal, Refused
from safehold.gateways.notices.port import UnableToSend


@does(JobKind.SEND_INVITATION)
def send_invitation(
    job: jobs.Job, *, by: Actor, at: datetime.datetime, progress: Progress
) -> str:
    """Write to whoever is invited, now or, where the sender cannot, later."""
    del progress
    invitation_id = int(job.subject.removeprefix("invitation:"))
    try:
        actions.send(invitation_id, by=by, at=at)
    except queries.Invitation.DoesNotExist as gone:
        # Whoever asked has another role by now.
        raise Refused(NOT_ADMINISTRATOR) from gone
    except UnableToSend as unable:
        # Its words tell nothing of whom it was for.
        why = Refusal("invitations.unable_to_send", str(unable), "SEC-28")
        raise (Postponed if unable.retryable else Refused)(why) from unable
    return job.subject
