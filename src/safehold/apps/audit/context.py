"""In whose name does the database act? One setting, for as long as a transaction.

Row security reads it to know whose rows are meant, and what is kept of every change
takes who, why and which request from it. Without it no walled row is seen or written.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from safehold.engine.actors import SYSTEM, Actor, Purpose

SETTING = "safehold.context"

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Context:
    """Who acts, on which day, for which purpose, by which request and action.

    `is_system` lifts the walls between organisations: for the service's own work.
    """

    person_id: int
    on: datetime.date
    purpose: Purpose
    is_system: bool = False
    request_id: str = ""
    verb: str = ""

    def as_json(self) -> str:
        return json.dumps(
            {
                "person": self.person_id,
                "on": self.on.isoformat(),
                "purpose": self.purpose.value,
                "system": self.is_system,
                "request": self.request_id,
                "verb": self.verb,
            }
        )


# What the database has been told within the transaction that is open.
_told: ContextVar[Context | None] = ContextVar("told", default=None)


def told() -> Context | None:
    """Return in whose name the database acts now, or None before it was told."""
    return _told.get()


def enter(
    person_id: int,
    *,
    on: datetime.date,
    purpose: Purpose,
    request_id: str = "",
) -> list[tuple[int, str]]:
    """Tell the database who asks, for the rest of the transaction.

    Only within `fresh`, which forgets it at the end of the request. Returns the roles
    that the database knows the person to hold: pairs of organisation and role.
    """
    assert connection.in_atomic_block, "the database forgets it at once"
    asks = Context(person_id, on, purpose, request_id=request_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safehold_enter(%s)", [asks.as_json()])
        held: list[tuple[int, str]] = cursor.fetchall()
    _told.set(asks)
    return held


@contextmanager
def fresh() -> Iterator[None]:
    """Begin with nobody, and leave nobody behind: a request, or a background job."""
    former = _told.get()
    if former is not None:
        _set("")
    token = _told.set(None)
    try:
        yield
    finally:
        _told.reset(token)
        if former is not None:
            _set(former.as_json())


@contextmanager
def acting(
    by: Actor,
    *,
    at: datetime.datetime,
    verb: str = "",
    as_system: bool = False,
    request_id: str = "",
) -> Iterator[None]:
    """Open a transaction in which the database knows who acts.

    Within it, the same person acting again changes nothing: what is kept names the
    first action. `as_system` lifts the walls, for what a person may set off but not
    do, such as joining by an invitation.
    """
    former = _told.get()
    wanted = _wanted(by, at, verb, as_system, request_id, former)
    with transaction.atomic() if wanted == former else _told_for_now(wanted):
        yield


@contextmanager
def asking(person_id: int, *, on: datetime.date) -> Iterator[None]:
    """Let a person's own rows be read: how the service learns which roles they hold."""
    former = _told.get()
    if former is not None and former.person_id == person_id and former.on == on:
        yield
        return
    with _told_for_now(Context(person_id, on, Purpose.GRANTS)):
        yield


@contextmanager
def as_service() -> Iterator[None]:
    """Read behind every wall, as whoever runs the service: its command line, its jobs.

    A test lists who does; no page that answers a person is among them.
    """
    with _told_for_now(
        Context(SYSTEM.person_id, datetime.date.min, Purpose.GRANTS, is_system=True)
    ):
        yield


def action(work: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Make a change whole or not at all, in the name of `by`, at the instant `at`."""
    app = work.__module__.split(".")[-2]

    @wraps(work)
    def whole(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        by, at = kwargs["by"], kwargs["at"]
        assert isinstance(by, Actor)
        assert isinstance(at, datetime.datetime)
        with acting(by, at=at, verb=f"{app}.{work.__name__}"):
            return work(*args, **kwargs)

    return whole


def _wanted(
    by: Actor,
    at: datetime.datetime,
    verb: str,
    as_system: bool,  # noqa: FBT001 - private, and called once.
    request_id: str,
    former: Context | None,
) -> Context:
    wanted = Context(
        person_id=by.person_id,
        on=timezone.localdate(at),
        purpose=by.purpose,
        is_system=as_system or by == replace(SYSTEM, purpose=by.purpose),
        request_id=request_id or (former.request_id if former else ""),
        verb=verb,
    )
    if former is None or former.person_id != wanted.person_id:
        return wanted
    # Somebody acts within what they do already: the first verb is why.
    return replace(
        wanted,
        verb=former.verb or verb,
        is_system=wanted.is_system or former.is_system,
    )


@contextmanager
def _told_for_now(wanted: Context) -> Iterator[None]:
    former = _told.get()
    with transaction.atomic():
        token = _told.set(former)
        try:
            _tell(wanted)
            yield
        finally:
            _told.reset(token)
        # After a failure the savepoint takes it back; after a success, we do.
        _set(former.as_json() if former else "")


def _tell(context: Context) -> None:
    _set(context.as_json())
    _told.set(context)


def _set(value: str) -> None:
    """Set it for this transaction only: the next one on the connection is another's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
