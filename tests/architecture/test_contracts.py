"""The import contracts hold, and every app has the one that guards its tables."""

import os
import subprocess
import sys
import tomllib

import pytest

from safehold.config.checking import LINT_IMPORTS
from tests.architecture.tree import APPS, ROOT, SRC

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_imports_keep_to_the_layers() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(SRC.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "app", [app.name for app in APPS if (app / "models.py").exists()]
)
def test_only_an_app_touches_its_own_models(app: str) -> None:
    models = f"safehold.apps.{app}.models"

    guards = [
        contract
        for contract in CONTRACTS["contracts"]
        if contract.get("protected_modules") == [models]
    ]

    assert [guard["type"] for guard in guards] == ["protected"]
    assert [guard["allowed_importers"] for guard in guards] == [
        [f"safehold.apps.{app}"]
    ]


def test_imports_only_for_types_count_too() -> None:
    assert CONTRACTS["exclude_type_checking_imports"] is False


@pytest.mark.parametrize(
    "contract",
    [each for each in CONTRACTS["contracts"] if each["type"] == "layers"],
    ids=lambda contract: str(contract["name"]),
)
def test_every_new_module_must_be_placed(contract: dict[str, object]) -> None:
    assert contract["exhaustive"] is True
