"""What another organisation holds changes nothing that anybody else is shown.

Pages are asked for before the other organisation has anything, and again once it has
something of every kind: lists, counts, totals, filters and exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from safehold.apps.audit import context
from tests.conftest import AS_THE_SERVICE
from tests.leaks.asking import answer, browser
from tests.walls import houses
from tests.walls.houses import Street

# A year's totals, who funds it, and what is still to do are counted there.
PAGES = (
    "/",
    "/documents/",
    "/documents/?sort=title",
    "/documents/?search=shared",
    "/documents/?export=csv",
    "/findings/",
    "/findings/?status=open",
    "/findings/?export=csv",
    "/decisions/",
    "/decisions/?search=pcd",
    "/decisions/?export=csv",
    "/portfolio/all-years/",
    "/portfolio/2022-23/",
    "/portfolio/2022-23/?borough=E09000003",
    "/portfolio/2022-23/awards/",
    "/portfolio/2022-23/awards/?export=csv",
    "/programmes/shared/",
    "/jobs/",
    "/jobs/dead/",
)
# What a file says of when it was taken.
_MOMENT = re.compile(r"\d{1,2} \w+ 20\d\d|\d{1,2}[:.]\d\d ?(?:am|pm)?|20\d\d-\d\d-\d\d")


@pytest.fixture
def half_built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Street]:
    """Two commissioners, of which only the first has done anything."""
    with django_db_blocker.unblock(), transaction.atomic():
        context._tell(AS_THE_SERVICE)
        street = houses.empty()
        houses.furnish(street.home, street.canaries)
        yield street
        transaction.set_rollback(True)
    context._told.set(None)
    with django_db_blocker.unblock():
        connection.close()


def shown_to_amara(street: Street) -> dict[str, tuple[object, ...]]:
    client = browser(street.home.manager)
    shown = {}
    for page in PAGES:
        with transaction.atomic():
            given = answer(client.get(page))
            transaction.set_rollback(True)
        shown[page] = tuple(_MOMENT.sub("", str(part)) for part in given)
    return shown


def test_lists_counts_and_exports_are_the_same_whatever_another_holds(
    half_built: Street,
) -> None:
    before = shown_to_amara(half_built)
    houses.furnish(half_built.other, half_built.canaries)
    after = shown_to_amara(half_built)

    assert {page: shown[0] for page, shown in before.items()} == dict.fromkeys(
        PAGES, "200"
    )
    assert [page for page in PAGES if before[page] != after[page]] == []
