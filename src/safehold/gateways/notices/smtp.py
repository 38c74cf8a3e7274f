"""How does a notice leave through a mail server of the place's own?"""

from __future__ import annotations

import smtplib

from django.core.mail import EmailMessage

from safehold.gateways.notices.port import Notice, UnableToSend

# SMTP's own: from 500 up, the same will be refused again.
PERMANENT = 500


def send(notice: Notice) -> None:
    """Send the notice as plain text, by Django's settings for e-mail.

    Raises: UnableToSend.
    """
    message = EmailMessage(notice.subject, notice.body, to=[notice.to])
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        raise UnableToSend(
            "The mail server refused the address.",
            retryable=all(code < PERMANENT for code in codes),
        ) from None
    except smtplib.SMTPResponseException as refused:
        raise UnableToSend(
            f"The mail server answered {refused.smtp_code}.",
            retryable=refused.smtp_code < PERMANENT,
        ) from None
    except (smtplib.SMTPException, OSError):
        # What it was about may quote the address, so it is not carried on.
        raise UnableToSend(
            "The mail server cannot be reached.", retryable=True
        ) from None
