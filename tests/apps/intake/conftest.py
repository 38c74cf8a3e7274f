"""What the tests of the review may ask for."""

import pytest

from tests.apps.intake.desk import Desk
from tests.cast import Cast


@pytest.fixture
def desk(people: Cast) -> Desk:
    """Amara's desk."""
    return Desk(people)
