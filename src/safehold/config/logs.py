"""How does every line reach the log: ours and every library's, as JSON on stderr?

What a line may hold is decided in `gateways/logs/redaction.py`.
"""

import json
import logging

import structlog

from safehold.gateways.logs.redaction import redact

# Where writing a line fails, Python would print its words and their arguments.
logging.raiseExceptions = False

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
)


def line() -> structlog.stdlib.ProcessorFormatter:
    """Return what turns a record of any logger into a line of JSON without people."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars],
        processors=[redact, structlog.processors.JSONRenderer(serializer=_json)],
        # To put the words together is to trust them; they are dropped as they are.
        use_get_message=False,
    )


def _json(told: object, **_options: object) -> str:
    return json.dumps(told, ensure_ascii=True)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "safehold.config.logs.line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Their own handlers would mail or print the whole request.
        **{
            name: {"handlers": [], "level": "WARNING", "propagate": True}
            for name in (
                *("django", "django.server", "django.security"),
                *("granian.access", "_granian", "procrastinate"),
            )
        },
        # Of a request that was refused, our own line tells.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "safehold": {"level": "INFO"},
    },
}
