"""What the tests of background jobs may ask for."""

import pytest

from tests.apps.jobs.works import Bench
from tests.cast import Cast


@pytest.fixture
def bench(people: Cast) -> Bench:
    """A place to ask for jobs and to do them."""
    return Bench(people)
