"""What a test does to the record that the service never can: as the superuser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from safehold.apps.audit import actions, context
from safehold.config.embedded import roles
from safehold.config.embedded.cluster import SUPERUSER
from tests.cast import NOON, Cast
from tests.database import ThrowawayDatabase


@contextmanager
def superuser(database: ThrowawayDatabase) -> Iterator[psycopg.Connection]:
    """Have a connection that no right, wall or trigger holds back."""
    address = roles.address(database.cluster, SUPERUSER, roles.DATABASE)
    with psycopg.connect(address.as_url(), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def do(people: Cast, *verbs: str) -> None:
    """Have Amara do each in a transaction of its own."""
    for verb in verbs:
        do_together(people, verb)


def do_together(people: Cast, *verbs: str) -> None:
    """Have Amara do all of it in one transaction."""
    with context.acting(people.amara, at=NOON, verb=verbs[0]):
        for verb in verbs:
            actions.record(
                verb,
                subject="lantern:1",
                organisation_id=people.commissioner_id,
                by=people.amara,
                at=NOON,
            )
