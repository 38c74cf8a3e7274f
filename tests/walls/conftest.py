"""What the tests of the walls may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from safehold.apps.audit import context
from tests.conftest import AS_THE_SERVICE
from tests.walls import houses


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[houses.Street]:
    """Two commissioners with something of every kind, built once for a whole file."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                # The thread of the test looks behind the walls.
                context._tell(AS_THE_SERVICE)
                yield houses.build()
                transaction.set_rollback(True)
        finally:
            context._told.set(None)
            connection.close()


@pytest.fixture
def street(built: houses.Street) -> Iterator[houses.Street]:
    """The same two commissioners, whatever a test did to them."""
    with transaction.atomic():
        yield built
        transaction.set_rollback(True)
