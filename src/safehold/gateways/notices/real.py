"""Which way does a notice leave here? As the settings say."""

from __future__ import annotations

import datetime

from django.conf import settings

from safehold.gateways.notices import console, notify, smtp
from safehold.gateways.notices.port import Notice, Sender


def send(notice: Notice, *, at: datetime.datetime) -> None:
    """Hand the notice over for delivery.

    Raises: UnableToSend.
    """
    match Sender(settings.MAIL):
        case Sender.CONSOLE:
            console.send(notice)
        case Sender.SMTP:
            smtp.send(notice)
        case Sender.NOTIFY:
            notify.send(notice, _account(), at=at)


def is_printed() -> bool:
    """Test if links are printed where the service runs, for want of e-mail."""
    return Sender(settings.MAIL) is Sender.CONSOLE


def _account() -> notify.Account:
    return notify.Account(
        address=settings.NOTIFY_ADDRESS,
        api_key=settings.NOTIFY_API_KEY,
        template_id=settings.NOTIFY_TEMPLATE_ID,
    )
