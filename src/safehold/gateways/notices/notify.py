"""How does a notice leave through GOV.UK Notify?

One POST with a short-lived token that we sign. The template kept there is nothing but
`((subject))` and `((body))`, so that the words stand here, where they are tested.
"""

from __future__ import annotations

import datetime
import http.client
import json
import re
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

import jwt

from safehold.gateways.notices.port import Notice, UnableToSend

PATH = "/v2/notifications/email"
TIMEOUT_SECONDS = 10
LONGEST_ANSWER_BYTES = 100_000
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
KEY = re.compile(f"(?P<name>.+)-(?P<issuer>{UUID})-(?P<secret>{UUID})")


class Key(NamedTuple):
    """What an API key holds: which service asks, and what it signs with."""

    issuer: str
    secret: str


@dataclass(frozen=True, slots=True)
class Account:
    """Where Notify is, and in whose name we ask."""

    address: str
    api_key: str
    template_id: str


def send(notice: Notice, account: Account, *, at: datetime.datetime) -> None:
    """Ask Notify to send the notice.

    Raises: UnableToSend.
    """
    body = {
        "email_address": notice.to,
        "template_id": account.template_id,
        "personalisation": {"subject": notice.subject, "body": notice.body},
    }
    status = _post(account.address, json.dumps(body).encode(), _token(account, at))
    if status != HTTPStatus.CREATED:
        # Its answer may quote the address, so only the number is carried on.
        raise UnableToSend(f"Notify answered {status}.", retryable=_may_pass(status))


def _may_pass(status: int) -> bool:
    """Test if the same may succeed later: too many at once, or a fault of theirs."""
    return (
        status == HTTPStatus.TOO_MANY_REQUESTS
        or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    )


def read_key(api_key: str) -> Key:
    """Take an API key apart, whose name may hold anything.

    Raises: UnableToSend.
    """
    found = KEY.fullmatch(api_key)
    if found is None:
        raise UnableToSend("The key for Notify is not one.", retryable=False)
    return Key(found["issuer"], found["secret"])


def _token(account: Account, at: datetime.datetime) -> str:
    key = read_key(account.api_key)
    claims = {"iss": key.issuer, "iat": int(at.timestamp())}
    return jwt.encode(claims, key.secret, algorithm="HS256")


def _post(address: str, body: bytes, token: str) -> int:
    """Return the number that Notify answers with.

    Raises: UnableToSend.
    """
    connection = _connection(address)
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "User-Agent": "safehold",
    }
    try:
        connection.request("POST", PATH, body, headers)
        answer = connection.getresponse()
        answer.read(LONGEST_ANSWER_BYTES)
    except (OSError, http.client.HTTPException):
        raise UnableToSend("Notify cannot be reached.", retryable=True) from None
    finally:
        connection.close()
    return answer.status


def _connection(address: str) -> http.client.HTTPConnection:
    """Return a connection that nobody can listen to; on this machine, any.

    Raises: UnableToSend.
    """
    where = urlsplit(address)
    if where.hostname and where.scheme == "https":
        return http.client.HTTPSConnection(
            where.hostname,
            where.port,
            timeout=TIMEOUT_SECONDS,
            context=ssl.create_default_context(),
        )
    if where.hostname in LOOPBACK and where.scheme == "http":
        return http.client.HTTPConnection(
            where.hostname, where.port, timeout=TIMEOUT_SECONDS
        )
    raise UnableToSend("The address of Notify is not https.", retryable=False)
