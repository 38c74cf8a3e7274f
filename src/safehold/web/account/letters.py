"""How does the link for a new password leave, so that nobody can tell who is known?"""

from __future__ import annotations

import datetime
import logging
from functools import partial
from threading import Thread

from django.conf import settings
from django.db import transaction

from safehold.gateways.notices import real as notices
from safehold.gateways.notices.port import Notice, NoticeKind, UnableToSend

logger = logging.getLogger("safehold.sign_in")


def post(email: str, path: str, *, at: datetime.datetime) -> None:
    """Send the link once the request is done, in a thread of its own.

    Waiting for the sender, or its failure, would tell that the address is known.
    Source: SEC-16.
    """
    notice = Notice(
        kind=NoticeKind.PASSWORD_RESET,
        to=email,
        service=settings.SERVICE_NAME,
        link=f"{settings.SERVICE_ADDRESS}{path}",
    )
    sending = Thread(target=_send, args=(notice, at), daemon=True)
    transaction.on_commit(partial(Thread.start, sending))


def _send(notice: Notice, at: datetime.datetime) -> None:
    try:
        notices.send(notice, at=at)
    except UnableToSend:
        logger.warning("A link for a new password could not be sent.")
