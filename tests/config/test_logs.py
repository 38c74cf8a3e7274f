import io
import logging
import sys

import pytest

from safehold.config.logs import LOGGING, WithoutPersonalData


@pytest.fixture
def logged() -> str:
    """What is written of a failure that quotes a person's name."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutPersonalData("%(message)s"))
    try:
        int("Ada Lovelace")
    except ValueError:
        handler.handle(
            logging.LogRecord(
                "x", logging.ERROR, "x.py", 1, "Failed", None, sys.exc_info()
            )
        )
    return stream.getvalue()


class TestALogLine:
    def test_says_where_and_how_something_failed(self, logged: str) -> None:
        assert logged.startswith("Failed\n")
        assert "test_logs.py" in logged
        assert logged.endswith("builtins.ValueError\n")

    def test_leaves_out_the_values_that_it_failed_on(self, logged: str) -> None:
        assert "invalid literal" not in logged

    def test_is_written_so_for_every_logger(self) -> None:
        assert list(LOGGING["handlers"]) == ["stderr"]
        assert LOGGING["handlers"]["stderr"]["formatter"] == "line"
        assert LOGGING["formatters"]["line"]["()"].endswith("WithoutPersonalData")
