"""Nothing names the machine it was made on, or where packages came from."""

import re

from tests.architecture.tree import name, project_files, text_of

# A folder of somebody's own machine, as the first part of an absolute path.
MACHINE_PATH = re.compile(
    r"(?<![\w.>}\])-])/(?:work|root|tmp|farm|home|Users|mnt)(?=[/\s\"'`,;:)]|$)",
    re.MULTILINE,
)

# Words that only stand where a registry is named.
REGISTRY = re.compile(
    r"""
    \b (?:files\.)? python hosted \.
    | \b pypi \.
    | \b registry \. [a-z]
    | (?:--(?:extra-)?index-url|index-url\s*=|registry\s*=)
    | "resolved" \s* :
    | \b deb \. debian
    """,
    re.VERBOSE,
)
LOCK_FILES = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")


def test_no_file_names_a_folder_of_one_machine() -> None:
    named = [
        f"{name(path)}: {found[0]}"
        for path in project_files()
        for found in MACHINE_PATH.finditer(text_of(path))
    ]

    assert not named


def test_no_file_names_a_registry() -> None:
    named = [
        f"{name(path)}: {found[0]}"
        for path in project_files()
        if path.name != "test_no_machine_paths.py"
        for found in REGISTRY.finditer(text_of(path))
    ]

    assert not named


def test_lock_files_hold_names_versions_and_hashes_only() -> None:
    locks = [path for path in project_files() if path.name in LOCK_FILES]

    assert len(locks) == len(LOCK_FILES)
    assert not [name(path) for path in locks if "://" in text_of(path)]
    assert not [name(path) for path in locks if "--hash=sha256:" not in text_of(path)]
