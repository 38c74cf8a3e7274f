"""The throw-away database of one test run, and how it becomes as new again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from safehold.config import database, migrating
from safehold.config.embedded import roles
from safehold.config.embedded.cluster import SUPERUSER, Cluster
from safehold.config.embedded.throwaway import throwaway_server

MIGRATED = "safehold_migrated"


@dataclass(frozen=True)
class ThrowawayDatabase:
    """A migrated database on a server of its own."""

    cluster: Cluster

    def settings(self) -> dict[str, object]:
        """Return Django's settings for the application's own role."""
        url = roles.address(self.cluster, roles.APPLICATION).as_url()
        return {**database.settings(url), "CONN_MAX_AGE": 0}

    def connect_as_owner(self) -> psycopg.Connection:
        url = roles.address(self.cluster, roles.OWNER).as_url()
        return psycopg.connect(url, autocommit=True)

    def keep_copy(self) -> None:
        """Remember the database as it is now."""
        self._as_superuser(f"CREATE DATABASE {MIGRATED} TEMPLATE {roles.DATABASE}")

    def restore_copy(self) -> None:
        """Make the database as it was remembered, rows of migrations and all.

        Django would truncate every table, which the application may not do and
        which would take away the rows that migrations put there.
        """
        self._as_superuser(
            f"DROP DATABASE {roles.DATABASE} WITH (FORCE)",
            f"CREATE DATABASE {roles.DATABASE} TEMPLATE {MIGRATED} OWNER {roles.OWNER}",
        )

    def _as_superuser(self, *statements: str) -> None:
        url = roles.address(self.cluster, SUPERUSER, "postgres").as_url()
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@contextmanager
def migrated_database(programs: str) -> Iterator[ThrowawayDatabase]:
    """Have a server with a migrated database for as long as the block runs."""
    with throwaway_server(programs) as cluster:
        owner = roles.address(cluster, roles.OWNER)
        migrating.migrate(owner.as_url(), "--verbosity=0")
        made = ThrowawayDatabase(cluster)
        made.keep_copy()
        yield made
