"""What we tell people by e-mail, in which words, and how a sender says no.

An inbox is read over shoulders, and by people who share it. So a subject line is one
of a few fixed sentences, and the words beneath say only that there is something to
see: who, where and about what stands behind the link, after signing in.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class NoticeKind(StrEnum):
    """Everything that we write to people about."""

    INVITATION = "invitation"
    ACCESS_CHANGED = "access_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - names a notice, opens nothing
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the same
    SIGN_IN_CHANGED = "sign_in_changed"


class Sender(StrEnum):
    """The ways out of here; what SAFEHOLD_MAIL may say."""

    CONSOLE = "console"
    SMTP = "smtp"
    NOTIFY = "notify"


@dataclass(frozen=True, slots=True)
class Notice:
    """One e-mail to one person.

    Attributes:
        to: The address, and nothing else about the person.
        service: What the service calls itself.
        link: A page of ours; at most with a token in it.
        expiry_date: The first day on which the link no longer works.
    """

    kind: NoticeKind
    to: str
    service: str
    link: str
    expiry_date: datetime.date | None = None

    @property
    def subject(self) -> str:
        """Return a sentence that tells whoever sees the inbox nothing."""
        return SUBJECTS[self.kind]

    @property
    def body(self) -> str:
        """Return the words, with nothing about the person or what they work on."""
        last_date = ""
        if self.expiry_date is not None:
            last_date = f"{self.expiry_date - datetime.timedelta(days=1):%-d %B %Y}"
        return BODIES[self.kind].format(
            service=self.service, link=self.link, last_date=last_date
        )


SUBJECTS = {
    NoticeKind.INVITATION: "You have an invitation",
    NoticeKind.ACCESS_CHANGED: "What you can do has changed",
    NoticeKind.PASSWORD_CHANGED: "Your password was changed",
    NoticeKind.PASSWORD_RESET: "Choose a new password",
    NoticeKind.SIGN_IN_CHANGED: "How you sign in was changed",
}

BODIES = {
    NoticeKind.INVITATION: """\
You have been invited to {service}.

Open this link to see who invited you, and to accept:

{link}

It works once, up to and including {last_date}. Do not pass it on.

If you did not expect it, you need do nothing.
""",
    NoticeKind.ACCESS_CHANGED: """\
What you can do in {service} has changed.

Sign in to see it:

{link}

If you did not expect it, ask whoever administers it where you work.
""",
    NoticeKind.PASSWORD_CHANGED: """\
Your password for {service} was changed, and every open session was ended.

Sign in with the new one:

{link}

If that was not at your wish, tell whoever runs the service at once.
""",
    NoticeKind.PASSWORD_RESET: """\
Somebody, most likely you, asked for a new password for {service}.

Open this link to choose one:

{link}

It works once, within the hour. If it was not you, you need do nothing.
""",
    NoticeKind.SIGN_IN_CHANGED: """\
How you sign in to {service} was changed: a second factor, a passkey or recovery codes.

Sign in to see what there is now:

{link}

If that was not you, tell whoever runs the service at once.
""",
}


class UnableToSend(Exception):
    """An e-mail that did not leave; its words tell nothing of whom it was for.

    Attributes:
        retryable: If the same may succeed later.
    """

    def __init__(self, reason: str, *, retryable: bool) -> None:
        super().__init__(reason)
        self.retryable = retryable


class Send(Protocol):
    """Whatever takes a notice to its person: `real.send`, or a test's own."""

    def __call__(self, notice: Notice, *, at: datetime.datetime) -> None:
        """Hand the notice over for delivery.

        Raises: UnableToSend.
        """
        ...
