"""How does the worker hear that a job waits? By a row in the queue's own table.

The row names the job by its number and nothing else. It is written through Django's
own connection, so that it comes and goes with the transaction of whoever writes it.
"""

import datetime

from django.db import transaction
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued

RUN = "jobs.run"

# On Django's connection, also within the worker: its own app has connections of its
# own, and what a job asks for would not go with the job's transaction.
_queue = App(connector=DjangoConnector(alias="default"))


def ring(job_id: int, *, when: datetime.datetime) -> None:
    """Have the worker look at the job at that instant, unless it will anyway."""
    task = _queue.configure_task(
        RUN, schedule_at=when, queueing_lock=f"job {job_id}", allow_unknown=True
    )
    try:
        with transaction.atomic():
            task.defer(job_id=job_id)
    except AlreadyEnqueued:
        # It hears of it already: the job's own row says what there is to do.
        return
