"""Everything that changes who is signed in, and whom another service speaks for."""

import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from safehold.apps.audit import actions as audit
from safehold.apps.audit import context
from safehold.apps.identity import policies
from safehold.engine.actors import Actor
from safehold.engine.refusals import require


@context.action
def bind(
    person_id: int, *, issuer: str, subject: str, by: Actor, at: datetime.datetime
) -> SocialAccount:
    """Bind a person to what another service calls them, and keep no more of them.

    Source: SEC-15.
    """
    binding = SocialAccount.objects.create(
        user_id=person_id, provider=issuer, uid=subject
    )
    audit.record(
        "identity.bind",
        subject=f"person:{person_id}",
        organisation_id=None,
        by=by,
        at=at,
    )
    return binding


@context.action
def begin_session(
    person_id: int, shown: tuple[str, ...], *, by: Actor, at: datetime.datetime
) -> None:
    """Record that a person signed in, and by what. Source: SEC-10."""
    audit.record(
        "identity.begin_session",
        subject=f"person:{person_id}",
        organisation_id=None,
        by=by,
        at=at,
        details={"shown": list(shown)},
    )


@context.action
def forget_factors(person_id: int, *, by: Actor, at: datetime.datetime) -> int:
    """Take away what the person has set up, who has lost it; sign them out everywhere.

    They set it up anew after their next password. Returns how much was taken away.

    Raises: Refused, see policies.why_not_forget_factors.
    """
    require(policies.why_not_forget_factors(by=by))

    count, _ = Authenticator.objects.filter(user_id=person_id).delete()
    end_sessions(person_id, by=by, at=at)

    audit.record(
        "identity.forget_factors",
        subject=f"person:{person_id}",
        organisation_id=None,
        by=by,
        at=at,
    )
    return int(count)


@context.action
def end_sessions(person_id: int, *, by: Actor, at: datetime.datetime) -> None:
    """Sign a person out wherever they are.

    Roles are looked up at every request, so that a session opens nothing more from
    the moment that a role ends: but what opens nothing need not be there.
    Source: SEC-23.
    """
    sessions = UserSession.objects.filter(user_id=person_id)
    count = 0
    for session in sessions:
        session.end()
        count += 1
    if count:
        audit.record(
            "identity.end_sessions",
            subject=f"person:{person_id}",
            organisation_id=None,
            by=by,
            at=at,
            details={"sessions": count},
        )
