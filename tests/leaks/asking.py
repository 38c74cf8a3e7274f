"""How a test asks as somebody, and compares two answers."""

from __future__ import annotations

import re

from django.http import HttpResponseBase
from django.test import Client

from safehold.apps.people.models import Person
from safehold.engine.actors import Actor
from tests import browsers
from tests.walls.crawl import text_of

# What differs from one answer to the next, whatever is asked.
_ONCE = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"'
    r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


def browser(actor: Actor) -> Client:
    client = Client(raise_request_exception=False)
    return browsers.sign_in(client, Person.objects.get(pk=actor.person_id))


def answer(response: HttpResponseBase, *, but_for: str = "") -> tuple[object, ...]:
    """Return status, headers and words, but for what was asked and is said once."""
    body = _ONCE.sub("", text_of(response))
    headers = [
        (name, value)
        for name, value in sorted(response.items())
        if name not in {"X-Request-ID", "Content-Length"}
    ]
    return (
        response.status_code,
        *(str(part).replace(but_for, "") if but_for else part for part in headers),
        body.replace(but_for, "") if but_for else body,
    )
