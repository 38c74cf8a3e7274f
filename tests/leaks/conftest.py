"""What the tests of leaks may ask for."""

from tests.walls.conftest import built, street

__all__ = ["built", "street"]
