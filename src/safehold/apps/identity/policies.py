"""Who may take away what somebody else signs in with?"""

from __future__ import annotations

from safehold.engine.actors import SYSTEM, Actor
from safehold.engine.refusals import Refusal

NOT_FROM_COMMAND_LINE = Refusal(
    "identity.not_from_command_line",
    "Only whoever runs the service may take a second factor away, from its command "
    "line, once they know who asks.",
    "SEC-12",
)


def why_not_forget_factors(*, by: Actor) -> Refusal | None:
    """Return why the second factors may not be taken away, or None."""
    return None if by == SYSTEM else NOT_FROM_COMMAND_LINE
