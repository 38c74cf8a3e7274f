"""A place for a database that another account can reach, and that goes away again."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder with a space in its name; pytest's own are closed to other accounts."""
    yield from _open_folder()


@pytest.fixture
def tmp_path_elsewhere() -> Iterator[Path]:
    """The same for a single test."""
    yield from _open_folder()


def _open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="a place "))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)
