"""What the tests of signing in may ask for: real people, with a password."""

import pytest
from django.core.cache import cache

from safehold.apps.people.models import Person
from tests import cast
from tests.web.account.people import PASSWORD


@pytest.fixture
def commissioner_id(db: None) -> int:
    return cast.organisation(cast.COMMISSIONER)


@pytest.fixture
def nadia(commissioner_id: int) -> Person:
    """A grants manager, who needs a second factor and has none yet."""
    person = _person("Nadia")
    cast.member(person, cast.Role.GRANTS_MANAGER, commissioner_id)
    return person


@pytest.fixture
def omar(commissioner_id: int) -> Person:
    """A statistician, whose work needs no second factor."""
    person = _person("Omar")
    cast.member(person, cast.Role.STATISTICIAN, commissioner_id)
    return person


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


def _person(name: str) -> Person:
    person = cast.person(name)
    person.set_password(PASSWORD)
    person.save()
    return person
