"""Every change to the tables has a migration, with a name and an order of its own."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState

from tests.architecture.tree import APPS, SRC, name, syntax_of

MIGRATIONS = sorted(SRC.glob("apps/*/migrations/[0-9]*.py"))
OURS = {app.name for app in APPS}


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def test_none_is_missing(loader: MigrationLoader) -> None:
    detector = MigrationAutodetector(
        loader.project_state(),
        ProjectState.from_apps(apps),
        NonInteractiveMigrationQuestioner(specified_apps=OURS, dry_run=True),
    )

    missing = detector.changes(graph=loader.graph)

    assert {
        app: [
            operation.describe()
            for migration in made
            for operation in migration.operations
        ]
        for app, made in missing.items()
    } == {}


@pytest.mark.parametrize("app", sorted(OURS))
def test_an_apps_migrations_stand_in_one_row(app: str, loader: MigrationLoader) -> None:
    leaves = loader.graph.leaf_nodes(app)
    numbers = Counter(path.name[:4] for path in MIGRATIONS if path.parts[-3] == app)

    assert len(leaves) <= 1
    assert sorted(numbers) == [f"{n:04}" for n in range(1, len(numbers) + 1)]
    assert set(numbers.values()) <= {1}


@pytest.mark.parametrize("path", MIGRATIONS, ids=name)
class TestEveryMigration:
    def test_is_named_for_what_it_does(self, path: Path) -> None:
        words = path.stem.partition("_")[2].split("_")

        assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]*", path.stem)
        assert words[0] not in {"auto", "initial", "alter", "merge"}
        assert len(words) > 1 or words[0] == path.parts[-3]

    def test_can_be_taken_back(self, path: Path) -> None:
        for node in ast.walk(syntax_of(path)):
            match node:
                case ast.Call(func=ast.Attribute(attr="RunSQL" | "RunPython")):
                    given = len(node.args) + len(node.keywords)
                    assert given > 1, f"no way back on line {node.lineno}"
                case _:
                    pass

    def test_imports_nothing_of_ours_that_may_change(self, path: Path) -> None:
        imported = {
            node.module or ""
            for node in ast.walk(syntax_of(path))
            if isinstance(node, ast.ImportFrom)
        }

        assert not {each for each in imported if each.startswith("safehold")}
