"""How does the queue of background work stand, whoever asked for what is in it?

By numbers alone: the jobs themselves stand behind the walls (`apps/jobs`).
"""

from __future__ import annotations

from safehold.gateways.postgresql.rights import Cursor

# A worker gives a sign of life every ten seconds.
IS_LEFT_ALONE = """
SELECT
    EXISTS (
        SELECT FROM procrastinate_jobs
        WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()
    )
    AND NOT EXISTS (
        SELECT FROM procrastinate_workers
        WHERE last_heartbeat > now() - interval '1 minute'
    )
"""

BY_STATUS = """
SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status ORDER BY 1
"""


def is_left_alone(cursor: Cursor) -> bool:
    """Test if work waits to be begun and no worker has shown itself for a minute."""
    cursor.execute(IS_LEFT_ALONE)
    return cursor.fetchall()[0][0] is True


def by_status(cursor: Cursor) -> tuple[tuple[str, int], ...]:
    """Return (status, number) for every status that an entry of the queue has."""
    cursor.execute(BY_STATUS)
    return tuple(
        (str(status), int(str(number))) for status, number in cursor.fetchall()
    )
