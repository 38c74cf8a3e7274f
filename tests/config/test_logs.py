"""Every logger goes the same way, and none has another."""

import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.utils.log import DEFAULT_LOGGING, AdminEmailHandler

from safehold.config.logs import LOGGING

LIBRARIES = (
    "django",
    "django.request",
    "django.security.DisallowedHost",
    "django.server",
    "django.db.backends",
    "granian.access",
    "_granian",
    "procrastinate.worker",
    "allauth",
    "py.warnings",
    "safehold",
)


@pytest.fixture
def set_up() -> Iterator[None]:
    """Logging as Django sets it up: its own first, ours over it."""
    before = logging.root.handlers[:], logging.root.level
    logging.config.dictConfig(DEFAULT_LOGGING)
    logging.config.dictConfig(LOGGING)
    yield
    logging.root.handlers, logging.root.level = before[0], before[1]


def handlers(name: str) -> list[logging.Handler]:
    """Return everything that a line of this logger reaches."""
    logger: logging.Logger | None = logging.getLogger(name)
    found = []
    while logger is not None:
        found += [each for each in logger.handlers if "pytest" not in repr(type(each))]
        logger = logger.parent if logger.propagate else None
    return found


@pytest.mark.usefixtures("set_up")
class TestEveryLogger:
    @pytest.mark.parametrize("name", LIBRARIES)
    def test_writes_once_in_json(self, name: str) -> None:
        [handler] = handlers(name)

        assert handler.formatter is not None
        line = handler.format(logging.makeLogRecord({"name": name, "msg": "Ada"}))
        assert json.loads(line)["event"] == "[removed: str]"

    @pytest.mark.parametrize("name", LIBRARIES)
    def test_mails_nobody(self, name: str) -> None:
        assert not [
            each for each in handlers(name) if isinstance(each, AdminEmailHandler)
        ]


def test_a_line_that_cannot_be_written_prints_nothing() -> None:
    assert logging.raiseExceptions is False
