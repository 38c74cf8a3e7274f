"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

from safehold.config.embedded import roles
from tests.architecture.tree import ROOT, SRC, name, project_files, text_of

PAGES = [
    path
    for path in project_files()
    if path.suffix == ".md" and not path.is_relative_to(ROOT / "docs" / "rules")
]

# `apps/documents/states.py`, `docs/how-to/`, `run.py`: a place in the tree.
PLACE = re.compile(r"`([\w.][\w./-]*(?:\.(?:py|md|toml|lock|in|json|scss)|/))`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")

# What set-up makes, and what we tell of because it is not there.
ELSEWHERE = ("build/", ".local/", ".venv/", "node_modules/", "uv.lock", "pylock.toml")
NAMES = {path.name for path in project_files()}


def is_there(place: str, *, page: Path) -> bool:
    """Test if the place stands in the project, the package, or beside the page.

    A name without a folder speaks of every file so called.
    """
    return place in NAMES or any(
        (folder / place).exists() for folder in (ROOT, SRC, page.parent)
    )


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_place_and_link_is_there(path: Path) -> None:
    words = text_of(path)

    lost = [
        place
        for place in (*PLACE.findall(words), *LINK.findall(words))
        if not place.startswith(ELSEWHERE) and not is_there(place, page=path)
    ]

    assert not lost


def test_a_server_of_ones_own_is_given_the_same_rights() -> None:
    page = text_of(ROOT / "docs" / "how-to" / "move-to-your-own-postgresql.md")
    written = " ".join(page.split())

    for statement in roles.GRANTS.strip().split(";\n"):
        assert " ".join(statement.strip(";").split()) in written
    for role, attribute in roles.ATTRIBUTES.items():
        assert re.search(rf"CREATE ROLE {role} +LOGIN {attribute} ", page)
