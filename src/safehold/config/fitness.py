"""May the service run here: by this role, on this server, with these settings?

Asked at every start, of the page server, the worker and the commands alike. Each
answer is a sentence that says what to do.
"""

from __future__ import annotations

import os

import psycopg

from safehold.config import environment
from safehold.config.obstacles import Obstacle
from safehold.gateways.postgresql import rights
from safehold.gateways.postgresql.rights import Fault

PATIENCE_SECONDS = 10

# The embedded server leaves this mark on its database (`embedded/roles.py`).
EMBEDDED = "SELECT coalesce(current_setting('safehold.embedded', true), '')"

SENTENCES = {
    Fault.SUPERUSER: "is a superuser, whom no wall between organisations holds",
    Fault.BYPASSES_ROW_SECURITY: "has BYPASSRLS and passes by row security",
    Fault.MAKES_ROLES: "has CREATEROLE and could make itself another role",
    Fault.REPLICATES: "has REPLICATION and could copy every row",
    Fault.OWNS_DATABASE: "owns the database, or is a member of the role that does",
    Fault.OWNS_TABLES: "owns tables, or is a member of the role that owns them",
    Fault.READS_OR_WRITES_EVERYTHING: (
        "is a member of a role of PostgreSQL's own that reads or writes everything"
    ),
    Fault.CHANGES_WHAT_IS_KEPT: (
        "may change or delete what is kept for ever, or write what the database alone "
        "writes: run `run.py manage migrate`, which takes that away"
    ),
}
WHAT_TO_DO = (
    "Enter by a role such as safehold_app in docs/how-to/move-to-your-own-postgresql.md"
)


def demand(url: str) -> None:
    """Refuse to run on this database unless everything is as it must be.

    Raises: Obstacle, with every reason at once.
    Source: SEC-44.
    """
    reasons = why_not(url)
    if reasons:
        raise Obstacle("Safehold does not start. " + " ".join(reasons))


def why_not(url: str) -> tuple[str, ...]:
    """Return in sentences why the service may not run on this database.

    Raises: Obstacle, where it cannot be reached.
    """
    try:
        with psycopg.connect(
            url, autocommit=True, connect_timeout=PATIENCE_SECONDS
        ) as connection:
            cursor = connection.cursor()
            found = rights.faults(cursor)
            mark = cursor.execute(EMBEDDED).fetchone()
    except psycopg.OperationalError as failure:
        raise Obstacle(f"The database cannot be reached: {failure}") from failure
    reasons = tuple(told(fault) for fault in found)
    return (*reasons, *_of_the_server(is_embedded=mark != ("",)))


def told(fault: Fault) -> str:
    """Return the sentence about a right that the database's role must not have."""
    return f"The database role {SENTENCES[fault]}. {WHAT_TO_DO}."


def demand_no_embedded_server_in_production() -> None:
    """Refuse before the embedded server is even started.

    Raises: Obstacle.
    Source: SEC-44.
    """
    for reason in _of_the_server(is_embedded=True):
        raise Obstacle(f"Safehold does not start. {reason}")


def is_production() -> bool:
    """Return whether real people's data are meant: neither shown nor developed."""
    return not (
        environment.flag("SAFEHOLD_DEMONSTRATION", default=False)
        or environment.flag("SAFEHOLD_DEBUG", default=False)
    )


def _of_the_server(*, is_embedded: bool) -> tuple[str, ...]:
    if not is_embedded or not is_production():
        return ()
    return (
        "The embedded PostgreSQL is for the demonstration and for development, and "
        "the settings are for production: name a server of your own in DATABASE_URL, "
        "or leave SAFEHOLD_DEMONSTRATION at yes.",
    )


def address() -> str:
    """Return the address of the database that the settings lead to."""
    return os.environ.get("DATABASE_URL", "") or "postgresql:///safehold"
