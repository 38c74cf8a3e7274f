"""Does anybody come upon what is not theirs, wherever the service can be asked?"""

from __future__ import annotations

import html
import io
import itertools
import logging
import re
import zipfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from safehold.apps.people.models import Person
from safehold.config import logs
from safehold.engine.actors import Actor
from tests import browsers
from tests.walls import addresses
from tests.walls.canaries import Canary
from tests.walls.houses import Street

NOBODY = Actor(person_id=0, name="", roles=frozenset())
# What a browser sends with a form that says nothing.
NOTHING_SAID = {"token": "any"}
MOST_PAGES = 2_500
MOST_ASKED_AT_ONCE = 1
# Which canaries people look for by their words, in every list.
LOOKED_FOR = {
    "a title",
    "a programme's name",
    "a file's name",
    "a finding",
    "a name that was invited",
    "an address of a person",
}
_LINK = re.compile(r'(?:href|action)="([^"#]*)')
_SELECT = re.compile(r'<select[^>]* name="(\w+)".*?</select>', re.DOTALL)
_OPTION = re.compile(r'<option value="([^"]+)"')
_SEARCH = re.compile(r'<input[^>]*type="search"[^>]* name="(\w+)"')


class Leak(NamedTuple):
    """Somebody came upon a word that is not for them."""

    who: str
    where: str
    what: str


@dataclass
class Crawl:
    """One person's way through the service: where they were, what they met."""

    actor: Actor
    hidden: Mapping[str, Canary]
    leaks: list[Leak] = field(default_factory=list)
    answered: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        if self.actor.person_id:
            person = Person.objects.get(pk=self.actor.person_id)
            browsers.sign_in(self.client, person)
        # One of each kind: nobody is let find what they may not read.
        kinds = {
            (one.organisation_id, one.what): one
            for one in self.hidden.values()
            if one.what in LOOKED_FOR
        }
        self.words = [canary.word for canary in kinds.values()]
        self._any = re.compile("|".join(map(re.escape, self.hidden)) or "(?!)")

    def everywhere(self) -> None:
        """Ask for all there is, and follow where it leads."""
        known = addresses.every_address()
        waiting = deque(itertools.chain.from_iterable(known.values()))
        while waiting:
            assert len(self.answered) < MOST_PAGES, "it goes on for ever"
            address = waiting.popleft()
            if address in self.answered:
                continue
            page = self.get(address)
            waiting.extend(self._onward(address, page))
        for answering in known.values():
            for address in answering:
                if self.post(address) == HTTPStatus.METHOD_NOT_ALLOWED:
                    break

    def get(self, address: str, *, said: Iterable[str] = ()) -> str:
        """Ask for a page and look through all of the answer, but for what was said."""
        with _taken_back():
            response = self.client.get(address)
            return self._look(address, response, said)

    def post(self, address: str) -> int:
        """Send a form that says nothing; nothing that it does is kept."""
        cookies = dict(self.client.cookies.items())
        with _taken_back():
            response = self.client.post(address, NOTHING_SAID)
            self._look(f"POST {address}", response, ())
        self.client.cookies.clear()
        self.client.cookies.update(cookies)
        return response.status_code

    def _look(
        self, address: str, response: HttpResponseBase, said: Iterable[str]
    ) -> str:
        body = text_of(response)
        headers = "\n".join(f"{name}: {value}" for name, value in response.items())
        self.answered[address] = response.status_code
        # What somebody typed comes back to them.
        typed = {*said, *self._any.findall(unquote(address).lower())}
        for word in set(self._any.findall(f"{headers}\n{body}".lower())) - typed:
            canary = self.hidden[word]
            what = f"{canary.what} of organisation {canary.organisation_id}"
            self.leaks.append(Leak(self.actor.name or "nobody", address, what))
        return body

    def _onward(self, address: str, page: str) -> Iterator[str]:
        for found in _LINK.findall(page):
            onward = urljoin(address, html.unescape(found))
            parts = urlsplit(onward)
            is_ours = not parts.netloc and not parts.path.startswith("/static/")
            if is_ours and len(parse_qsl(parts.query)) <= MOST_ASKED_AT_ONCE:
                yield onward
        if "?" in address:
            return
        for select in _SELECT.finditer(page):
            options = [html.unescape(one) for one in _OPTION.findall(select[0])]
            for option in {*options[:2], *options[-2:]}:
                yield f"{address}?{urlencode({select[1]: option})}"
        for name in _SEARCH.findall(page):
            yield from (f"{address}?{urlencode({name: word})}" for word in self.words)


def text_of(response: HttpResponseBase) -> str:
    """Return all the words of the answer, also those of files packed in it."""
    pieces = response if response.streaming else [response.content]  # type: ignore[attr-defined] # whole
    content = b"".join(pieces)  # type: ignore[arg-type] # sent at once
    return unpacked(content)


def unpacked(content: bytes) -> str:
    """Return the words of the content, and of each file in it if it is an archive."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return html.unescape(content.decode("utf-8", errors="replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            f"{name}\n{unpacked(archive.read(name))}" for name in archive.namelist()
        )


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def log_kept() -> Iterator[io.StringIO]:
    """Keep what the service writes to its log, as it writes it."""
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(logs.line())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield kept
    finally:
        root.removeHandler(handler)


def crawl(street: Street, actors: Iterable[Actor] = ()) -> list[Crawl]:
    """Send everybody everywhere, and say what each came upon."""
    walks = []
    for actor in actors or (NOBODY, *street.everybody):
        hidden = street.canaries.hidden_from(actor)
        walk = Crawl(actor, {canary.word: canary for canary in hidden})
        walk.everywhere()
        walks.append(walk)
    return walks


def leaks(walks: Iterable[Crawl]) -> list[Leak]:
    return [leak for walk in walks for leak in walk.leaks]
