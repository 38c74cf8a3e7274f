"""What the database is told of who asks ends with the transaction it was told in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from safehold.apps.audit import context
from safehold.apps.audit.context import SETTING
from safehold.apps.people.models import Person
from tests import browsers, cast
from tests.architecture.tree import SRC, name, python_files, text_of

# Who looks behind every wall, and why they may.
BEHIND_EVERY_WALL = {
    "src/safehold/apps/audit/context.py": "says what it is",
    "src/safehold/apps/people/queries.py": "the invented people that anybody may try",
    "src/safehold/apps/invitations/actions.py": "whoever holds a link is of no house",
    "src/safehold/apps/invitations/queries.py": "whoever holds a link is of no house",
}
# The command line belongs to whoever runs the service.
COMMANDS = "src/safehold/cli/"

_LASTING = re.compile(
    r"set_config\([^()]*,\s*(?:false|%s)\s*\)"
    r"|\bSET\s+SESSION\b"
    r"|\bSET\s+(?:LOCAL\s+)?safehold\.(?:context|transaction)\b",
    re.IGNORECASE,
)


def told() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [SETTING])
        return (cursor.fetchone() or ("",))[0] or ""


class TestTheSource:
    def test_tells_the_database_nothing_that_outlasts_a_transaction(self) -> None:
        """On a connection that is used again it would be the next person's."""
        lasting = [
            name(path) for path in python_files(SRC) if _LASTING.search(text_of(path))
        ]

        assert lasting == []

    @pytest.mark.parametrize(
        "line",
        [
            "SELECT set_config('safehold.context', %s, false)",
            "select set_config(%s, %s, %s)",
            "SET SESSION safehold.context = ''",
            "SET safehold.context TO ''",
        ],
    )
    def test_would_be_found_telling_it(self, line: str) -> None:
        assert _LASTING.search(line)

    def test_looks_behind_every_wall_in_few_places(self) -> None:
        looking = {
            name(path)
            for path in python_files(SRC)
            if re.search(r"as_service\(|as_system=True", text_of(path))
            and not name(path).startswith(COMMANDS)
        }

        assert looking == set(BEHIND_EVERY_WALL)


@pytest.fixture
def as_new(transactional_db: None) -> Iterator[None]:
    """Have the connection as the service has it: nothing was ever told on it."""
    people = cast.assemble()
    assert people
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, '', false)", [SETTING])
    token = context._told.set(None)
    yield
    context._told.reset(token)


class TestAfterwards:
    @pytest.mark.parametrize(
        "page", ["/documents/", "/documents/404404/review/", "/help/", "/nowhere/"]
    )
    def test_nothing_of_a_request_is_left(self, as_new: None, page: str) -> None:
        amara = Person.objects.get(name="Amara")
        browsers.sign_in(Client(), amara).get(page)

        assert told() == ""
        assert context.told() is None

    def test_nothing_of_a_failure_is_left(self, as_new: None) -> None:
        with pytest.raises(RuntimeError), context.as_service():
            raise RuntimeError

        assert told() == ""
        assert context.told() is None

    def test_nothing_is_told_outside_of_a_transaction(self, as_new: None) -> None:
        assert not connection.in_atomic_block

        context._set("whatever")

        assert told() == ""
