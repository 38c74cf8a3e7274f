"""How does the service write to people, and by which address do links lead back?

Asked when the service starts: half a set-up refuses then, and not with the first
person who waits for an e-mail.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from safehold.config import environment
from safehold.gateways.notices.port import Sender

NEEDED = {
    Sender.CONSOLE: (),
    Sender.SMTP: ("SAFEHOLD_SMTP_HOST", "SAFEHOLD_MAIL_FROM"),
    Sender.NOTIFY: ("SAFEHOLD_NOTIFY_API_KEY", "SAFEHOLD_NOTIFY_TEMPLATE"),
}


def sender() -> str:
    """Return which way notices leave.

    Raises: ImproperlyConfigured, where it is none of ours or lacks what it needs.
    """
    given = environment.words("SAFEHOLD_MAIL", Sender.CONSOLE.value)
    if given not in set(Sender):
        raise ImproperlyConfigured(
            f"SAFEHOLD_MAIL must be one of {', '.join(Sender)}, not {given!r}"
        )
    missing = [name for name in NEEDED[Sender(given)] if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(f"SAFEHOLD_MAIL={given} needs {', '.join(missing)}")
    return given


def service_address(hosts: Sequence[str], *, https: bool) -> str:
    """Return what the links in e-mails begin with, never what a browser claims.

    Raises: ImproperlyConfigured, where it is more or less than a host.
    """
    given = environment.words("SAFEHOLD_ADDRESS", "") or _guess(hosts, https=https)
    where = urlsplit(given)
    schemes = {"https"} if https else {"https", "http"}
    if where.scheme not in schemes or not where.hostname or where.path.strip("/"):
        raise ImproperlyConfigured(
            "SAFEHOLD_ADDRESS must be such as https://safehold.example"
        )
    return f"{where.scheme}://{where.netloc}"


def _guess(hosts: Sequence[str], *, https: bool) -> str:
    host = hosts[0].lstrip(".*") if hosts else ""
    if https:
        return f"https://{host or 'localhost'}"
    return f"http://127.0.0.1:{environment.words('SAFEHOLD_PORT', '8000')}"
