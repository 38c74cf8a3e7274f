"""What of a log line may be written? What is known to be safe, by name and type.

Words are never safe, whoever wrote them: a library's message or an exception's may
quote a row ("Key (email)=(…) already exists"). A line without its words still says
where in the code it was written.
"""

from __future__ import annotations

import datetime
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from types import TracebackType
from uuid import UUID

from safehold.engine.refusals import Refused
from safehold.gateways.logs.lines import FACTS, Code, Event

Written = str | int | None | list["Written"] | dict[str, "Written"]

MOST_FRAMES = 30
MOST_CAUSES = 5
# Where a path of ours or of a library begins.
ROOTS = ("/site-packages/", "/src/", "/tests/")

NAME = re.compile(r"[a-z_]+(\.[A-Za-z_]+)*")
NO_MODULES = frozenset({"root", "py", "_granian"})

OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
OF_STRUCTLOG = frozenset(
    {"_record", "_from_structlog", "_logger", "_name", "event", "exc_info"}
)


def redact(
    _logger: object, _method: str, told: Mapping[str, object]
) -> Mapping[str, Written]:
    """Return the line with everything left out that is not known to be safe.

    Shape:  `told` is a line on its way through structlog, with its record.
    Source: SEC-40.
    """
    record = told["_record"]
    assert isinstance(record, logging.LogRecord)
    facts = {key: each for key, each in told.items() if key not in OF_STRUCTLOG}
    if not told["_from_structlog"]:
        facts |= _extra(record)
    line: dict[str, Written] = {
        "at": _moment(record),
        "level": logging.getLevelName(record.levelno).lower(),
        "logger": _name(record),
        "event": written(told["event"], (Event,)),
        **_known(facts),
    }
    if not isinstance(told["event"], Event):
        line["place"] = f"{short(record.pathname)}:{record.lineno} {record.funcName}"
    if failure := _failure(told.get("exc_info")):
        line["failure"] = _told_of(failure, MOST_CAUSES)
    return line


def written(value: object, types: tuple[type, ...]) -> Written:
    """Return the value if it is of such a type; or else what type was removed."""
    if value is None:
        return None
    if not isinstance(value, types):
        return f"[removed: {type(value).__name__}]"
    match value:
        case Enum():
            return written(value.value, (str, int))
        case UUID():
            return str(value)
        case int():
            return int(value)
        case Code() | str():
            return str(value)
        case _:
            return f"[removed: {type(value).__name__}]"


def short(path: str) -> str:
    """Return a path of code without what is the machine's own."""
    for root in ROOTS:
        if root in path:
            return path.rpartition(root)[2]
    return path.rpartition("/")[2]


def _known(facts: Mapping[str, object]) -> dict[str, Written]:
    """Return the facts there is a name for, and the types of all the others."""
    known = {
        key: written(value, FACTS[key])
        for key, value in sorted(facts.items())
        if key in FACTS
    }
    others = {type(value).__name__ for key, value in facts.items() if key not in FACTS}
    return {**known, "removed": [*sorted(others)]} if others else known


def _extra(record: logging.LogRecord) -> dict[str, object]:
    """Return what a caller of the standard library's logging added to its line."""
    return {
        key: value
        for key, value in vars(record).items()
        if key not in OF_EVERY_RECORD | OF_STRUCTLOG
    }


def _name(record: logging.LogRecord) -> Written:
    """Return the logger's name where it is one of code: nothing else is a module's."""
    top = record.name.partition(".")[0]
    is_code = NAME.fullmatch(record.name) and (top in sys.modules or top in NO_MODULES)
    return record.name if is_code else "[removed: str]"


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return moment.isoformat(timespec="milliseconds")


def _failure(given: object) -> BaseException | None:
    """Return the exception that a line is about, in whatever way it was given."""
    match given:
        case True:
            return sys.exception()
        case BaseException():
            return given
        case (_, BaseException() as failure, _):
            return failure
        case _:
            return None


def _told_of(failure: BaseException, causes: int) -> dict[str, Written]:
    """Return kind, codes and place of a failure, and of what caused it."""
    kind = type(failure)
    told: dict[str, Written] = {"kind": f"{kind.__module__}.{kind.__qualname__}"}
    if isinstance(failure, Refused):
        told["refusal"] = failure.refusal.code
    told |= _of_the_database(failure)
    frames: list[Written] = [*_frames(failure.__traceback__)]
    told["frames"] = frames[-MOST_FRAMES:]
    cause = failure.__cause__ or failure.__context__
    if cause is not None and causes:
        told["caused_by"] = _told_of(cause, causes - 1)
    return told


def _of_the_database(failure: BaseException) -> dict[str, Written]:
    """Return PostgreSQL's code, and the constraint: names of ours, not values."""
    code = getattr(failure, "sqlstate", None)
    diagnosis = getattr(failure, "diag", None)
    if not isinstance(code, str):
        return {}
    constraint = getattr(diagnosis, "constraint_name", None)
    named = {"constraint": constraint} if isinstance(constraint, str) else {}
    return {"sqlstate": code, **named}


def _frames(passed: TracebackType | None) -> Iterator[str]:
    """Yield the places that a failure passed through: never a local, never a line."""
    while passed is not None:
        code = passed.tb_frame.f_code
        yield f"{short(code.co_filename)}:{passed.tb_lineno} {code.co_name}"
        passed = passed.tb_next
