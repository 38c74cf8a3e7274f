"""A sender for the tests: keeps what it is given, or refuses it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from safehold.gateways.notices.port import Notice, UnableToSend


@dataclass
class Outbox:
    """What was sent; with `refusal` set, nothing is."""

    sent: list[Notice] = field(default_factory=list)
    refusal: UnableToSend | None = None

    def send(self, notice: Notice, *, at: datetime.datetime) -> None:  # noqa: ARG002 - the port's shape
        """Keep the notice.

        Raises: UnableToSend, where the test wants it so.
        """
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(notice)
