import pytest
from django.db import connection

from safehold.gateways.postgresql import queue

WORK = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, scheduled_at)
VALUES ('default', 'a_task', 0, '{}', now() + %s::interval)
"""
WORKER = """
INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("work", "worker", "expected"),
    [
        (None, None, False),
        ("0", None, True),
        ("0", "5 seconds", False),
        ("0", "5 minutes", True),
        ("1 hour", None, False),
    ],
)
def test_work_is_left_alone_where_it_waits_and_no_worker_lives(
    work: str | None, worker: str | None, *, expected: bool
) -> None:
    with connection.cursor() as cursor:
        if work:
            cursor.execute(WORK, [work])
        if worker:
            cursor.execute(WORKER, [worker])

        assert queue.is_left_alone(cursor) is expected
        assert queue.by_status(cursor) == ((("todo", 1),) if work else ())
