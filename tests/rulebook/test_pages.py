"""The pages of docs/rules/ say what the code says; `run.py fix` writes them."""

import os
from inspect import getmembers, isfunction

import pytest

from safehold.apps.documents import policies
from safehold.apps.dossiers import policies as dossiers
from safehold.apps.invitations import policies as invitations
from safehold.apps.jobs import policies as jobs
from safehold.apps.people import policies as people_policies
from safehold.engine.documents.checks import CHECKS
from tests.architecture.tree import ROOT
from tests.rulebook import checks, permissions, scene, states

FOLDER = ROOT / "docs" / "rules"
WRITE = os.environ.get("SAFEHOLD_WRITE_RULES", "") == "yes"


def in_step(name: str, text: str) -> bool:
    """Test if the page says this; make it so first where we are to write."""
    path = FOLDER / name
    if WRITE:
        path.write_text(text)
    return path.read_text() == text


def test_states_are_as_drawn() -> None:
    assert in_step("states.md", states.page()), "run `python3 run.py fix`"


def test_checks_are_as_listed() -> None:
    assert in_step("checks.md", checks.page()), "run `python3 run.py fix`"


@pytest.mark.django_db
def test_permissions_are_as_signed() -> None:
    page = permissions.page(scene.set_up())

    assert in_step("permissions.md", page), "run `python3 run.py fix`"


def test_no_page_is_left_over() -> None:
    names = {path.name for path in FOLDER.iterdir()}

    assert names == {"states.md", "checks.md", "permissions.md"}


def test_every_policy_is_asked() -> None:
    asked = (FOLDER / "permissions.md").read_text()

    unasked = [
        name
        for module in (policies, people_policies, invitations, jobs, dossiers)
        for name, _ in getmembers(module, isfunction)
        if name.startswith("why_not_") and f"By `{name}`." not in asked
    ]

    assert not unasked


def test_no_two_checks_share_a_code() -> None:
    codes = [check.code for check in CHECKS]

    assert len(codes) == len(set(codes))
