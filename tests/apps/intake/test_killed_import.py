"""An import that is killed half-way leaves the whole document, or none of it."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import OperationalError, connections

from safehold.apps.audit.models import AuditEvent
from safehold.apps.documents.models import Document, Fact, Finding, Original
from safehold.apps.intake import actions as intake
from safehold.cli.demonstration.load import SPECIMENS
from safehold.config.embedded import roles
from tests import cast
from tests.cast import NOON, Cast
from tests.database import ThrowawayDatabase

pytestmark = pytest.mark.django_db(transaction=True)

FILE = SPECIMENS / "foi_response.txt"
SECONDS = 60
STEPS = 6

IMPORT = """
import django
django.setup()
from django.db import connection
from safehold.apps.intake import actions
from safehold.apps.people import queries
from tests.cast import NOON, TODAY
amara = queries.actor_with_email("amara@tests.example", on=TODAY)
content = open({path!r}, "rb").read()
connection.ensure_connection()
print(connection.connection.info.backend_pid, flush=True)
actions.import_file(
    content, name="killed.txt", organisation_id={organisation}, by=amara, at=NOON
)
"""


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast.assemble()


@pytest.fixture
def whole(people: Cast) -> tuple[int, ...]:
    """How many rows a whole import leaves, seen on another commissioner's."""
    intake.import_file(
        FILE.read_bytes(),
        name="whole.txt",
        organisation_id=people.another_commissioner_id,
        by=people.hugo,
        at=NOON,
    )
    return rows(people.another_commissioner_id)


def rows(organisation_id: int) -> tuple[int, ...]:
    mine = {"document__organisation_id": organisation_id}
    events = AuditEvent.objects.filter(verb="documents.import")
    documents = Document.objects.filter(organisation_id=organisation_id)
    return (
        documents.count(),
        Original.objects.filter(**mine).count(),
        Fact.objects.filter(**mine).count(),
        Finding.objects.filter(**mine).count(),
        events.filter(subject__in=[f"document:{d.pk}" for d in documents]).count(),
    )


def importing(people: Cast, database: ThrowawayDatabase) -> subprocess.Popen[str]:
    """Start an import in a process of its own; it says its backend's number first."""
    url = roles.address(database.cluster, roles.APPLICATION).as_url()
    words = IMPORT.format(path=str(FILE), organisation=people.commissioner_id)
    return subprocess.Popen(
        [sys.executable, "-c", words],
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": "src:."},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def eventually_connected() -> None:
    """Wait until the server has recovered from the loss of one of its processes."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            connections.close_all()
            Document.objects.exists()
        except OperationalError:
            assert time.monotonic() < deadline, "the server did not come back"
            time.sleep(0.1)
        else:
            return


class TestKilledImport:
    def test_of_the_service_leaves_all_or_nothing(
        self,
        people: Cast,
        whole: tuple[int, ...],
        throwaway_database: ThrowawayDatabase,
    ) -> None:
        seen = set()

        for step in range(STEPS):
            process = importing(people, throwaway_database)
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(step * 0.08)
            process.kill()
            process.communicate(timeout=SECONDS)
            left = rows(people.commissioner_id)
            seen.add(left)
            if left == whole:
                break

        assert seen <= {(0, 0, 0, 0, 0), whole}

    def test_of_postgresql_leaves_all_or_nothing_and_the_next_goes_through(
        self,
        people: Cast,
        whole: tuple[int, ...],
        throwaway_database: ThrowawayDatabase,
    ) -> None:
        with importing(people, throwaway_database) as process:
            assert process.stdout is not None
            backend = int(process.stdout.readline())
            time.sleep(0.1)

            # It may have been quick, and be gone.
            with contextlib.suppress(ProcessLookupError):
                os.kill(backend, signal.SIGKILL)

        eventually_connected()
        assert rows(people.commissioner_id) in {(0, 0, 0, 0, 0), whole}
        again = importing(people, throwaway_database)
        again.communicate(timeout=SECONDS)
        assert rows(people.commissioner_id) == whole
