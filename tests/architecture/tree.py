"""Which files are the project's own, and what a few of them hold."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "safehold"
APPS = sorted(path.parent for path in SRC.glob("apps/*/apps.py"))

# What set-up and the tools make, beside every folder whose name starts with a stop.
MADE = {"build", "node_modules", "__pycache__", "venv"}
KEPT_HIDDEN = {".ci", ".gitignore", ".npmrc"}


def name(path: Path) -> str:
    """Name the path as a test's report does."""
    return str(path.relative_to(ROOT))


@cache
def project_files() -> tuple[Path, ...]:
    """Return every file that belongs to the project, whether or not it is committed."""
    return tuple(sorted(_files(ROOT)))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in KEPT_HIDDEN
        if hidden or path.name in MADE or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


@cache
def text_of(path: Path) -> str:
    """Return what the file says; a file that is no text says nothing."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def syntax_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def python_files(folder: Path) -> list[Path]:
    """Return the Python that people write: migrations are history."""
    return [
        path
        for path in project_files()
        if path.suffix == ".py"
        and path.is_relative_to(folder)
        and "migrations" not in path.parts
    ]


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """Return the functions at the top of the file that others may call."""
    return [
        node
        for node in syntax_of(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
