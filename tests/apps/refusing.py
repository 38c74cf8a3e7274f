"""How a test says that something was refused, and that it left no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist

from safehold.engine.refusals import Refusal, Refused

OURS = (
    "audit",
    "people",
    "jobs",
    "organisations",
    "invitations",
    "documents",
    "programmes",
    "decisions",
    "intake",
    "dossiers",
)


def everything() -> dict[str, list[dict[str, object]]]:
    """Return every row of every table of ours, the audit record among them."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    }


@contextmanager
def refused(refusal: Refusal) -> Iterator[None]:
    """Expect this very refusal, nothing changed and nothing recorded."""
    before = everything()

    with pytest.raises(Refused) as raised:
        yield

    assert raised.value.refusal is refusal
    assert everything() == before


@contextmanager
def not_found() -> Iterator[None]:
    """Expect to be told that there is no such row, and that nothing changed."""
    before = everything()

    with pytest.raises(ObjectDoesNotExist):
        yield

    assert everything() == before
