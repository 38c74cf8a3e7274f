"""What does the service tell its log? Events of its own, with facts that are safe."""

from __future__ import annotations

import datetime
import logging
from enum import Enum, StrEnum
from uuid import UUID

import structlog


class Event(StrEnum):
    """What a line is about; the value is its stable name."""

    REQUEST = "request"
    JOB = "job"
    START = "start"
    SIGN_IN = "sign_in"


class Code(str):
    """Words that stand in the source, such as a route: never made from data."""

    __slots__ = ()


Fact = Code | Enum | UUID | datetime.date | int | None

# No fact that is not named here reaches the log, nor one of another type.
FACTS: dict[str, tuple[type, ...]] = {
    "attempt": (int,),
    "job": (Code,),
    "job_id": (int,),
    "method": (Enum,),
    "milliseconds": (int,),
    "outcome": (Enum,),
    "person_id": (int,),
    "process_id": (int,),
    "request_id": (UUID,),
    "route": (Code,),
    "status": (int,),
    # As Django calls it.
    "status_code": (int,),
}


def tell(event: Event, *, level: int = logging.INFO, **facts: Fact) -> None:
    """Write one line about the event; what is not a known fact is left out.

    Source: SEC-40.
    """
    structlog.stdlib.get_logger("safehold").log(level, event, **facts)
