"""What a log line may hold: never a person's details."""

import logging
import traceback
from types import TracebackType

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)


class WithoutPersonalData(logging.Formatter):
    """Say where something failed and how, and not on which values.

    An exception's own words may quote a row ("Key (email)=(…) already exists"),
    so the log keeps its kind and its place in the code only.
    """

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging's name
        """Return the files and lines passed through, then the exception's kind."""
        kind, _, passed = ei
        frames = "".join(traceback.format_tb(passed))
        return f"{frames}{kind.__module__}.{kind.__qualname__}" if kind else ""


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "safehold.config.logs.WithoutPersonalData",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would mail or print the whole request.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "safehold": {"level": "INFO"},
    },
}
