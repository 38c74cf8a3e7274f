"""What does `manage check --deploy` look at, beside what Django looks at itself?

    manage check --deploy --database default

Without `--database` no database is asked, as is Django's way.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from contextlib import suppress

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from safehold.config import fitness
from safehold.config.obstacles import Obstacle

DEMONSTRATION = Error(
    "The demonstration is on: invented people sign in by a password all know.",
    hint="Set SAFEHOLD_DEMONSTRATION=no.",
    id="safehold.E001",
)
EMBEDDED = Error(
    "No database of your own is named, so the embedded one would be used.",
    hint="Name your own PostgreSQL in DATABASE_URL.",
    id="safehold.E002",
)
ONLY_THIS_MACHINE = Error(
    "Every host name is this machine's own, so nobody else is answered.",
    hint="Name in SAFEHOLD_HOSTS what people type.",
    id="safehold.E003",
)
SHORT_TOKEN = Error(
    "SAFEHOLD_METRICS_TOKEN can be guessed.",
    hint="Give it thirty-two random characters or more, or none to have no metrics.",
    id="safehold.E004",
)
SHORTEST_TOKEN = 32
# For the database: unreachable, or not as it must be.
UNREACHABLE, UNFIT = "safehold.E010", "safehold.E011"


@register(Tags.security, deploy=True)
def check_place(
    app_configs: Sequence[AppConfig] | None, **_options: object
) -> list[CheckMessage]:
    """Return what the settings of a place that serves people must not be.

    Source: SEC-44.
    """
    del app_configs
    found = (
        (DEMONSTRATION, settings.DEMONSTRATION),
        (EMBEDDED, not settings.DATABASE_URL),
        (ONLY_THIS_MACHINE, all(map(_is_this_machine, settings.ALLOWED_HOSTS))),
        (SHORT_TOKEN, 0 < len(settings.METRICS_TOKEN) < SHORTEST_TOKEN),
    )
    return [fault for fault, holds in found if holds]


@register(Tags.database)
def check_database(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **_options: object,
) -> list[CheckMessage]:
    """Return why the service would not start on its database.

    Source: SEC-44.
    """
    del app_configs
    if not databases:
        return []
    try:
        reasons = fitness.why_not(fitness.address())
    except Obstacle as obstacle:
        return [Error(str(obstacle), id=UNREACHABLE)]
    return [Error(reason, id=UNFIT) for reason in reasons]


def _is_this_machine(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return host == "localhost"
