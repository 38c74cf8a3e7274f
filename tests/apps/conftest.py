"""What the tests of the apps may ask for."""

import pytest

from tests import cast


@pytest.fixture
def people(db: None) -> cast.Cast:
    """The whole cast, in the database."""
    return cast.assemble()
